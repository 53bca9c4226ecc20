#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using ::testing::ElementsAre;

class AccountsTab : public World {
protected:
    static Call list(std::vector<model::NamedText> query = {}) {
        return {.plugin = "accounts-tab", .handler = "list", .by = "olivia@acme.example", .workspace = "Acme", .query = std::move(query)};
    }
    boost::json::value account(const std::string& email) {
        const auto found = json(list({{"search", email}}));
        return found.at("accounts").at(0);
    }
    static std::vector<std::string> emails(const boost::json::value& answer) {
        std::vector<std::string> found;
        for (const auto& account : answer.at("accounts").as_array()) found.emplace_back(account.at("email").as_string());
        return found;
    }
    // Every account, page by page.
    std::vector<std::string> all(std::vector<model::NamedText> query) {
        std::vector<std::string> found;
        query.push_back({"page-size", "7"});
        for (auto page = json(list(query));; page = json(list(query))) {
            EXPECT_EQ(page.at("total").as_int64(), 48);
            for (auto& email : emails(page)) found.push_back(std::move(email));
            if (page.at("next").is_null()) return found;
            if (query.back().name == "after") query.pop_back();
            query.push_back({"after", std::string{page.at("next").as_string()}});
        }
    }
};

TEST_F(AccountsTab, TellsWhoSomebodyIs) {
    const auto mia = account("mia@acme.example");
    EXPECT_EQ(mia.at("name").as_string(), "Mia Schröder");
    EXPECT_EQ(mia.at("role").as_string(), "member");
    EXPECT_EQ(mia.at("activeApiKeys").as_int64(), 2);
    EXPECT_TRUE(mia.at("timer").at("startedAt").is_string());
    EXPECT_TRUE(account("noah@acme.example").at("timer").is_null());
    EXPECT_EQ(account("ines@acme.example").at("status").as_string(), "INACTIVE");
}

TEST_F(AccountsTab, CountsTheKeysThatWorkHere) {
    EXPECT_EQ(account("casey@contract.example").at("activeApiKeys").as_int64(), 2);
    execute("INSERT INTO api_key_denials (key_id, workspace_id, denied_at) SELECT id, '" + workspace("Acme") + "', 1 FROM api_keys WHERE name = 'All clients'");
    EXPECT_EQ(account("casey@contract.example").at("activeApiKeys").as_int64(), 1);
    execute("UPDATE api_keys SET status = 'DEACTIVATED' WHERE name = 'Acme invoices'");
    EXPECT_EQ(account("casey@contract.example").at("activeApiKeys").as_int64(), 0);

    auto hooli = list({{"search", "casey"}});
    hooli.by = "hugo@hooli.example";
    hooli.workspace = "Hooli";
    EXPECT_EQ(json(hooli).at("accounts").at(0).at("activeApiKeys").as_int64(), 1);
}

TEST_F(AccountsTab, ShowsTimersOfThisWorkspaceAlone) { EXPECT_TRUE(account("casey@contract.example").at("timer").is_null()); }

TEST_F(AccountsTab, PagesThroughEverybodyOnceInEveryOrder) {
    for (const auto* column : {"NAME", "EMAIL", "JOINED"}) {
        const auto up = all({{"sort-column", column}});
        auto down = all({{"sort-column", column}, {"sort-order", "DESCENDING"}});
        EXPECT_EQ(up.size(), 48u) << column;
        std::reverse(down.begin(), down.end());
        EXPECT_EQ(up, down) << column;
        auto unique = up;
        std::sort(unique.begin(), unique.end());
        EXPECT_EQ(std::unique(unique.begin(), unique.end()), unique.end()) << column;
        if (std::string_view{column} == "EMAIL") {
            EXPECT_TRUE(std::is_sorted(up.begin(), up.end()));
        }
    }
}

TEST_F(AccountsTab, TurnsBackToThePagesItCameFrom) {
    for (const auto* column : {"NAME", "EMAIL", "JOINED"}) {
        const auto at = [&](const char* way, const boost::json::value& cursor) {
            return json(list({{"page-size", "20"}, {"sort-column", column}, {way, std::string{cursor.as_string()}}}));
        };
        const auto first = json(list({{"page-size", "20"}, {"sort-column", column}}));
        EXPECT_TRUE(first.at("previous").is_null()) << column;
        const auto second = at("after", first.at("next"));
        const auto third = at("after", second.at("next"));
        EXPECT_EQ(emails(third).size(), 8u);
        EXPECT_TRUE(third.at("next").is_null());

        const auto second_again = at("before", third.at("previous"));
        EXPECT_EQ(emails(second_again), emails(second)) << column;
        EXPECT_EQ(second_again.at("total").as_int64(), 48);
        EXPECT_EQ(second_again.at("next"), second.at("next"));
        const auto first_again = at("before", second_again.at("previous"));
        EXPECT_EQ(emails(first_again), emails(first)) << column;
        EXPECT_TRUE(first_again.at("previous").is_null());
        EXPECT_EQ(first_again.at("next"), first.at("next"));
    }
}

TEST_F(AccountsTab, ACursorFitsItsOwnOrderAlone) {
    const std::string cursor{json(list({{"page-size", "5"}})).at("next").as_string()};
    EXPECT_EQ(refusal(list({{"after", cursor}, {"sort-column", "EMAIL"}})), "400 invalid after");
    EXPECT_EQ(refusal(list({{"after", cursor}, {"sort-order", "DESCENDING"}})), "400 invalid after");
    EXPECT_EQ(refusal(list({{"before", cursor}, {"sort-column", "JOINED"}})), "400 invalid before");
    EXPECT_EQ(refusal(list({{"before", cursor}, {"after", cursor}})), "400 invalid before");
    EXPECT_EQ(refusal(list({{"after", "nonsense!"}})), "400 invalid after");
    EXPECT_EQ(refusal(list({{"after", cursor}})), "200");
}

TEST_F(AccountsTab, SearchesNameAndEmail) {
    EXPECT_THAT(emails(json(list({{"search", "SCHRÖ"}}))), ElementsAre("mia@acme.example"));
    EXPECT_THAT(emails(json(list({{"search", "@contract."}}))), ElementsAre("casey@contract.example"));
    EXPECT_EQ(json(list({{"search", "%"}})).at("total").as_int64(), 0);
    EXPECT_EQ(json(list({{"search", "_"}})).at("total").as_int64(), 0);
    EXPECT_EQ(json(list({{"search", "' OR 1=1 --"}})).at("total").as_int64(), 0);
}

TEST_F(AccountsTab, Filters) {
    EXPECT_THAT(emails(json(list({{"status", "INACTIVE"}}))), ElementsAre("ines@acme.example"));
    EXPECT_THAT(emails(json(list({{"timer-running", "true"}}))), ElementsAre("mia@acme.example"));
    EXPECT_EQ(json(list({{"timer-running", "false"}, {"page-size", "5"}})).at("total").as_int64(), 47);
    EXPECT_THAT(emails(json(list({{"has-active-keys", "true"}, {"sort-column", "EMAIL"}}))),
                ElementsAre("casey@contract.example", "ines@acme.example", "mia@acme.example"));
    EXPECT_EQ(json(list({{"has-active-keys", "0"}})).at("total").as_int64(), 45);
    EXPECT_THAT(emails(json(list({{"has-active-keys", "1"}, {"timer-running", "1"}, {"status", "ACTIVE"}, {"search", "m"}}))),
                ElementsAre("mia@acme.example"));
}

TEST_F(AccountsTab, AnswersForCertainUsersWhoAreMembersHere) {
    const auto all = json(list({{"page-size", "48"}, {"sort-column", "EMAIL"}}));
    const auto id = [&](std::size_t row) { return std::string{all.at("accounts").at(row).at("userId").as_string()}; };
    const auto found = json(list({{"users", id(3) + "," + id(1) + "," + user("gwen@globex.example")}, {"sort-column", "EMAIL"}}));
    const auto names = emails(all);
    EXPECT_THAT(emails(found), ElementsAre(names[1], names[3]));
    EXPECT_EQ(json(list({{"users", id(1)}, {"status", "PENDING"}})).at("total").as_int64(), 0);
}

TEST_F(AccountsTab, CountsToTenThousand) {
    const auto acme = "'" + workspace("Acme") + "'";
    const std::string numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) ";
    execute("INSERT INTO users (id, email, email_folded, name, password_hash, created_at) " + numbers +
            "SELECT printf('f%023d', i), i || '@many.example', i || '@many.example', 'Many', 'x', 1 FROM n");
    execute("INSERT INTO memberships (workspace_id, user_id, role, status, joined_at, sort_name, sort_email) " + numbers + "SELECT " + acme +
            ", printf('f%023d', i), 'member', 'ACTIVE', 1, 'many', i || '@many.example' FROM n");
    auto answer = json(list());
    EXPECT_EQ(answer.at("total").as_int64(), 10'000);
    EXPECT_TRUE(answer.at("totalCapped").as_bool());
    answer = json(list({{"after", std::string{answer.at("next").as_string()}}}));
    EXPECT_TRUE(answer.at("totalCapped").as_bool());
    answer = json(list({{"search", "many"}}));
    EXPECT_EQ(answer.at("total").as_int64(), 10'000);
    EXPECT_FALSE(answer.as_object().contains("totalCapped"));
}

}  // namespace
}  // namespace mortise::plugins

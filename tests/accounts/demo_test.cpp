// The demo data set, counted.
#include "accounts/demo.hpp"

#include <gmock/gmock.h>

#include <set>

#include "accounts/api_keys.hpp"
#include "with_database.hpp"

namespace mortise::accounts {
namespace {

using testing::HasSubstr;
using testing::Not;

// A database of its own: the one of WithDatabase has people in it already.
class Demo : public testing::Test {
protected:
    void migrate(bool with_time_tracker) {
        std::vector<storage::MigrationSet> sets{storage::host_migrations()};
        if (with_time_tracker)
            sets.push_back(storage::read_migrations("time-tracker", MORTISE_SOURCE_DIR "/plugins/time-tracker/migrations"));
        database->migrate(sets);
    }
    DemoData seed() {
        DemoData data;
        database->write_and_wait([&](storage::Connection& connection) {
            data = seed_demo(connection, pepper, cheap, now);
            return true;
        });
        return data;
    }
    std::int64_t number(const std::string& sql) {
        std::int64_t result = 0;
        database->read(
            [&](storage::Connection& connection) { result = connection.query(sql, {}, {storage::Type::integer}).integer(0, 0); });
        return result;
    }
    std::int64_t members(const std::string& workspace, const std::string& condition = "true") {
        return number(
            "SELECT count(*) FROM memberships m JOIN workspaces w ON w.id = m.workspace_id JOIN users u ON u.id = m.user_id "
            "WHERE w.name = '" +
            workspace + "' AND " + condition);
    }
    std::int64_t active_keys(const std::string& email) {
        return number(
            "SELECT count(*) FROM api_keys k JOIN users u ON u.id = k.user_id WHERE k.status = 'ACTIVE' AND u.email = '" + email +
            "'");
    }

    const TemporaryFolder folder;
    const std::unique_ptr<storage::Database> database =
        storage::Database::open({.url = "sqlite:" + (folder.path() / "demo.db").string()});
    const Pepper pepper{"a pepper of more than thirty-two characters"};
    const model::Instant now = *model::parse_instant("2025-03-12T14:20:00Z");
};

TEST_F(Demo, is_the_table_it_is_documented_to_be) {
    migrate(false);
    const auto data = seed();
    EXPECT_EQ(data.origin, DemoData::Origin::seeded);
    EXPECT_EQ(number("SELECT count(*) FROM users"), 50);
    EXPECT_EQ(number("SELECT count(*) FROM workspaces"), 4);
    EXPECT_EQ(number("SELECT count(*) FROM workspaces WHERE name = 'Acme' AND plan = 'enterprise' AND subdomain = 'acme'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM workspaces WHERE name = 'Globex' AND plan = 'pro' AND subdomain IS NULL"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM workspaces WHERE name = 'Hooli' AND plan = 'enterprise' AND subdomain IS NULL"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM workspaces WHERE name = 'Casey''s own' AND plan = 'free' AND subdomain IS NULL"), 1);

    EXPECT_EQ(members("Acme"), 48);
    EXPECT_EQ(members("Acme", "u.email = 'olivia@acme.example' AND m.role = 'owner'"), 1);
    EXPECT_EQ(members("Acme", "u.email = 'adam@acme.example' AND m.role = 'admin'"), 1);
    EXPECT_EQ(members("Acme", "u.email = 'petra@acme.example' AND m.role = 'project_manager'"), 1);
    EXPECT_EQ(members("Acme", "u.email = 'tom@acme.example' AND m.role = 'team_manager'"), 1);
    EXPECT_EQ(members("Acme", "u.email = 'ines@acme.example' AND m.role = 'member' AND m.status = 'INACTIVE'"), 1);
    EXPECT_EQ(members("Acme", "m.role = 'member'"), 44);
    EXPECT_EQ(members("Acme", "m.status = 'ACTIVE'"), 47);
    EXPECT_EQ(members("Globex"), 2);
    EXPECT_EQ(members("Globex", "u.email = 'gwen@globex.example' AND m.role = 'owner'"), 1);
    EXPECT_EQ(members("Hooli"), 2);
    EXPECT_EQ(members("Hooli", "u.email = 'hugo@hooli.example' AND m.role = 'owner'"), 1);
    EXPECT_EQ(members("Casey''s own"), 1);
    EXPECT_EQ(members("Casey''s own", "u.email = 'casey@contract.example' AND m.role = 'owner'"), 1);
    EXPECT_EQ(
        number("SELECT count(*) FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.email = 'casey@contract.example'"),
        4);
}

TEST_F(Demo, has_the_keys_it_is_documented_to_have) {
    migrate(false);
    seed();
    EXPECT_EQ(number("SELECT count(*) FROM api_keys"), 5);
    EXPECT_EQ(active_keys("mia@acme.example"), 2);
    EXPECT_EQ(active_keys("noah@acme.example"), 0);
    EXPECT_EQ(active_keys("ines@acme.example"), 1);
    EXPECT_EQ(active_keys("casey@contract.example"), 2);
    EXPECT_EQ(
        number("SELECT count(*) FROM api_keys k JOIN users u ON u.id = k.user_id JOIN workspaces w ON w.id = k.workspace_id "
               "WHERE u.email = 'casey@contract.example' AND w.name = 'Acme'"),
        1);
    EXPECT_EQ(number("SELECT count(*) FROM api_keys WHERE workspace_id IS NULL"), 4);
}

TEST_F(Demo, tells_ids_and_secrets_that_work) {
    migrate(false);
    const auto data = seed();
    EXPECT_EQ(data.users.size(), 50u);
    ASSERT_EQ(data.api_keys.size(), 5u);
    database->read([&](storage::Connection& connection) {
        for (const auto& key : data.api_keys) {
            ASSERT_TRUE(key.secret);
            const auto verified = ApiKeys{connection, pepper}.verify(*key.secret);
            ASSERT_TRUE(verified);
            EXPECT_EQ(verified->owner.email, key.user);
            EXPECT_EQ(verified->bound_to.empty(), key.workspace.empty());
        }
        for (const auto& user : data.users) {
            const auto found = Users{connection}.by_email(user.email);
            ASSERT_TRUE(found);
            EXPECT_EQ(found->id, user.id);
            EXPECT_TRUE(verify_password(found->password_hash, "mortise-demo"));
        }
    });
}

TEST_F(Demo, has_the_timers_it_is_documented_to_have) {
    migrate(true);
    seed();
    const auto running = [&](const std::string& email, const std::string& workspace) {
        return number(
            "SELECT count(*) FROM time_entries e JOIN users u ON u.id = e.user_id JOIN workspaces w ON w.id = e.workspace_id "
            "WHERE e.ended_at IS NULL AND u.email = '" +
            email + "' AND w.name = '" + workspace + "'");
    };
    EXPECT_EQ(number("SELECT count(*) FROM time_entries WHERE ended_at IS NULL"), 3);
    EXPECT_EQ(running("mia@acme.example", "Acme"), 1);
    EXPECT_EQ(running("casey@contract.example", "Globex"), 1);
    EXPECT_EQ(running("casey@contract.example", "Hooli"), 1);

    for (const auto* email : {"mia@acme.example", "noah@acme.example", "casey@contract.example"})
        EXPECT_EQ(number("SELECT count(*) FROM time_entries e JOIN users u ON u.id = e.user_id "
                         "WHERE e.ended_at IS NOT NULL AND u.email = '" +
                         std::string{email} + "'"),
                  45)
            << email << ": three entries on each of fifteen working days";
    const auto latest = std::to_string(model::to_microseconds(now));
    EXPECT_EQ(number("SELECT count(*) FROM time_entries WHERE started_at >= " + latest +
                     " OR ended_at <= started_at OR ended_at > " + latest),
              0);
    EXPECT_EQ(number("SELECT count(*) FROM time_entries e LEFT JOIN memberships m ON m.user_id = e.user_id AND m.workspace_id = "
                     "e.workspace_id WHERE m.user_id IS NULL"),
              0);
    EXPECT_EQ(number("SELECT count(DISTINCT e.workspace_id) FROM time_entries e JOIN users u ON u.id = e.user_id "
                     "WHERE u.email = 'casey@contract.example' AND e.ended_at IS NOT NULL"),
              4);
}

TEST_F(Demo, seeded_twice_changes_nothing_and_says_so) {
    migrate(true);
    const auto first = seed();
    const auto rows = [&] {
        return number(
            "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM memberships) + (SELECT count(*) FROM api_keys) + "
            "(SELECT count(*) FROM time_entries)");
    };
    const auto before = rows();
    const auto second = seed();
    EXPECT_EQ(second.origin, DemoData::Origin::found);
    EXPECT_EQ(rows(), before);
    ASSERT_EQ(second.users.size(), first.users.size());
    for (std::size_t i = 0; i < first.users.size(); ++i) EXPECT_EQ(second.users[i].id, first.users[i].id);
    ASSERT_EQ(second.api_keys.size(), first.api_keys.size());
    for (std::size_t i = 0; i < first.api_keys.size(); ++i) {
        EXPECT_EQ(second.api_keys[i].name, first.api_keys[i].name);
        EXPECT_FALSE(second.api_keys[i].secret);
    }
}

TEST_F(Demo, has_names_and_addresses_that_are_the_same_every_time) {
    migrate(false);
    const auto data = seed();
    std::set<std::string> emails;
    for (const auto& user : data.users) emails.insert(user.email);
    EXPECT_EQ(emails.size(), 50u);
    EXPECT_EQ(data.users.at(0).email, "olivia@acme.example");
    EXPECT_EQ(data.users.at(10).email, "abel@acme.example");
    EXPECT_EQ(data.users.at(49).email, "viktor@acme.example");
}

TEST_F(Demo, is_printed_as_scripts_read_it) {
    migrate(false);
    const auto data = seed();
    const auto json = to_json(data);
    EXPECT_THAT(json, HasSubstr(R"({"email": "olivia@acme.example", "id": ")" + data.users[0].id.string() + R"("})"));
    EXPECT_THAT(json, HasSubstr(R"("name": "Acme", "id": ")" + data.workspaces[0].id.string() +
                                R"(", "plan": "enterprise", "subdomain": "acme"})"));
    EXPECT_THAT(json, HasSubstr(R"("name": "Casey's own")"));
    EXPECT_THAT(json, HasSubstr(R"("plan": "free", "subdomain": null})"));
    EXPECT_THAT(json, HasSubstr(R"("name": "Acme invoices", "workspace": "Acme", "secret": "mk_)"));
    EXPECT_THAT(json, HasSubstr(R"("name": "Laptop", "workspace": null, "secret": "mk_)"));
    EXPECT_THAT(to_json(seed()), Not(HasSubstr("\"mk_")));
    EXPECT_THAT(to_json(seed()), HasSubstr(R"("secret": null})"));
}

TEST_F(Demo, json_holds_any_text) {
    DemoData data;
    data.workspaces.push_back({"a\"b\\c\nd", {}, "free", ""});
    EXPECT_THAT(to_json(data), HasSubstr(R"("name": "a\"b\\c\u000ad")"));
}

}  // namespace
}  // namespace mortise::accounts

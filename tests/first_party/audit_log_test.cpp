#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class AuditLog : public World {
protected:
    void row(int number, const std::string& workspace_name, const std::string& subject, const std::string& action, const std::string& more_columns = "",
             const std::string& more_values = "") {
        execute("INSERT INTO audit_log (id, at, node, request_id, workspace_id, subject_id, action, result, status, client_address" + more_columns +
                ") VALUES ('a0d100000000000000000" + std::to_string(100 + number) + "', " +
                std::to_string(model::to_microseconds(now_) + number * 1'000'000) + ", 'n', 'r', '" + workspace(workspace_name) + "', '" + user(subject) +
                "', '" + action + "', 'done', 200, '192.0.2.1'" + more_values + ")");
    }
    void SetUp() override {
        row(1, "Acme", "olivia@acme.example", "timer.stop", ", target", ", '" + user("mia@acme.example") + "'");
        row(2, "Acme", "olivia@acme.example", "account.log-in-as", ", target, reason", ", '" + user("mia@acme.example") + "', '=cmd(\"x\")'");
        row(3, "Acme", "mia@acme.example", "time-tracker.start", ", actor_id", ", '" + user("olivia@acme.example") + "'");
        row(4, "Acme", "olivia@acme.example", "timer.stop", ", target", ", '" + user("gwen@globex.example") + "'");
        row(5, "Hooli", "hugo@hooli.example", "timer.stop");
        row(6, "Hooli", "casey@contract.example", "time-tracker.start", ", actor_id", ", '" + user("hugo@hooli.example") + "'");
    }
    static Call list(std::vector<model::NamedText> query = {}) {
        return {.plugin = "audit-log", .handler = "list", .by = "olivia@acme.example", .workspace = "Acme", .query = std::move(query)};
    }
    static Call own(std::string by) { return {.plugin = "audit-log", .handler = "logged_in_as", .by = std::move(by)}; }
    static std::vector<std::string> actions(const boost::json::value& answer) {
        std::vector<std::string> found;
        for (const auto& row : answer.at("rows").as_array()) found.emplace_back(row.at("action").as_string());
        return found;
    }
};

TEST_F(AuditLog, ListsTheRowsOfThisWorkspaceNewestFirst) {
    const auto answer = json(list());
    EXPECT_THAT(actions(answer), ElementsAre("timer.stop", "time-tracker.start", "account.log-in-as", "timer.stop"));
    EXPECT_TRUE(answer.at("next").is_null());
    const auto& done_as = answer.at("rows").at(1);
    EXPECT_EQ(done_as.at("subject").at("name").as_string(), "Mia Schröder");
    EXPECT_EQ(done_as.at("actor").at("name").as_string(), "Olivia Berg");
    const auto& plain = answer.at("rows").at(3);
    EXPECT_TRUE(plain.at("actor").is_null());
    EXPECT_EQ(plain.at("target").at("name").as_string(), "Mia Schröder");
    EXPECT_EQ(plain.at("details").as_object().size(), 0u);
    EXPECT_EQ(plain.at("clientAddress").as_string(), "192.0.2.1");
}

TEST_F(AuditLog, TellsNoNameOfAStranger) {
    const auto answer = json(list());
    EXPECT_EQ(answer.at("rows").at(0).at("target").at("id").as_string(), user("gwen@globex.example"));
    EXPECT_TRUE(answer.at("rows").at(0).at("target").at("name").is_null());
    EXPECT_EQ(last_.response.body.find("Gwen"), std::string::npos);
}

TEST_F(AuditLog, Pages) {
    auto answer = json(list({{"page-size", "3"}}));
    EXPECT_EQ(answer.at("rows").as_array().size(), 3u);
    answer = json(list({{"page-size", "3"}, {"after", std::string{answer.at("next").as_string()}}}));
    EXPECT_THAT(actions(answer), ElementsAre("timer.stop"));
    EXPECT_TRUE(answer.at("next").is_null());
    EXPECT_EQ(refusal(list({{"after", "?"}})), "400 invalid after");
}

TEST_F(AuditLog, Filters) {
    EXPECT_THAT(actions(json(list({{"action", "timer.stop"}}))), ElementsAre("timer.stop", "timer.stop"));
    EXPECT_THAT(actions(json(list({{"action", "account"}}))), ElementsAre("account.log-in-as"));
    EXPECT_THAT(actions(json(list({{"action", "%"}}))), ElementsAre());
    EXPECT_EQ(json(list({{"actor", user("olivia@acme.example")}})).at("rows").as_array().size(), 4u);
    EXPECT_EQ(json(list({{"actor", "OLIVIA"}})).at("rows").as_array().size(), 4u);
    EXPECT_EQ(json(list({{"actor", "mia"}})).at("rows").as_array().size(), 0u);
    EXPECT_THAT(actions(json(list({{"from", instant(2s)}, {"to", instant(4s)}}))), ElementsAre("time-tracker.start", "account.log-in-as"));
}

TEST_F(AuditLog, ExportsCsvThatNoSpreadsheetRuns) {
    auto call = list();
    call.headers = {{"accept", "text/csv"}};
    EXPECT_EQ(refusal(call), "200");
    const auto& csv = last_.response.body;
    EXPECT_EQ(last_.response.content_type, "text/csv; charset=utf-8");
    EXPECT_TRUE(csv.starts_with("at,action,target_id,"));
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5);
    EXPECT_NE(csv.find("\"'=cmd(\"\"x\"\")\""), std::string::npos);
    EXPECT_NE(csv.find("\r\n"), std::string::npos);
}

TEST_F(AuditLog, TellsEverybodyWhatWasDoneInTheirName) {
    EXPECT_THAT(actions(json(own("mia@acme.example"))), ElementsAre("time-tracker.start", "account.log-in-as"));
    EXPECT_THAT(actions(json(own("noah@acme.example"))), ElementsAre());
    EXPECT_THAT(actions(json(own("casey@contract.example"))), ElementsAre("time-tracker.start"));
    auto confined = own("casey@contract.example");
    confined.confined_to = "Acme";
    EXPECT_THAT(actions(json(confined)), ElementsAre());
    auto paged = own("mia@acme.example");
    paged.query = {{"page-size", "1"}};
    const auto first = json(paged);
    paged.query.push_back({"after", std::string{first.at("next").as_string()}});
    EXPECT_THAT(actions(json(paged)), ElementsAre("account.log-in-as"));
}

}  // namespace
}  // namespace mortise::plugins

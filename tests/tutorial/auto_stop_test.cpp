// The plugin of docs/tutorial in a real server, as an operator has it; and a witness of its events.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "support/server.hpp"

namespace mortise::tutorial {
namespace {

using namespace std::chrono_literals;
using testing::Client;
using testing::EventStream;
using ::testing::HasSubstr;
using testing::Server;

constexpr std::chrono::milliseconds a_run{4000};  // the host looks once a second

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

testing::ServerOptions options() {
    const std::filesystem::path build{MORTISE_BUILD_DIR}, sources{MORTISE_SOURCE_DIR}, tutorial = build / "tutorial/auto-stop";
    auto entry = text_of(tutorial / "enabled.yaml");
    entry = entry.substr(entry.find(": {") + 2);
    entry.pop_back();
    testing::ServerOptions options;
    options.plugins.push_back({tutorial / "build/plugins/com.example.auto-stop", tutorial / "rules.yaml", entry});
    options.plugins.push_back({build / "test-plugins/witness", sources / "tests/tutorial/witness/rules.yaml"});
    return options;
}

std::string ago(std::chrono::hours hours) {
    const auto at = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() - hours);
    std::ostringstream text;
    text << std::put_time(std::gmtime(&at), "%Y-%m-%dT%H:%M:%SZ");
    return text.str();
}

struct AutoStop : ::testing::Test {
    static void SetUpTestSuite() { server_ = new Server{options()}; }
    static void TearDownTestSuite() { delete std::exchange(server_, nullptr); }

    static std::string at(const std::string& workspace) { return "/workspaces/" + server().workspace(workspace) + "/auto-stop"; }
    static std::string exemption_of(const std::string& user, const std::string& workspace = "Acme") {
        return "/workspaces/" + server().workspace(workspace) + "/accounts/" + server().user(user) + "/auto-stop";
    }
    static void start_timer(Client& client, const std::string& workspace, const std::string& since) {
        const auto started =
            client.post("/workspaces/" + server().workspace(workspace) + "/time-entries", R"({"start":")" + since + R"("})");
        ASSERT_EQ(started.status, 201) << started.body;
    }
    // One that no run stops before the test wants it.
    void start_exempt_timer(Client& client, const std::string& user, const std::string& since) {
        ASSERT_EQ(olivia.put(exemption_of(user), R"({"exempt":true})").status, 204);
        start_timer(client, "Acme", since);
    }
    static bool timer_runs(Client& client, const std::string& user, const std::string& workspace) {
        const auto running = client.get("/workspaces/" + server().workspace(workspace) + "/user/" + server().user(user) +
                                        "/time-entries?in-progress=true");
        return !running.json().as_array().empty();
    }
    static Server& server() { return *server_; }

    Client olivia = server().signed_in("olivia@acme.example"), mia = server().signed_in("mia@acme.example");
    static inline Server* server_ = nullptr;
};

TEST_F(AutoStop, StopsATimerWhenItsTimeWasUp) {
    auto noah = server().signed_in("noah@acme.example");
    start_exempt_timer(noah, "noah@acme.example", ago(11h));
    const auto listed = olivia.get(at("Acme")).json();
    EXPECT_EQ(listed.at("minutes").as_int64(), 600) << "the operator's setting";
    ASSERT_EQ(listed.at("timers").as_array().size(), 1u);
    EXPECT_EQ(listed.at("timers").at(0).at("name").as_string(), "Noah Winter");
    EXPECT_TRUE(listed.at("timers").at(0).at("exempt").as_bool());

    EventStream noahs{noah}, olivias{olivia};
    ASSERT_EQ(olivia.put(exemption_of("noah@acme.example"), R"({"exempt":false})").status, 204);
    const auto stopped = noahs.wait_for("timer.stopped", a_run);
    ASSERT_TRUE(stopped) << server().log();
    EXPECT_EQ(stopped->json().at("timeInterval").at("duration").as_string(), "PT10H");
    EXPECT_FALSE(timer_runs(noah, "noah@acme.example", "Acme"));
    const auto told = olivias.wait_for("timer.auto-stopped");
    ASSERT_TRUE(told);
    EXPECT_EQ(told->json().at("entryId"), stopped->json().at("id"));
    EXPECT_TRUE(olivia.get(at("Acme")).json().at("timers").as_array().empty());
}

TEST_F(AutoStop, ALowerLimitTakesNothingBack) {
    auto gwen = server().signed_in("gwen@globex.example"), casey = server().signed_in("casey@contract.example");
    EventStream caseys{casey};
    const auto before = ago(0h);
    ASSERT_EQ(gwen.put(at("Globex") + "/limit", R"({"minutes":30})").status, 204);
    const auto stopped = caseys.wait_for("timer.stopped", a_run);  // it had run for 95 minutes
    ASSERT_TRUE(stopped) << server().log();
    EXPECT_GE(std::string{stopped->json().at("timeInterval").at("end").as_string()}, before);
    EXPECT_TRUE(timer_runs(casey, "casey@contract.example", "Hooli")) << "that is another workspace's";
}

TEST_F(AutoStop, IsInTheAuditLogAsNobody) {
    start_exempt_timer(mia, "mia@acme.example", ago(12h));
    EventStream mias{mia};
    ASSERT_EQ(olivia.put(exemption_of("mia@acme.example"), R"({"exempt":false})").status, 204);
    ASSERT_TRUE(mias.wait_for("timer.stopped", a_run)) << server().log();
    const auto rows = server().audit();
    const auto row =
        std::ranges::find_if(rows, [](const auto& row) { return row.at("action").as_string() == "timer.auto-stop"; });
    ASSERT_NE(row, rows.end());
    EXPECT_EQ(row->at("workspace").as_string(), server().workspace("Acme"));
    EXPECT_EQ(row->at("subject").as_string(), "");
    EXPECT_EQ(row->at("result").as_string(), "done");
    EXPECT_THAT(std::string{row->at("details").as_string()}, HasSubstr(R"({"entries":[")"));
}

TEST_F(AutoStop, IsForThePlanAlone) {
    auto casey = server().signed_in("casey@contract.example");
    start_timer(casey, "Casey's own", ago(20h));
    const auto refused = casey.put(at("Casey's own") + "/limit", R"({"minutes":30})");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.reason(), "plan_required");
    EXPECT_EQ(casey.get(at("Casey's own")).reason(), "plan_required");
    EXPECT_TRUE(timer_runs(casey, "casey@contract.example", "Casey's own"));
    server().command({"workspace", "set-plan", "--workspace", "Casey's own", "--plan", "pro"});
    EventStream caseys{casey};
    EXPECT_EQ(casey.put(at("Casey's own") + "/limit", R"({"minutes":600})").status, 204);
    EXPECT_TRUE(caseys.wait_for("timer.stopped", a_run)) << server().log();
}

TEST_F(AutoStop, ShowsNothingToStrangers) {
    EXPECT_EQ(olivia.get(at("Hooli")).status, 404);
    EXPECT_EQ(olivia.get(at("Hooli")).reason(), "workspace_not_found");
    EXPECT_EQ(olivia.put(at("Hooli") + "/limit", R"({"minutes":1})").status, 404);
    EXPECT_EQ(olivia.put(exemption_of("hugo@hooli.example"), R"({"exempt":true})").reason(), "user_not_found");
    EXPECT_EQ(mia.get(at("Acme")).reason(), "role_required");
    auto adam = server().signed_in("adam@acme.example");
    EXPECT_EQ(adam.get(at("Acme")).status, 200);
    EXPECT_EQ(adam.put(at("Acme") + "/limit", R"({"minutes":30})").reason(), "role_required");
    for (const char* wrong : {R"({"minutes":0})", R"({"minutes":10081})", R"({"minutes":"1"})", "{}"})
        EXPECT_EQ(olivia.put(at("Acme") + "/limit", wrong).status, 400) << wrong;
}

TEST_F(AutoStop, PassesTheStrictestCheck) {
    const auto checked = testing::run_mortise(
        {"plugin", "check", std::string{MORTISE_BUILD_DIR} + "/tutorial/auto-stop", "--strictness", "10", "--seed", "1"});
    EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

TEST_F(AutoStop, IsHeardByAnotherPlugin) {
    auto petra = server().signed_in("petra@acme.example");
    EventStream olivias{olivia};
    const auto deleted = petra.post("/workspaces/" + server().workspace("Acme") + "/time-entries",
                                    R"({"start":")" + ago(2h) + R"(","end":")" + ago(1h) + R"("})");
    const std::string entry{deleted.json().at("id").as_string()};
    ASSERT_EQ(petra.del("/workspaces/" + server().workspace("Acme") + "/time-entries/" + entry).status, 204);
    start_exempt_timer(petra, "petra@acme.example", ago(13h));
    ASSERT_EQ(olivia.put(exemption_of("petra@acme.example"), R"({"exempt":false})").status, 204);
    ASSERT_TRUE(olivias.wait_for("witness.noted", a_run)) << server().log();
    const auto heard = olivia.get("/workspaces/" + server().workspace("Acme") + "/witness").body;
    EXPECT_THAT(heard, HasSubstr("timer.auto-stopped"));
    EXPECT_EQ(heard.find("time_entry.deleted"), std::string::npos) << "what failed is undone";
    EXPECT_EQ(heard.find("witness.noted"), std::string::npos) << "nobody hears themselves";
    EXPECT_THAT(server().log(), HasSubstr("system_call_failed"));
    const auto rows = server().audit();
    EXPECT_TRUE(std::ranges::any_of(rows, [](const auto& row) {
        return row.at("action").as_string() == "witness.on-event" && row.at("target").as_string() == "timer.auto-stopped";
    }));
}

}  // namespace
}  // namespace mortise::tutorial

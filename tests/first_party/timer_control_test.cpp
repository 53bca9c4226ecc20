#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TimerControl : public World {
protected:
    static Call stop(std::string user, std::string body = "{}") {
        return {.plugin = "timer-control", .handler = "stop", .by = "olivia@acme.example", .workspace = "Acme", .user = std::move(user), .body = std::move(body)};
    }
};

TEST_F(TimerControl, StopsNowAndTellsTheMemberAndTheOwners) {
    const auto entry = json(stop("mia@acme.example"));
    EXPECT_EQ(entry.at("userId").as_string(), user("mia@acme.example"));
    EXPECT_EQ(entry.at("workspaceId").as_string(), workspace("Acme"));
    EXPECT_EQ(entry.at("timeInterval").at("end").as_string(), model::to_text(now_));
    EXPECT_TRUE(entry.at("timeInterval").at("duration").as_string().starts_with("PT"));
    EXPECT_THAT(events(), ElementsAre("timer.stopped mia@acme.example", "account.changed owners of Acme"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM time_entries WHERE ended_at IS NULL AND user_id = '" + user("mia@acme.example") + "'"), 0);
}

TEST_F(TimerControl, TheSecondToStopFindsNoneRunning) {
    json(stop("mia@acme.example"));
    const auto end = number("SELECT MAX(ended_at) FROM time_entries");
    now_ += 1h;
    EXPECT_EQ(refusal(stop("mia@acme.example")), "404 timer_not_running");
    EXPECT_THAT(events(), IsEmpty());
    EXPECT_EQ(number("SELECT MAX(ended_at) FROM time_entries"), end);
    EXPECT_EQ(refusal(stop("noah@acme.example")), "404 timer_not_running");
}

TEST_F(TimerControl, TakesAnEndBetweenStartAndNow) {
    EXPECT_EQ(refusal(stop("mia@acme.example", R"({"end": ")" + instant(1min) + "\"}")), "400 invalid end");
    EXPECT_EQ(refusal(stop("mia@acme.example", R"({"end": ")" + instant(-24h * 365) + "\"}")), "400 invalid end");
    const auto entry = json(stop("mia@acme.example", R"({"end": ")" + instant(-1s) + "\"}"));
    EXPECT_EQ(entry.at("timeInterval").at("end").as_string(), instant(-1s));
}

TEST_F(TimerControl, LeavesTimersInOtherWorkspacesRunning) {
    const auto running = "SELECT COUNT(*) FROM time_entries WHERE ended_at IS NULL AND user_id = '" + user("casey@contract.example") + "'";
    EXPECT_EQ(number(running), 2);
    EXPECT_EQ(refusal(stop("casey@contract.example")), "404 timer_not_running");
    auto in_hooli = stop("casey@contract.example");
    in_hooli.by = "hugo@hooli.example";
    in_hooli.workspace = "Hooli";
    EXPECT_EQ(refusal(in_hooli), "200");
    EXPECT_EQ(number(running), 1);
}

}  // namespace
}  // namespace mortise::plugins

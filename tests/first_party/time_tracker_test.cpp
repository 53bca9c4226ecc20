#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TimeTracker : public World {
protected:
    Call on(std::string handler, std::string body = {}, std::string by = "noah@acme.example") const {
        return {.plugin = "time-tracker", .handler = std::move(handler), .by = std::move(by), .workspace = "Acme", .body = std::move(body)};
    }
    Call on_user(std::string handler, std::string user, std::string body = {}) const {
        auto call = on(std::move(handler), std::move(body));
        call.user = std::move(user);
        return call;
    }
    Call on_entry(std::string handler, const boost::json::value& entry, std::string body = {}) const {
        auto call = on(std::move(handler), std::move(body));
        call.path = {{"id", std::string{entry.at("id").as_string()}}};
        return call;
    }
    std::string starting(std::chrono::seconds when, const std::string& more = {}) const {
        return R"({"start": ")" + instant(when) + '"' + more + "}";
    }
    std::string ending(std::chrono::seconds when) const { return R"({"end": ")" + instant(when) + "\"}"; }
    std::int64_t running() {
        return number("SELECT COUNT(*) FROM time_entries WHERE ended_at IS NULL AND user_id = '" + user("noah@acme.example") + "'");
    }
};

TEST_F(TimeTracker, StartsATimer) {
    const auto entry = json(on("start", starting(-1min, R"(, "description": "Plans \"A\"", "billable": true, "tagIds": [])")));
    EXPECT_EQ(last_.response.status, 201);
    EXPECT_EQ(entry.at("userId").as_string(), user("noah@acme.example"));
    EXPECT_EQ(entry.at("description").as_string(), "Plans \"A\"");
    EXPECT_TRUE(entry.at("billable").as_bool());
    EXPECT_EQ(entry.at("timeInterval").at("start").as_string(), instant(-1min));
    EXPECT_TRUE(entry.at("timeInterval").at("end").is_null());
    EXPECT_TRUE(entry.at("timeInterval").at("duration").is_null());
    EXPECT_TRUE(entry.at("projectId").is_null());
    EXPECT_EQ(entry.at("type").as_string(), "REGULAR");
    EXPECT_THAT(events(), ElementsAre("timer.started noah@acme.example", "account.changed owners of Acme"));
}

TEST_F(TimeTracker, TheNextTimerEndsTheFirstWhereItBegins) {
    const auto first = json(on("start", starting(-1h)));
    json(on("start", starting(-10min)));
    EXPECT_THAT(events(), ElementsAre("timer.stopped noah@acme.example", "timer.started noah@acme.example", "account.changed owners of Acme"));
    EXPECT_EQ(json(on_entry("entry", first)).at("timeInterval").at("end").as_string(), instant(-10min));
    EXPECT_EQ(running(), 1);
}

TEST_F(TimeTracker, ATimerThatBeganLaterThanTheNextEndsWhereItBegan) {
    const auto first = json(on("start", starting(-10min)));
    json(on("start", starting(-1h)));
    EXPECT_EQ(json(on_entry("entry", first)).at("timeInterval").at("duration").as_string(), "PT0S");
    EXPECT_EQ(running(), 1);
}

TEST_F(TimeTracker, AnEntryWithItsEndLeavesTheTimerRunning) {
    json(on("start", starting(-1h)));
    const auto entry = json(on("start", starting(-3h, R"(, "end": ")" + instant(-90min) + '"')));
    EXPECT_EQ(entry.at("timeInterval").at("duration").as_string(), "PT1H30M");
    EXPECT_THAT(events(), ElementsAre("time_entry.updated noah@acme.example"));
    EXPECT_EQ(running(), 1);
}

TEST_F(TimeTracker, RefusesTimesThatCannotBe) {
    EXPECT_EQ(refusal(on("start", starting(1h))), "400 invalid start");
    EXPECT_EQ(refusal(on("start", starting(-1h, R"(, "end": ")" + instant(-2h) + '"'))), "400 invalid end");
    EXPECT_EQ(running(), 0);
}

TEST_F(TimeTracker, AClockThatIsALittleAheadIsNoError) {
    EXPECT_EQ(json(on("start", starting(9s))).at("timeInterval").at("start").as_string(), model::to_text(now_));
    EXPECT_EQ(refusal(on_user("stop", "noah@acme.example", ending(9s))), "200");
}

TEST_F(TimeTracker, KnowsNoProjectsTasksOrTags) {
    EXPECT_EQ(refusal(on("start", starting(-1h, R"(, "projectId": "0123456789abcdef01234567")"))), "400 unknown_entity projectId");
    EXPECT_EQ(refusal(on("start", starting(-1h, R"(, "taskId": "0123456789abcdef01234567")"))), "400 unknown_entity taskId");
    EXPECT_EQ(refusal(on("start", starting(-1h, R"(, "tagIds": ["0123456789abcdef01234567"])"))), "400 unknown_entity tagIds");
    EXPECT_EQ(refusal(on("start", starting(-1h, R"(, "projectId": null, "tagIds": null)"))), "201");
}

TEST_F(TimeTracker, StopsOnceAndOverwritesNoEnd) {
    json(on("start", starting(-1h)));
    EXPECT_EQ(refusal(on_user("stop", "noah@acme.example", ending(-2h))), "400 invalid end");
    EXPECT_EQ(refusal(on_user("stop", "noah@acme.example", ending(1h))), "400 invalid end");
    EXPECT_EQ(json(on_user("stop", "noah@acme.example", ending(-1min))).at("timeInterval").at("duration").as_string(), "PT59M");
    EXPECT_THAT(events(), ElementsAre("timer.stopped noah@acme.example", "account.changed owners of Acme"));
    EXPECT_EQ(refusal(on_user("stop", "noah@acme.example", ending(0s))), "404 timer_not_running");
    EXPECT_EQ(last_.refusal->code, 404);
    EXPECT_THAT(events(), IsEmpty());
}

TEST_F(TimeTracker, ListsNewestFirst) {
    for (const auto hours : {5, 3, 4}) json(on("start", starting(-1h * hours, R"(, "description": "Work )" + std::to_string(hours) + R"(%", "end": ")" + instant(-1h * hours + 10min) + '"')));
    auto list = on_user("list", "noah@acme.example");
    list.query = {{"start", instant(-6h)}, {"page-size", "2"}};
    const auto page = json(list);
    EXPECT_EQ(page.as_array().size(), 2u);
    EXPECT_EQ(page.at(0).at("description").as_string(), "Work 3%");
    EXPECT_EQ(page.at(1).at("description").as_string(), "Work 4%");
    EXPECT_EQ(last_.response.headers.at(0).value, "false");
    list.query.push_back({"page", "2"});
    EXPECT_EQ(json(list).at(0).at("description").as_string(), "Work 5%");
    EXPECT_EQ(last_.response.headers.at(0).value, "true");

    list.query = {{"description", "WORK 5%"}};
    EXPECT_EQ(json(list).as_array().size(), 1u);
    list.query = {{"end", instant(-4h)}, {"start", instant(-6h)}, {"hydrated", "true"}};
    EXPECT_EQ(json(list).as_array().size(), 2u);
    EXPECT_TRUE(last_.response.body.find(R"("project":null,"task":null,"tags":[])") != std::string::npos);
}

TEST_F(TimeTracker, ListsWhatRuns) {
    auto mine = on_user("list", "noah@acme.example");
    mine.query = {{"in-progress", "true"}};
    EXPECT_TRUE(json(mine).as_array().empty());
    json(on("start", starting(-1min)));
    EXPECT_EQ(json(mine).as_array().size(), 1u);
    mine.query.push_back({"page", "2"});
    EXPECT_TRUE(json(mine).as_array().empty());

    auto everybody = on("in_progress");
    EXPECT_EQ(json(everybody).as_array().size(), 2u);   // with Mia's
    everybody.query = {{"page-size", "1"}};
    EXPECT_EQ(json(everybody).at(0).at("userId").as_string(), user("noah@acme.example"));
    EXPECT_EQ(last_.response.headers.at(0).value, "false");
}

TEST_F(TimeTracker, ChangesWhatTheBodyNames) {
    const auto entry = json(on("start", starting(-1h, R"(, "description": "Draft", "billable": true)")));
    json(on_user("stop", "noah@acme.example", ending(-1min)));
    const auto changed = json(on_entry("update", entry, starting(-2h, R"(, "description": "Final")")));
    EXPECT_EQ(changed.at("description").as_string(), "Final");
    EXPECT_TRUE(changed.at("billable").as_bool());
    EXPECT_EQ(changed.at("timeInterval").at("start").as_string(), instant(-2h));
    EXPECT_EQ(changed.at("timeInterval").at("end").as_string(), instant(-1min));
    EXPECT_THAT(events(), ElementsAre("time_entry.updated noah@acme.example"));
    EXPECT_EQ(refusal(on_entry("update", entry, starting(-30s))), "400 invalid end");
    EXPECT_EQ(refusal(on_entry("update", entry, starting(1h))), "400 invalid start");
    EXPECT_EQ(refusal(on_entry("update", entry, starting(-2h, R"(, "projectId": "x")"))), "400 unknown_entity projectId");
}

TEST_F(TimeTracker, AnEndStopsTheTimerThatIsChanged) {
    const auto entry = json(on("start", starting(-1h)));
    json(on_entry("update", entry, starting(-1h, R"(, "end": ")" + instant(-1min) + '"')));
    EXPECT_THAT(events(), ElementsAre("timer.stopped noah@acme.example", "account.changed owners of Acme"));
}

TEST_F(TimeTracker, Deletes) {
    const auto entry = json(on("start", starting(-1h)));
    EXPECT_EQ(refusal(on_entry("remove", entry)), "204");
    EXPECT_EQ(last_.response.body, "");
    EXPECT_THAT(events(), ElementsAre("time_entry.deleted noah@acme.example", "account.changed owners of Acme"));
    EXPECT_EQ(refusal(on_entry("remove", entry)), "400 unknown_entity id");
}

TEST_F(TimeTracker, TheEntriesOfOthersAndOfOtherWorkspacesAreUnknown) {
    const auto entry = json(on("start", starting(-1h)));
    const boost::json::value none{{"id", "0123456789abcdef01234567"}};
    for (const auto* handler : {"entry", "update", "remove"}) {
        auto other = on_entry(handler, entry, starting(-1h));
        other.by = "casey@contract.example";
        other.without = {"time.view-others"};
        EXPECT_EQ(refusal(other), "400 unknown_entity id") << handler;
        other.workspace = "Globex";
        other.without = {};
        EXPECT_EQ(refusal(other), "400 unknown_entity id") << handler;
        EXPECT_EQ(refusal(on_entry(handler, none, starting(-1h))), "400 unknown_entity id") << handler;
    }
    auto viewer = on_entry("entry", entry);
    viewer.by = "olivia@acme.example";
    EXPECT_EQ(refusal(viewer), "200");
    EXPECT_EQ(running(), 1);
}

}  // namespace
}  // namespace mortise::plugins

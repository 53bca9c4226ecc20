// What a call leaves behind beside its answer: mortise.events/1, mortise.audit/1 and mortise.scheduler/1.
#include "conformance.hpp"

namespace conformance {
namespace {

using EventsConformance = Conformance;

TEST_P(EventsConformance, GoWhereTheCallIs) {
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, "probe.written", R"( {"id" : "7"} )"); }), MORTISE_OK);
    ASSERT_EQ(outcome.events.size(), 1u);
    const auto& event = outcome.events[0];
    EXPECT_EQ(event.name + event.audience + event.workspace + event.user, "probe.writtenworkspace" + id("acme"));
    EXPECT_NE(event.payload.find(R"("workspaceId":")" + id("acme") + '"'), std::string::npos) << event.payload;
}

TEST_P(EventsConformance, GoWhereThePluginSays) {
    const auto globex = id("globex"), mia = id("mia");
    const auto to_globex = [&](const Side& side) { return publish(side, "probe.written", "{}", {}, globex); };
    EXPECT_EQ(status_of(to_globex), MORTISE_E_DENIED) << "a call about one workspace tells nobody of another";
    EXPECT_TRUE(outcome.events.empty());
    given.workspace.clear();
    EXPECT_EQ(status_of(to_globex), MORTISE_OK);
    EXPECT_EQ(outcome.events.at(0).workspace, globex);
    EXPECT_EQ(outcome.events.at(0).payload, R"({"workspaceId":")" + globex + R"("})");
    given.workspace = "acme";
    status_of([&](const Side& side) { return publish(side, "probe.told", R"({"userId":"own"})", mia); });
    EXPECT_EQ(outcome.events.at(0).audience + outcome.events.at(0).user, "user" + mia);
    EXPECT_EQ(outcome.events.at(0).workspace, id("acme")) << "where it happened";
    EXPECT_EQ(outcome.events.at(0).payload, R"({"userId":"own","workspaceId":")" + id("acme") + R"("})") << "keeps what is there";
}

TEST_P(EventsConformance, AreThoseOfTheManifest) {
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, "session.ended"); }), MORTISE_E_DENIED);
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, std::string(101, 'a')); }), MORTISE_E_LIMIT);
    EXPECT_EQ(status_of([](const Side& side) {
                  return use(side, MORTISE_EXT_EVENTS, &mortise_events_v1::publish, side.call.handle,
                             static_cast<const mortise_event*>(nullptr));
              }),
              MORTISE_E_INVALID);
}

TEST_P(EventsConformance, NeedSomebodyToGoTo) {
    given.workspace = "";
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, "probe.written"); }), MORTISE_E_INVALID);
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, "probe.told"); }), MORTISE_E_INVALID);
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, "probe.told", "{}", "mia"); }), MORTISE_E_INVALID);
    given.confined_to = "acme";
    EXPECT_EQ(status_of([](const Side& side) { return publish(side, "probe.written"); }), MORTISE_OK);
    EXPECT_EQ(outcome.events.at(0).workspace, id("acme"));
}

TEST_P(EventsConformance, CarryAJsonObject) {
    for (const char* wrong :
         {"", "7", "[]", "{", "{} {}", "{\"a\":\"\xff\"}", "{a:1}", "{\"a\":01}", "{\"a\":1,}", "{\"a\":\"\t\"}"})
        EXPECT_EQ(status_of([&](const Side& side) { return publish(side, "probe.written", wrong); }), MORTISE_E_INVALID) << wrong;
    for (const char* right : {" {} ", R"({"a":[1,-2.5e3,true,null,{"b":"\u00e9\n"}]})"})
        EXPECT_EQ(status_of([&](const Side& side) { return publish(side, "probe.written", right); }), MORTISE_OK) << right;
    const std::string large = R"({"a":")" + std::string(64 * 1024, 'a') + R"("})";
    EXPECT_EQ(status_of([&](const Side& side) { return publish(side, "probe.written", large); }), MORTISE_E_LIMIT);
}

TEST_P(EventsConformance, AreAHundredAtMost) {
    const auto many = run([&](const Side& side) {
        for (int i = 0; i < 100; ++i) EXPECT_EQ(publish(side, "probe.written"), MORTISE_OK);
        EXPECT_EQ(publish(side, "probe.written"), MORTISE_E_LIMIT);
        return answer(side);
    });
    EXPECT_EQ(many.events.size(), 100u);
}

class AuditConformance : public Conformance {
protected:
    using Setter = decltype(mortise_audit_v1::set_reason);
    mortise_status set(Setter mortise_audit_v1::*setter, std::string_view value) {
        return status_of([&](const Side& side) { return use(side, MORTISE_EXT_AUDIT, setter, side.call.handle, abi(value)); });
    }
};

TEST_P(AuditConformance, TakesAReason) {
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, "Grüße"), MORTISE_OK);
    EXPECT_EQ(outcome.audit_reason, "Grüße");
    std::string longest;
    for (int i = 0; i < 500; ++i) longest += "€";
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, longest), MORTISE_OK);
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, longest + "!"), MORTISE_E_LIMIT);
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, std::string(501, 'a')), MORTISE_E_LIMIT);
    EXPECT_EQ(outcome.audit_reason, "");
    for (const std::string_view wrong :
         {std::string_view{"\xff"}, std::string_view{"a\0b", 3}, std::string_view{"\xc0\x80"}, std::string_view{"\xed\xa0\x80"},
          std::string_view{"\xe2\x82"}, std::string_view{"\x80"}})
        EXPECT_EQ(set(&mortise_audit_v1::set_reason, wrong), MORTISE_E_INVALID);
}

TEST_P(AuditConformance, TakesDetailsAndATarget) {
    EXPECT_EQ(set(&mortise_audit_v1::set_details, R"({"deactivated":2})"), MORTISE_OK);
    EXPECT_EQ(outcome.audit_details, R"({"deactivated":2})");
    EXPECT_EQ(set(&mortise_audit_v1::set_details, "[2]"), MORTISE_E_INVALID);
    EXPECT_EQ(set(&mortise_audit_v1::set_details, "{"), MORTISE_E_INVALID);
    EXPECT_EQ(set(&mortise_audit_v1::set_details, R"({"a":")" + std::string(2'000, 'a') + R"("})"), MORTISE_E_LIMIT);
    EXPECT_EQ(set(&mortise_audit_v1::set_target, "target"), MORTISE_OK);
    EXPECT_EQ(outcome.audit_target, "target");
    EXPECT_EQ(set(&mortise_audit_v1::set_target, std::string(201, 'a')), MORTISE_E_LIMIT);
    EXPECT_EQ(set(&mortise_audit_v1::set_target, "\xff"), MORTISE_E_INVALID);
}

class SchedulerConformance : public Conformance {
protected:
    static mortise_status run_soon(const Side& side, std::string_view schedule) {
        return use(side, MORTISE_EXT_SCHEDULER, &mortise_scheduler_v1::run_soon, side.call.handle, abi(schedule));
    }
    mortise_status asked(std::string_view schedule = "run") {
        return status_of([&](const Side& side) { return run_soon(side, schedule); });
    }
};

TEST_P(SchedulerConformance, RunsSoonAndOnce) {
    const auto twice = run([](const Side& side) {
        EXPECT_EQ(run_soon(side, "run"), MORTISE_OK);
        EXPECT_EQ(run_soon(side, "run"), MORTISE_OK);
        return answer(side);
    });
    EXPECT_EQ(twice.runs_soon, std::vector<std::string>{"run"});
    const auto undone = run([](const Side& side) {
        EXPECT_EQ(run_soon(side, "run"), MORTISE_OK);
        return answer(side, 400);
    });
    EXPECT_TRUE(undone.runs_soon.empty());
}

TEST_P(SchedulerConformance, RunsWhatTheManifestHasWhereItCan) {
    EXPECT_EQ(asked("other"), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(asked(std::string(65, 'a')), MORTISE_E_LIMIT);
    given.workspace = "";
    EXPECT_EQ(asked(), MORTISE_E_INVALID);
    given.workspace = "acme";
    given.does = Does::read;
    EXPECT_EQ(asked(), MORTISE_E_DENIED);
}

INSTANTIATE_TEST_SUITE_P(Fake, SchedulerConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, SchedulerConformance, ::testing::Values(make_real_host), of_host);
INSTANTIATE_TEST_SUITE_P(Fake, EventsConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, EventsConformance, ::testing::Values(make_real_host), of_host);
INSTANTIATE_TEST_SUITE_P(Fake, AuditConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, AuditConformance, ::testing::Values(make_real_host), of_host);

}  // namespace
}  // namespace conformance

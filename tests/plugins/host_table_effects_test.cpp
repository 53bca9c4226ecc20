// What a call leaves behind beside its answer: events and audit notes.
#include <gmock/gmock.h>
#include <boost/json/parse.hpp>

#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HostTableEvents : public WithHostTable {
protected:
    HostTableEvents() {
        event.struct_size = sizeof event;
        event.name = abi("sample.shown");
        event.payload = abi(R"({"id":"7"})");
    }
    mortise_status publish() {
        return status_of([&](const mortise_call& call) { return publish_in(call); });
    }
    mortise_status publish_in(const mortise_call& call) {
        const auto& events = extension<mortise_events_v1>(MORTISE_EXT_EVENTS);
        return events.publish(events.ctx, call.handle, &event);
    }
    model::Event published() {
        auto output = run([&](const mortise_call& call) {
            EXPECT_EQ(publish_in(call), MORTISE_OK);
            return answer(call);
        });
        return output.events.at(0);
    }

    mortise_event event{};
};

TEST_F(HostTableEvents, GoToTheWorkspaceOfTheCall) {
    const auto told = published();
    EXPECT_EQ(told.name, "sample.shown");
    EXPECT_EQ(told.audience, model::Audience::workspace);
    EXPECT_EQ(told.workspace, acme);
    EXPECT_EQ(boost::json::parse(told.payload), (boost::json::value{{"id", "7"}, {"workspaceId", acme.view()}}));
}

TEST_F(HostTableEvents, GoToNoOtherWorkspaceThanThatOfTheCall) {
    event.workspace_id = abi(globex.view());
    EXPECT_EQ(publish(), MORTISE_E_DENIED);
    event.workspace_id = abi(acme.view());
    EXPECT_EQ(published().workspace, acme);
}

TEST_F(HostTableEvents, GoToAUser) {
    event.name = abi("sample.told");
    event.user_id = abi(mia.view());
    const auto told = published();
    EXPECT_EQ(told.audience, model::Audience::user);
    EXPECT_EQ(told.user, mia);
    EXPECT_EQ(told.workspace, acme);   // where it happened, so that streams confined to another workspace do not hear it
    EXPECT_EQ(boost::json::parse(told.payload),
              (boost::json::value{{"id", "7"}, {"workspaceId", acme.view()}, {"userId", mia.view()}}));
}

TEST_F(HostTableEvents, KeepTheIdsThatThePayloadHas) {
    event.payload = abi(R"({"workspaceId":"own"})");
    EXPECT_EQ(boost::json::parse(published().payload).at("workspaceId"), "own");
}

TEST_F(HostTableEvents, AreThoseOfTheManifest) {
    event.name = abi("session.ended");
    EXPECT_EQ(publish(), MORTISE_E_DENIED);
    EXPECT_THAT(said, HasSubstr("the manifest does not list the event 'session.ended'"));
}

TEST_F(HostTableEvents, NeedSomebodyToGoTo) {
    call.with_workspace = false;
    EXPECT_EQ(publish(), MORTISE_E_INVALID);
    event.name = abi("sample.told");
    EXPECT_EQ(publish(), MORTISE_E_INVALID);
    event.user_id = abi("mia");
    EXPECT_EQ(publish(), MORTISE_E_INVALID);
}

TEST_F(HostTableEvents, CarryAJsonObject) {
    for (const char* wrong : {"", "7", "[]", "{", "{} {}", "{\"a\":\"\xff\"}"}) {
        event.payload = abi(wrong);
        EXPECT_EQ(publish(), MORTISE_E_INVALID) << wrong;
    }
    const std::string large = R"({"a":")" + std::string(64 * 1024, 'a') + R"("})";
    event.payload = abi(large);
    EXPECT_EQ(publish(), MORTISE_E_LIMIT);
}

TEST_F(HostTableEvents, AreAHundredAtMost) {
    const auto output = run([&](const mortise_call& call) {
        for (int i = 0; i < 100; ++i) EXPECT_EQ(publish_in(call), MORTISE_OK);
        EXPECT_EQ(publish_in(call), MORTISE_E_LIMIT);
        return answer(call);
    });
    EXPECT_EQ(output.events.size(), 100u);
}

class HostTableAudit : public WithHostTable {
protected:
    using Setter = decltype(mortise_audit_v1::set_reason);
    mortise_status set(Setter mortise_audit_v1::*setter, std::string_view value) {
        mortise_status status = MORTISE_OK;
        output = run([&](const mortise_call& call) {
            const auto& audit = extension<mortise_audit_v1>(MORTISE_EXT_AUDIT);
            status = (audit.*setter)(audit.ctx, call.handle, abi(value));
            return answer(call);
        });
        return status;
    }
    CallOutput output;
};

TEST_F(HostTableAudit, TakesAReasonOfFiveHundredCharacters) {
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, "Grüße"), MORTISE_OK);
    EXPECT_EQ(output.audit_reason, "Grüße");
    std::string longest;
    for (int i = 0; i < 500; ++i) longest += "€";
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, longest), MORTISE_OK);
    EXPECT_EQ(set(&mortise_audit_v1::set_reason, longest + "!"), MORTISE_E_LIMIT);
    EXPECT_THAT(output.audit_reason, IsEmpty());
}

TEST_F(HostTableAudit, TakesNoTextThatIsNone) {
    for (const std::string_view wrong :
         {std::string_view{"\xff"}, std::string_view{"a\0b", 3}, std::string_view{"\xc0\x80"}, std::string_view{"\xed\xa0\x80"},
          std::string_view{"\xf4\x90\x80\x80"}, std::string_view{"\xe2\x82"}, std::string_view{"\x80"}})
        EXPECT_EQ(set(&mortise_audit_v1::set_reason, wrong), MORTISE_E_INVALID);
}

TEST_F(HostTableAudit, TakesDetailsThatAreAnObject) {
    EXPECT_EQ(set(&mortise_audit_v1::set_details, R"({"deactivated":2})"), MORTISE_OK);
    EXPECT_EQ(output.audit_details, R"({"deactivated":2})");
    EXPECT_EQ(set(&mortise_audit_v1::set_details, "[2]"), MORTISE_E_INVALID);
    EXPECT_EQ(set(&mortise_audit_v1::set_details, "{"), MORTISE_E_INVALID);
    EXPECT_EQ(set(&mortise_audit_v1::set_details, R"({"a":")" + std::string(2'000, 'a') + R"("})"), MORTISE_E_LIMIT);
}

TEST_F(HostTableAudit, TakesATarget) {
    EXPECT_EQ(set(&mortise_audit_v1::set_target, mia.view()), MORTISE_OK);
    EXPECT_EQ(output.audit_target, mia.view());
    EXPECT_EQ(set(&mortise_audit_v1::set_target, std::string(201, 'a')), MORTISE_E_LIMIT);
}

}  // namespace
}  // namespace mortise::plugins

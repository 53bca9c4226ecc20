// The probe, as a host would have it: its package found, checked, loaded, and called.
#include <gmock/gmock.h>
#include <mortise/abi/v1.h>
#include <boost/json/parse.hpp>

#include "plugins/registry.hpp"
#include "test_call.hpp"

namespace mortise::plugins {
namespace {

using ::testing::IsEmpty;

class ProbePlugin : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        config::PluginSettings settings;
        settings.directory = std::string{MORTISE_BUILD_DIR} + "/test-plugins";
        settings.enabled.resize(1);
        settings.enabled[0].id = "probe";
        config::Problems problems;
        auto manifests = read_enabled(settings, problems);
        auto plugins = load_plugins(settings, std::move(manifests), Services{}, problems);
        ASSERT_EQ(problems.text(), "");
        probe_ = plugins.at(0);
    }
    static void TearDownTestSuite() { probe_.reset(); }

    CallOutput run(std::string_view handler) { return probe_->handle(probe_->handler(handler), call_.input()); }
    boost::json::value answer(std::string_view handler) {
        const auto output = run(handler);
        EXPECT_FALSE(output.refusal) << output.refusal->cause;
        return boost::json::parse(output.response.body);
    }
    std::string answer_text(std::string_view handler) { return run(handler).response.body; }
    std::int64_t calls_of(std::string_view handler) { return answer("calls").at(handler).as_int64(); }

    static inline std::shared_ptr<Plugin> probe_;
    TestCall call_;
};

TEST_F(ProbePlugin, SeesTheRequest) {
    call_.request.query = {{"word", "a"}, {"word", "\"b\""}};
    call_.request.body = "{}";
    call_.path_parameters = {{"workspace", "w"}};
    call_.permissions = {"probe.open", "probe.read"};
    const auto seen = answer("echo");
    EXPECT_EQ(seen.at("method"), "POST");
    EXPECT_EQ(seen.at("readOnly"), false);
    EXPECT_EQ(seen.at("path"), "/api/v1/probe");
    EXPECT_EQ(seen.at("requestId"), "request-1");
    EXPECT_EQ(seen.at("body"), "{}");
    EXPECT_EQ(seen.at("pathParameters"), boost::json::parse(R"({"workspace":"w"})"));
    EXPECT_EQ(seen.at("query"), boost::json::parse(R"({"word":"a","word":"\"b\""})"));
    EXPECT_EQ(seen.at("now"), model::to_microseconds(call_.request.received_at));
    EXPECT_EQ(seen.at("deadline"), model::to_microseconds(call_.deadline));
    EXPECT_EQ(seen.at("permissions"), boost::json::parse(R"(["probe.open","probe.read"])"));
}

TEST_F(ProbePlugin, SeesThatItMayOnlyRead) {
    call_.reads_only();
    EXPECT_EQ(answer("echo").at("readOnly"), true);
}

TEST_F(ProbePlugin, SeesWhoAsksAndWhere) {
    call_.principal.actor = {test_id<model::UserId>('b'), "Adam", "adam@acme.example"};
    call_.principal.confined_to = call_.workspace.id;
    call_.target.user = test_id<model::UserId>('d');
    call_.with_target = true;
    const auto seen = answer("member");
    EXPECT_EQ(seen.at("kind").as_int64(), MORTISE_PRINCIPAL_SESSION);
    EXPECT_EQ(seen.at("subject"), boost::json::value(std::string(24, 'a')));
    EXPECT_EQ(seen.at("subjectName"), "Olivia");
    EXPECT_EQ(seen.at("subjectEmail"), "olivia@acme.example");
    EXPECT_EQ(seen.at("actor"), boost::json::value(std::string(24, 'b')));
    EXPECT_EQ(seen.at("confinedTo"), boost::json::value(std::string(24, 'c')));
    EXPECT_EQ(seen.at("workspace"), boost::json::value(std::string(24, 'c')));
    EXPECT_EQ(seen.at("plan"), "enterprise");
    EXPECT_EQ(seen.at("role"), "owner");
    EXPECT_EQ(seen.at("target"), boost::json::value(std::string(24, 'd')));
}

TEST_F(ProbePlugin, NeverSeesACredential) {
    call_.request.headers = {{"accept", "*/*"},           {"cookie", "secret"},       {"x-api-key", "secret"},
                             {"authorization", "secret"}, {"x-csrf-token", "secret"}, {"user-agent", "test"}};
    EXPECT_EQ(answer("echo").at("headers"), boost::json::parse(R"({"accept":"*/*","user-agent":"test"})"));
    EXPECT_EQ(answer_text("echo").find("secret"), std::string::npos);
}

TEST_F(ProbePlugin, CountsTheCallsOfEachHandler) {
    const auto before = calls_of("edit-roles");
    EXPECT_EQ(answer_text("edit-roles"), R"({"reached":1})");
    EXPECT_EQ(calls_of("edit-roles"), before + 1);
}

TEST_F(ProbePlugin, HasItsSettingsWithTheirDefaults) { EXPECT_EQ(answer_text("settings"), R"({"greeting":"hello"})"); }

TEST_F(ProbePlugin, HasNoExtensionThatItDidNotAskFor) { EXPECT_EQ(answer_text("absent-extension"), R"({"absent":1})"); }

TEST_F(ProbePlugin, WithoutAnAnswerIsAnInternalError) {
    const auto output = run("never");
    ASSERT_TRUE(output.refusal);
    EXPECT_EQ(output.refusal->status, 500);
    EXPECT_EQ(output.refusal->cause, "handler 'never' of 'probe' returned without an answer");
}

TEST_F(ProbePlugin, AnswersOnceAtMost) { EXPECT_EQ(answer_text("twice"), R"({"answer":1})"); }

TEST_F(ProbePlugin, CannotUseAHandleThatIsNone) { EXPECT_EQ(answer_text("wrong-handle"), R"({"stale":1})"); }

TEST_F(ProbePlugin, CannotUseAHandleOfAnEarlierCall) {
    run("echo");
    EXPECT_EQ(answer_text("stale-handle"), R"({"status":3})");
}

TEST_F(ProbePlugin, CannotUseACallFromAnotherThread) { EXPECT_EQ(answer_text("other-thread"), R"({"stale":1})"); }

TEST_F(ProbePlugin, CannotAnswerMoreThanEightMebibytes) { EXPECT_EQ(answer_text("huge"), R"({"status":7})"); }

TEST_F(ProbePlugin, WithoutADatabaseIsUnavailable) {
    const auto output = run("read");
    ASSERT_TRUE(output.refusal);
    EXPECT_EQ(output.refusal->status, 503);
    EXPECT_TRUE(output.refusal->retry_after);
}

}  // namespace
}  // namespace mortise::plugins

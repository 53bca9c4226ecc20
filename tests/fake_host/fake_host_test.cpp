// What the fake host has beyond the contract of the boundary: a world to be set, failures on purpose, and what it has seen.
#include <gtest/gtest.h>
#include <mortise/plugin.hpp>
#include <mortise/testing/fake_host.hpp>

namespace {

using namespace mortise;

// A plugin that is linked in, and whose handlers do one thing each.
class Sample final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() {
        return std::array{on("who", &Sample::who), on("read", &Sample::read), on("log", &Sample::log)};
    }

private:
    Response who(const Request& request, Unit&) const {
        const auto subject = request.principal().subject();
        const auto text = std::string{subject.name} + " " + std::string{request.workspace().name} +
                          (request.holds("sample.use") ? " may" : " may not");
        return Response::ok(to_json(std::string_view{text}));
    }
    Response read(const Request&, Unit& unit) const {
        const auto name = unit.storage().first<std::string_view>("SELECT name FROM users WHERE id = :id", arg("id", "x"));
        return Response::ok(to_json(name.value_or("nobody")));
    }
    Response log(const Request&, Unit&) const {
        host().log(LogLevel::warning, host().settings());
        host().count("logged", 2);
        return Response::ok("{}");
    }
};

const mortise_module* sample() { return mortise::internal::Module<Sample>::descriptor(); }

using mortise::testing::acme_id;
using mortise::testing::FakeHost;
using mortise::testing::id_of;
using mortise::testing::mia_id;

TEST(FakeHost, ShowsTheWorldOfTheTest) {
    FakeHost host{sample()};
    EXPECT_EQ(host.get("who").in(acme_id).run().body, R"("Olivia Acme may not")");
    host.permissions({"sample.use"});
    EXPECT_EQ(host.get("who").in(acme_id).as({MORTISE_PRINCIPAL_SESSION, {mia_id, "Mia", ""}, {}, {}}).run().body,
              R"("Mia Acme may")");
    host.workspace({id_of('b'), "Globex", "pro", ""}).member({id_of('b'), {mia_id, "Mia", ""}, "admin"});
    EXPECT_EQ(host.get("who").in(id_of('b')).run().reason, "workspace_not_found") << "Olivia is no member";
    host.principal().subject = {mia_id, "Mia", ""};
    EXPECT_EQ(host.get("who").in(id_of('b')).run().body, R"("Mia Globex may")");
    EXPECT_THROW(host.get("nothing"), std::out_of_range);
}

TEST(FakeHost, AnswersStatementsByScript) {
    FakeHost host{sample()};
    EXPECT_EQ(host.get("read").run().status, 500u);
    EXPECT_NE(host.log().back().message.find("no answer was scripted for: SELECT name"), std::string::npos);
    host.storage().when("select name\n from users").rows({{"Mia"}});
    EXPECT_EQ(host.get("read").run().body, R"("Mia")");
    EXPECT_EQ(host.storage().committed().size(), 1u);
    host.storage().when("SELECT name FROM users").rows({{"Mia", "too much"}});
    EXPECT_EQ(host.get("read").run().status, 500u);
    host.storage().when("SELECT name").fails(MORTISE_E_UNAVAILABLE);
    EXPECT_EQ(host.get("read").run().status, 503u);
    EXPECT_EQ(host.storage().committed().size(), 1u);
}

TEST(FakeHost, SeesWhatThePluginDid) {
    FakeHost host{sample()};
    host.settings(R"({"greeting":"hi"})");
    EXPECT_TRUE(host.post("log").run().committed);
    EXPECT_EQ(host.log().at(0).message, R"({"greeting":"hi"})");
    EXPECT_EQ(host.log().at(0).level, MORTISE_LOG_WARNING);
    EXPECT_EQ(host.counter("logged"), 2u);
    EXPECT_EQ(host.services().at(0).name, "metrics.count");
    EXPECT_THROW(host.settings("{}"), std::logic_error) << "the plugin holds them already";
    host.forget();
    EXPECT_TRUE(host.log().empty());
}

TEST(FakeHost, FailsWhereItIsTold) {
    FakeHost host{sample()};
    host.fail(1, MORTISE_E_LIMIT);
    EXPECT_EQ(host.post("log").run().status, 500u);
    EXPECT_EQ(host.post("log").run().status, 200u) << "that one call alone";
    EXPECT_EQ(host.post("log").deadline_passed().run().status, 200u) << "it asks for nothing that has a deadline";
    EXPECT_EQ(host.get("read").deadline_passed().run().reason, "deadline_passed");
}

TEST(FakeHost, EndsItsTablesEarly) {
    FakeHost host{sample()};
    host.truncate(MORTISE_EXT_METRICS, offsetof(mortise_metrics_v1, count));
    const auto before = FakeHost::sprung_traps();
    EXPECT_EQ(host.post("log").run().status, 500u);
    EXPECT_EQ(FakeHost::sprung_traps(), before) << "the C++ face looks before it calls";
    const auto* metrics =
        static_cast<const mortise_metrics_v1*>(host.abi().get_extension(host.abi().ctx, to_abi(MORTISE_EXT_METRICS)));
    EXPECT_EQ(metrics->count(metrics->ctx, to_abi("logged"), 1), MORTISE_E_INTERNAL);
    EXPECT_EQ(FakeHost::sprung_traps(), before + 1) << "who does not look is counted";
    EXPECT_THROW(host.truncate("mortise.nothing/1", 8), std::invalid_argument);
    EXPECT_THROW(host.truncate(MORTISE_EXT_METRICS, 800), std::invalid_argument);
}

TEST(FakeHost, HoldsNoModuleThatNoHostWouldHold) {
    EXPECT_THROW(FakeHost{nullptr}, std::runtime_error);
    auto other = *sample();
    other.abi_major = 2;
    EXPECT_THROW(FakeHost{&other}, std::runtime_error);
    other = *sample();
    other.required_minor = 7;
    EXPECT_THROW(FakeHost{&other}, std::runtime_error);
    other = *sample();
    other.handle = nullptr;
    EXPECT_THROW(FakeHost{&other}, std::runtime_error);
    EXPECT_THROW(FakeHost::load("nowhere"), std::runtime_error);
}

TEST(FakeHost, SaysWhyAPluginDoesNotStart) {
    auto module = *sample();
    module.create = [](const mortise_host*, void**) -> mortise_status { return MORTISE_E_UNSUPPORTED; };
    FakeHost host{&module};
    EXPECT_EQ(host.start(), MORTISE_E_UNSUPPORTED);
    EXPECT_THROW(host.get("who").run(), std::runtime_error);
}

TEST(FakeHost, DeliversEvents) {
    static std::string heard;
    auto module = *sample();
    FakeHost deaf{&module};
    EXPECT_THROW(deaf.deliver({"timer.stopped"}), std::runtime_error);
    module.on_event = [](void*, const mortise_event* event) -> mortise_status {
        heard = std::string{from_abi(event->name)} + std::string{from_abi(event->payload)};
        EXPECT_EQ(event->call->principal->kind, MORTISE_PRINCIPAL_SYSTEM);
        EXPECT_EQ(from_abi(event->call->workspace->id), acme_id);
        mortise_response response{};
        response.struct_size = sizeof response;
        response.status = 200;
        EXPECT_EQ(event->call->respond(event->call, &response), MORTISE_E_TWICE);
        return from_abi(event->payload) == "{}" ? MORTISE_OK : MORTISE_E_NOT_FOUND;
    };
    FakeHost host{&module};
    EXPECT_TRUE(host.deliver({"timer.stopped", mortise::testing::Audience::workspace, acme_id, {}, "{}"}).committed);
    EXPECT_EQ(heard, "timer.stopped{}");
    const auto failed = host.deliver({"timer.stopped", mortise::testing::Audience::workspace, acme_id, {}, "[]"});
    EXPECT_FALSE(failed.committed);
    EXPECT_NE(failed.cause.find("on_event of 'timer.stopped' returned status 2"), std::string::npos) << failed.cause;
}

TEST(FakeHost, RunsSchedulesAsTheSystem) {
    auto module = *sample();
    module.handle = [](void*, std::uint32_t, const mortise_call* call) -> mortise_status {
        EXPECT_EQ(call->principal->kind, MORTISE_PRINCIPAL_SYSTEM);
        EXPECT_EQ(call->principal->subject_id.size, 0u);
        EXPECT_EQ(from_abi(call->workspace->id), acme_id);
        EXPECT_EQ(from_abi(call->path), "/schedules/who");
        mortise_response response{};
        response.struct_size = sizeof response;
        response.status = 204;
        return call->respond(call, &response);
    };
    FakeHost host{&module};
    EXPECT_EQ(host.run("who").in(acme_id).run().status, 204u);
}

TEST(FakeHostDeathTest, ClosesTheMemoryOfACall) {
    static const mortise_call* kept = nullptr;
    auto module = *sample();
    module.handle = [](void*, std::uint32_t, const mortise_call* call) -> mortise_status {
        return kept = call, MORTISE_E_INTERNAL;
    };
    EXPECT_DEATH(
        {
            FakeHost host{&module};
            host.guard_memory();
            host.get("who").run();
            std::exit(static_cast<int>(kept->now));
        },
        "");
}

}  // namespace

// How a call begins and ends: handles, deadlines, what a status of the handler means, what is kept.
#include <stdexcept>
#include <thread>

#include "conformance.hpp"

namespace conformance {
namespace {

using CallConformance = Conformance;

constexpr auto add_note = "INSERT INTO probe_notes (id, workspace_id, note) VALUES (:id, :workspace, 'note')";

mortise_status write(const Side& side) {
    const auto status =
        query(side, add_note, {text_parameter("id", "n"), text_parameter("workspace", text(side.call.workspace->id))});
    return status == MORTISE_OK ? publish(side, "probe.written") : status;
}

TEST_P(CallConformance, ArrivesFilled) {
    given.target = "mia";
    given.body = R"({"a":1})";
    given.query = {{"page", "2"}};
    given.headers = {{"accept", "text/plain"}, {"cookie", "secret"}, {"x-api-key", "secret"}, {"authorization", "secret"}};
    given.permissions = {"probe.write"};
    given.actor = "hugo";
    given.confined_to = "acme";
    run([&](const Side& side) {
        const auto& call = side.call;
        EXPECT_GE(call.struct_size, sizeof(mortise_call));
        EXPECT_EQ(call.flags, 0u);
        EXPECT_EQ(text(call.method), "POST");
        EXPECT_EQ(text(call.body), R"({"a":1})");
        EXPECT_NE(call.request_id.size, 0u);
        EXPECT_EQ(call.path_param_count, 2u);
        EXPECT_EQ(text(call.path_params[1].name) + text(call.path_params[1].value), "user" + id("mia"));
        EXPECT_EQ(call.query_count, 1u);
        EXPECT_EQ(text(call.query[0].name) + text(call.query[0].value), "page2");
        EXPECT_EQ(call.header_count, 1u) << "credentials are left out";
        EXPECT_EQ(text(call.headers[0].name), "accept");
        EXPECT_GT(call.deadline, call.now);
        EXPECT_EQ(call.principal->kind, MORTISE_PRINCIPAL_SESSION);
        EXPECT_EQ(text(call.principal->subject_id), id("olivia"));
        EXPECT_EQ(text(call.principal->actor_id), id("hugo"));
        EXPECT_EQ(text(call.principal->confined_to), id("acme"));
        EXPECT_EQ(text(call.workspace->id) + text(call.workspace->plan), id("acme") + "enterprise");
        EXPECT_EQ(text(call.workspace->subdomain) + text(call.workspace->role), "acmeowner");
        EXPECT_EQ(text(call.target->user_id) + text(call.target->name), id("mia") + "Mia");
        EXPECT_EQ(text(call.target->role) + text(call.target->status), "memberACTIVE");
        EXPECT_EQ(call.permission_count, 1u);
        EXPECT_EQ(text(call.permissions[0]), "probe.write");
        return answer(side);
    });
    given = {};
    given.workspace = "";
    given.does = Does::read;
    run([&](const Side& side) {
        EXPECT_EQ(side.call.flags, MORTISE_CALL_READ_ONLY);
        EXPECT_EQ(side.call.workspace, nullptr);
        EXPECT_EQ(side.call.target, nullptr);
        EXPECT_EQ(side.call.principal->actor_id.data, nullptr) << "absent, and not empty";
        return answer(side);
    });
}

TEST_P(CallConformance, HasAHandleOfItsOwn) {
    std::uint64_t earlier = 0;
    run([&](const Side& side) { return earlier = side.call.handle, answer(side); });
    run([&](const Side& side) {
        EXPECT_NE(side.call.handle, earlier);
        for (const std::uint64_t wrong : {earlier, std::uint64_t{0}, ~std::uint64_t{0}, side.call.handle + 1})
            EXPECT_EQ(set_target(side, wrong), MORTISE_E_STALE) << wrong;
        EXPECT_EQ(set_target(side, side.call.handle), MORTISE_OK);
        return answer(side);
    });
}

TEST_P(CallConformance, BelongsToOneThread) {
    run([&](const Side& side) {
        mortise_status answered = MORTISE_OK, noted = MORTISE_OK, asked = MORTISE_OK;
        std::thread{[&] {
            answered = answer(side);
            noted = set_target(side, side.call.handle);
            asked = query(side, "SELECT 1", {}, {MORTISE_I64});
        }}.join();
        EXPECT_EQ(answered, MORTISE_E_STALE);
        EXPECT_EQ(noted, MORTISE_E_STALE);
        EXPECT_EQ(asked, MORTISE_E_STALE);
        return answer(side);
    });
}

TEST_P(CallConformance, IsOverWithTheHandler) {
    std::uint64_t handle = 0;
    const mortise_call* kept = nullptr;
    decltype(mortise_call::respond) respond = nullptr;
    const mortise_audit_v1* audit = nullptr;
    run([&](const Side& side) {
        handle = side.call.handle;
        kept = &side.call;
        respond = side.call.respond;
        audit = find_extension<mortise_audit_v1>(side, MORTISE_EXT_AUDIT);
        return answer(side);
    });
    mortise_response response{};
    response.struct_size = sizeof response;
    response.status = 200;
    EXPECT_EQ(respond(kept, &response), MORTISE_E_STALE);
    EXPECT_EQ(respond(nullptr, &response), MORTISE_E_STALE);
    EXPECT_EQ(audit->set_target(audit->ctx, handle, abi("target")), MORTISE_E_STALE);
    EXPECT_EQ(audit->set_target(nullptr, handle, abi("target")), MORTISE_E_INVALID);
}

TEST_P(CallConformance, EndsAtItsDeadline) {
    given.deadline_passed = true;
    const auto late = run([&](const Side& side) {
        EXPECT_EQ(set_target(side, side.call.handle), MORTISE_E_DEADLINE);
        EXPECT_EQ(query(side, "SELECT 1", {}, {MORTISE_I64}), MORTISE_E_DEADLINE);
        EXPECT_EQ(publish(side, "probe.written"), MORTISE_E_DEADLINE);
        return answer(side);
    });
    EXPECT_EQ(late.status, 504u) << "what was swallowed is not kept";
    EXPECT_EQ(late.reason, "deadline_passed");
}

TEST_P(CallConformance, KeepsWhatASuccessDid) {
    const auto done = run([](const Side& side) { return write(side), answer(side, 201); });
    EXPECT_EQ(done.status, 201u);
    EXPECT_EQ(done.events.size(), 1u);
    EXPECT_EQ(host().value("SELECT count(*) FROM probe_notes"), "1");
}

TEST_P(CallConformance, KeepsNothingOfAFailure) {
    const auto refuse = [](const Side& side) {
        mortise_refusal refusal{};
        refusal.struct_size = sizeof refusal;
        refusal.status = 409;
        refusal.reason = abi("not_now");
        return side.call.refuse(&side.call, &refusal);
    };
    const std::pair<unsigned, Work> failures[] = {
        {404, [](const Side& side) { return write(side), answer(side, 404); }},
        {500, [](const Side& side) { return write(side), answer(side, 500); }},
        {409, [&](const Side& side) { return write(side), refuse(side); }},
        {500, [](const Side& side) { return write(side), answer(side), MORTISE_E_INTERNAL; }},
        {500, [](const Side& side) { return write(side), MORTISE_OK; }},
        {500,
         [](const Side& side) -> mortise_status {
             write(side);
             throw std::runtime_error{"no luck"};
         }},
        {500, [](const Side& side) -> mortise_status {
             write(side);
             throw 7;
         }}};
    for (const auto& [status, work] : failures) {
        const auto failed = run(work);
        EXPECT_EQ(failed.status, status);
        EXPECT_EQ(failed.message.find("luck"), std::string::npos);
        EXPECT_TRUE(failed.events.empty());
        EXPECT_EQ(host().value("SELECT count(*) FROM probe_notes"), "0");
    }
}

TEST_P(CallConformance, IsNotKeptWhenTheDatabaseWentAway) {
    given.database_away = true;
    const auto swallowed = run([](const Side& side) {
        EXPECT_EQ(query(side, "SELECT 1", {}, {MORTISE_I64}), MORTISE_E_UNAVAILABLE);
        EXPECT_EQ(publish(side, "probe.written"), MORTISE_OK);
        return answer(side);
    });
    EXPECT_EQ(swallowed.status, 503u) << "although the handler says it went well";
    EXPECT_EQ(swallowed.reason, "unavailable");
    EXPECT_TRUE(swallowed.events.empty());
    const auto refused = run([](const Side& side) { return query(side, "SELECT 1", {}, {MORTISE_I64}), answer(side, 404); });
    EXPECT_EQ(refused.status, 404u) << "an answer that keeps nothing stands";
}

TEST_P(CallConformance, IsNotEnteredAgainFromWithin) {
    given.does = Does::read;
    const auto outer = run([&](const Side& side) {
        const auto inner = host().run(given, [](const Side& inner) { return answer(inner); });
        EXPECT_EQ(inner.status, 500u);
        EXPECT_EQ(set_target(side, side.call.handle), MORTISE_OK);
        return answer(side);
    });
    EXPECT_EQ(outer.status, 200u) << "the outer call goes on";
}

TEST_P(CallConformance, SaysWhatTheStatusOfTheHandlerMeans) {
    const std::pair<mortise_status, unsigned> meanings[] = {{MORTISE_OK, 200},
                                                            {MORTISE_E_UNAVAILABLE, 503},
                                                            {MORTISE_E_DEADLINE, 504},
                                                            {MORTISE_E_CONFLICT, 409},
                                                            {MORTISE_E_REFUSED, 500},
                                                            {MORTISE_E_INVALID, 500},
                                                            {MORTISE_E_NOT_FOUND, 500},
                                                            {MORTISE_E_DENIED, 500},
                                                            {MORTISE_E_INTERNAL, 500},
                                                            {-1, 500},
                                                            {4711, 500}};
    for (const auto& [status, meaning] : meanings) {
        const auto failed = run([&, status = status](const Side& side) { return answer(side, 200, "secret"), status; });
        EXPECT_EQ(failed.status, meaning) << status;
        EXPECT_EQ(failed.body.find("secret") != std::string::npos, meaning == 200);
    }
}

TEST_P(CallConformance, LastErrorIsOfTheFunctionThatFailed) {
    run([&](const Side& side) {
        EXPECT_EQ(query(side, "SELECT FROM"), MORTISE_E_INVALID);
        const auto first = text(side.host.last_error(side.host.ctx));
        EXPECT_FALSE(first.empty());
        EXPECT_EQ(set_target(side, 0), MORTISE_E_STALE);
        EXPECT_NE(text(side.host.last_error(side.host.ctx)), first);
        return answer(side);
    });
}

INSTANTIATE_TEST_SUITE_P(Fake, CallConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, CallConformance, ::testing::Values(make_real_host), of_host);

}  // namespace
}  // namespace conformance

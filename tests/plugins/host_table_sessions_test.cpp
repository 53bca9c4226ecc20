#include <gmock/gmock.h>

#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class HostTableSessions : public WithHostTable {
protected:
    HostTableSessions() {
        request.struct_size = sizeof request;
        request.minutes = 60;
        started.struct_size = sizeof started;
        call.request.headers = {{"user-agent", "browser"}};
        call.host_workspace = acme;
    }
    CallOutput start(const model::UserId& user) {
        const auto id = user.string();
        request.user_id = abi(id);
        return run([&](const mortise_call& call) {
            const auto& sessions = extension<mortise_sessions_v1>(MORTISE_EXT_SESSIONS);
            status = sessions.start_impersonation(sessions.ctx, call.handle, &request, &started);
            said = text(table->abi().last_error(table->abi().ctx));
            location = text(started.location);
            confined_to = text(started.confined_to);
            return status == MORTISE_OK ? answer(call) : status;
        });
    }
    std::optional<accounts::Session> session_of(const std::string& token) {
        std::optional<accounts::Session> session;
        database->read([&](storage::Connection& connection) { session = accounts::Sessions{connection}.by_token(token, now); });
        return session;
    }
    // What the browser gets for the code in `location`.
    std::optional<accounts::Session> redeemed(const model::WorkspaceId& host) {
        const auto code = location.substr(location.find("code=") + 5);
        std::string token;
        database->write_and_wait([&](storage::Connection& connection) {
            const auto session = accounts::Sessions{connection}.redeem_handoff(code, host, now);
            if (session) token = session->token;
            return true;
        });
        return session_of(token);
    }
    std::string impersonations() { return value("SELECT count(*) FROM sessions WHERE actor_id IS NOT NULL"); }
    void expect_refused(const CallOutput& output, int http_status, std::string_view reason) {
        EXPECT_EQ(status, MORTISE_E_REFUSED);
        EXPECT_THAT(said, StartsWith(std::string{reason} + ": "));
        ASSERT_TRUE(output.refusal);
        EXPECT_EQ(output.refusal->status, http_status);
        EXPECT_EQ(output.refusal->reason, reason);
        EXPECT_FALSE(output.cookie);
        EXPECT_EQ(impersonations(), "0");
    }

    mortise_impersonation_request request{};
    mortise_impersonation started{};
    mortise_status status = MORTISE_OK;
    std::string location, confined_to;
};

TEST_F(HostTableSessions, StartASessionOfTheMember) {
    request.reason = abi("Her timer hangs");
    const auto output = start(mia);
    ASSERT_EQ(status, MORTISE_OK);
    ASSERT_TRUE(output.cookie);
    EXPECT_EQ(location, "");
    const auto session = session_of(output.cookie->token);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->subject.id, mia);
    EXPECT_EQ(session->actor.id, olivia);
    EXPECT_EQ(session->parent, call.principal.session);
    EXPECT_EQ(session->impersonated_in, acme);
    EXPECT_EQ(session->impersonated_subdomain, "acme");
    EXPECT_EQ(session->host_workspace, acme);
    EXPECT_EQ(session->reason, "Her timer hangs");
    EXPECT_EQ(session->user_agent, "browser");
    EXPECT_EQ(session->client_address, "127.0.0.1");
    EXPECT_EQ(session->idle, std::chrono::minutes{15});
    EXPECT_EQ(session->expires_at, now + std::chrono::minutes{60});
    EXPECT_EQ(session->password_entered_at, model::Instant{}) << "no step-up holds in it";
    EXPECT_EQ(started.started_at, model::to_microseconds(now));
    EXPECT_EQ(started.expires_at, model::to_microseconds(session->expires_at));
    EXPECT_EQ(output.cookie->expires_at, session->expires_at);
}

TEST_F(HostTableSessions, LastAnHourAtMost) {
    request.minutes = 10;
    start(mia);
    EXPECT_EQ(started.expires_at, model::to_microseconds(now + std::chrono::minutes{10}));
    request.minutes = 100'000;
    start(mia);
    EXPECT_EQ(started.expires_at, model::to_microseconds(now + std::chrono::minutes{60}));
    request.minutes = std::numeric_limits<std::int64_t>::max();
    start(mia);
    EXPECT_EQ(started.expires_at, model::to_microseconds(now + std::chrono::minutes{60}));
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min()}) {
        request.minutes = wrong;
        start(mia);
        EXPECT_EQ(status, MORTISE_E_INVALID);
    }
}

TEST_F(HostTableSessions, AreConfinedWhereTheWorkspaceHasASubdomain) {
    const auto output = start(mia);
    EXPECT_EQ(confined_to, acme.view());
    EXPECT_EQ(session_of(output.cookie->token)->confined_to, acme);
}

TEST_F(HostTableSessions, AreHandedOverFromTheMainDomain) {
    call.host_workspace = {};
    services.public_url = "https://time.example:8443";
    const auto output = start(mia);
    ASSERT_EQ(status, MORTISE_OK);
    EXPECT_FALSE(output.cookie) << "the main domain gets no cookie of a subdomain's session";
    EXPECT_THAT(location, StartsWith("https://acme.time.example:8443/auth/handoff?code="));
    const auto session = redeemed(acme);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->subject.id, mia);
    EXPECT_EQ(session->actor.id, olivia);
    EXPECT_EQ(session->confined_to, acme);
    EXPECT_EQ(session->host_workspace, acme);
}

TEST_F(HostTableSessions, ReachTheAccountWhereThereIsNoSubdomain) {
    at(globex);
    call.host_workspace = {};
    const auto output = start(mia);
    ASSERT_TRUE(output.cookie);
    EXPECT_EQ(confined_to, "");
    const auto session = session_of(output.cookie->token);
    EXPECT_TRUE(session->confined_to.empty());
    EXPECT_TRUE(session->host_workspace.empty());
    EXPECT_EQ(session->impersonated_in, globex);
}

TEST_F(HostTableSessions, AreConfinedWhereTheOperatorWantsIt) {
    at(globex);
    call.host_workspace = {};
    request.confine = 1;
    const auto output = start(mia);
    EXPECT_EQ(session_of(output.cookie->token)->confined_to, globex);
}

TEST_F(HostTableSessions, AreNotStartedByAnApiKey) {
    call.principal.kind = model::PrincipalKind::api_key;
    expect_refused(start(mia), 403, "browser_session_required");
}

TEST_F(HostTableSessions, AreNotNested) {
    call.principal.actor.id = hugo;
    expect_refused(start(mia), 409, "nested");
}

TEST_F(HostTableSessions, AreNotOfOneself) { expect_refused(start(olivia), 409, "self"); }

TEST_F(HostTableSessions, AreNotOfAnInactiveMember) {
    for (const auto standing : {model::MemberStatus::inactive, model::MemberStatus::pending}) {
        database->write_and_wait([&](storage::Connection& connection) {
            accounts::Workspaces{connection}.set_status(acme, mia, standing);
            return true;
        });
        expect_refused(start(mia), 409, "target_inactive");
    }
}

TEST_F(HostTableSessions, AreNotOfAnInactiveAccount) {
    database->write_and_wait([&](storage::Connection& connection) {
        accounts::Users{connection}.set_status(mia, "INACTIVE");
        return true;
    });
    expect_refused(start(mia), 409, "target_inactive");
}

TEST_F(HostTableSessions, AreNotOfAStranger) {
    start(hugo);
    EXPECT_EQ(status, MORTISE_E_NOT_FOUND);
    const auto words = said;
    start(test_id<model::UserId>('f'));
    EXPECT_EQ(status, MORTISE_E_NOT_FOUND);
    EXPECT_EQ(said, words) << "alike";
    EXPECT_EQ(impersonations(), "0");
}

TEST_F(HostTableSessions, AreOnePerCall) {
    const auto id = mia.string();
    request.user_id = abi(id);
    run([&](const mortise_call& call) {
        const auto& sessions = extension<mortise_sessions_v1>(MORTISE_EXT_SESSIONS);
        EXPECT_EQ(sessions.start_impersonation(sessions.ctx, call.handle, &request, &started), MORTISE_OK);
        EXPECT_EQ(sessions.start_impersonation(sessions.ctx, call.handle, &request, &started), MORTISE_E_TWICE);
        return answer(call);
    });
    EXPECT_EQ(impersonations(), "1");
}

TEST_F(HostTableSessions, BeginWithTheCommitAlone) {
    const auto id = mia.string();
    request.user_id = abi(id);
    const auto output = run([&](const mortise_call& call) {
        const auto& sessions = extension<mortise_sessions_v1>(MORTISE_EXT_SESSIONS);
        EXPECT_EQ(sessions.start_impersonation(sessions.ctx, call.handle, &request, &started), MORTISE_OK);
        return answer(call, 409);
    });
    EXPECT_FALSE(output.cookie);
    EXPECT_EQ(impersonations(), "0");
}

TEST_F(HostTableSessions, AreNotStartedUnseen) {
    started.struct_size = 0;
    start(mia);
    EXPECT_EQ(status, MORTISE_E_INVALID);
    EXPECT_EQ(impersonations(), "0");
}

}  // namespace
}  // namespace mortise::plugins

// mortise.sessions/1: logging in as a member, as far as a test can tell.
#pragma once

#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline void check_impersonation(const State& state, const Input& input, std::string_view user) {
    if (input.principal.kind != MORTISE_PRINCIPAL_SESSION)
        refuse_rule(403, "browser_session_required", "Logging in as somebody is possible from a browser session only.");
    if (!input.principal.actor.id.empty())
        refuse_rule(409, "nested", "You are logged in as somebody already; return to your account first.");
    if (input.principal.subject.id == user) refuse_rule(409, "self", "This is your own account.");
    const auto* const member = state.world.member(input.workspace->id, user);
    if (!member) throw Failure{MORTISE_E_NOT_FOUND, "there is no such member in this workspace"};
    if (member->status != "ACTIVE") refuse_rule(409, "target_inactive", "This account is not active.");
}

inline mortise_status start_impersonation(void* ctx, std::uint64_t handle, const mortise_impersonation_request* request,
                                          mortise_impersonation* wanted) noexcept {
    const auto describe = [](ServiceCall& note) { note.writes = true; };
    return service(ctx, "sessions.start_impersonation", describe, [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const auto& input = call.input();
        const auto given = struct_argument(request, "the request");
        if (!input.workspace) throw Failure{MORTISE_E_INVALID, "this route names no workspace"};
        if (call.answer().session) throw Failure{MORTISE_E_TWICE, "this call has started a session already"};
        fill_struct(wanted, mortise_impersonation{}, "started");  // a session that cannot be told of is not started
        const std::string user{text_argument(given.user_id, "user_id", 200)};
        check_impersonation(state, input, user);
        const auto reason = words_argument(given.reason, "the reason", 500);
        if (given.minutes < 1) throw Failure{MORTISE_E_INVALID, "minutes is less than 1"};
        if (input.reads()) throw Failure{MORTISE_E_DENIED, "a request that reads cannot write"};

        const auto& workspace = *input.workspace;
        const bool has_host = !workspace.subdomain.empty();
        StartedSession session{.user_id = user, .reason = std::string{reason}, .confined_to = {}, .location = {}};
        session.minutes = std::min<std::int64_t>(given.minutes, 60);
        session.started_at = input.now;
        session.expires_at = input.now + session.minutes * 60'000'000;
        if (given.confine == 1 || has_host || !input.host_workspace.empty()) session.confined_to = workspace.id;
        if ((has_host ? workspace.id : std::string{}) != input.host_workspace)
            session.location =
                "http://" + (has_host ? workspace.subdomain + "." : std::string{}) + "localhost:8080/auth/handoff?code=once";
        auto& memory = call.memory();
        fill_struct(wanted,
                    {.struct_size = sizeof(mortise_impersonation),
                     .started_at = session.started_at,
                     .expires_at = session.expires_at,
                     .confined_to = memory.text(session.confined_to),
                     .location = memory.text(session.location)},
                    "started");
        call.answer().session = std::move(session);
    });
}

}  // namespace mortise::inline v1_0::testing::internal

#include "accounts/sessions.hpp"
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_user_id = 200, longest_session_reason = 500;
constexpr std::chrono::minutes longest_impersonation{60};

void check_caller(RunningCall& call, std::string_view user) {
    const auto& principal = call.input().principal;
    if (principal.kind != model::PrincipalKind::session)
        refuse_rule(403, "browser_session_required", "Logging in as somebody is possible from a browser session only.");
    if (principal.logged_in_as())
        refuse_rule(409, "nested", "You are logged in as somebody already; return to your account first.");
    if (principal.subject.id.view() == user) refuse_rule(409, "self", "This is your own account.");
}

model::UserId active_target(RunningCall& call, const model::WorkspaceView& workspace, std::string_view user) {
    const auto& input = call.input();
    const auto id = model::UserId::parse(user);
    const auto member = id ? accounts::Workspaces{input.connection}.member(workspace.id, *id) : std::nullopt;
    if (!member) throw HostFailure{MORTISE_E_NOT_FOUND, "there is no such member in this workspace"};
    const auto account = accounts::Users{input.connection}.by_id(*id);
    if (member->status != model::MemberStatus::active || !account || account->status != "ACTIVE")
        refuse_rule(409, "target_inactive", "This account is not active.");
    return *id;
}

accounts::NewSession session_of(const CallInput& input, const config::SessionSettings& limits,
                                const model::WorkspaceView& workspace, const model::UserId& target,
                                const mortise_impersonation_request& given) {
    const auto reason = text_argument(given.reason, "the reason", 4 * longest_session_reason);
    if (characters_of(reason, "the reason") > longest_session_reason)
        throw HostFailure{MORTISE_E_LIMIT, "the reason is longer than " + std::to_string(longest_session_reason) + " characters"};
    if (given.minutes < 1) throw HostFailure{MORTISE_E_INVALID, "minutes is less than 1"};
    const bool has_host = !workspace.subdomain.empty();
    const bool confined = given.confine == 1 || has_host || !input.host_workspace.empty();
    // The time of the password stays at 1970: no step-up holds in the account of somebody else.
    return {.subject = target,
            .actor = input.principal.subject.id,
            .parent = input.principal.session,
            .host_workspace = has_host ? workspace.id : model::WorkspaceId{},
            .confined_to = confined ? workspace.id : model::WorkspaceId{},
            .impersonated_in = workspace.id,
            .impersonated_subdomain = workspace.subdomain,
            .reason = std::string{reason},
            .user_agent = std::string{input.request.header("user-agent").value_or("")},
            .client_address = input.request.client_address,
            .now = input.request.received_at,
            .password_entered_at = {},
            .idle = limits.impersonation_idle,
            .absolute = std::min<std::chrono::minutes>(std::chrono::minutes{given.minutes}, longest_impersonation)};
}

// Where the browser receives a session that belongs to another host than the one it is talking to.
std::string handoff_address(std::string_view public_url, std::string_view subdomain, std::string_view code) {
    const auto scheme = public_url.substr(0, public_url.find("://") + 3);
    std::string address{scheme};
    if (!subdomain.empty()) address.append(subdomain).append(".");
    return address.append(public_url.substr(scheme.size())).append("/auth/handoff?code=").append(code);
}

void start(const HostTable& table, RunningCall& call, const mortise_impersonation_request& given, mortise_impersonation* wanted) {
    const auto& input = call.input();
    if (!input.workspace) throw HostFailure{MORTISE_E_INVALID, "this route names no workspace"};
    if (call.output().cookie) throw HostFailure{MORTISE_E_TWICE, "this call has started a session already"};
    fill_struct(wanted, mortise_impersonation{}, "started");  // a session that cannot be told of is not started
    const auto& workspace = *input.workspace;
    const auto user = text_argument(given.user_id, "user_id", longest_user_id);
    check_caller(call, user);
    const auto target = active_target(call, workspace, user);
    const auto session = session_of(input, table.services().sessions, workspace, target, given);

    accounts::Sessions sessions{input.connection};
    auto started = sessions.start(session);
    mortise_impersonation answer{.struct_size = sizeof(mortise_impersonation),
                                 .started_at = model::to_microseconds(session.now),
                                 .expires_at = model::to_microseconds(started.expires_at),
                                 .confined_to = session.confined_to ? abi_text(workspace.id.view()) : mortise_str{},
                                 .location = {}};
    if (session.host_workspace == input.host_workspace) {
        sessions.rotate(input.principal.session);  // its token leaves the browser; the way back makes another
        call.output().cookie = SessionCookie{std::move(started.token), started.expires_at};
    } else {
        const auto code = sessions.make_handoff(input.principal.session, started.id, session.host_workspace, session.now);
        answer.location = abi_text(call.lend(handoff_address(table.services().public_url, workspace.subdomain, code)));
    }
    fill_struct(wanted, answer, "started");
}

mortise_status start_impersonation(void* ctx, std::uint64_t handle, const mortise_impersonation_request* request,
                                   mortise_impersonation* started) noexcept {
    return fenced([&] {
        const auto& table = HostTable::of(ctx);
        start(table, RunningCall::in_time(table, handle), struct_argument(request, "the request"), started);
    });
}

}  // namespace

mortise_sessions_v1 sessions_extension(HostTable& table) { return {sizeof(mortise_sessions_v1), &table, start_impersonation}; }

}  // namespace mortise::plugins

// Hand-off between hosts: cookies do not cross them, a code does, once.
#include "accounts/secrets.hpp"
#include "accounts/sessions.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

constexpr std::chrono::seconds lifetime{60};

}  // namespace

std::string Sessions::make_handoff(const model::SessionId& initiating, const model::SessionId& session,
                                   const model::WorkspaceId& host_workspace, model::Instant now) {
    auto code = random_token();
    connection_.execute(R"(
        INSERT INTO handoffs (code_hash, initiating_session_id, session_id, workspace_id, expires_at)
        VALUES (:code, :initiating, :session, :workspace, :expires))",
                        {arg("code", sha256_hex(code)), arg("initiating", initiating), arg("session", session),
                         arg("workspace", host_workspace), arg("expires", now + lifetime)});
    return code;
}

std::optional<StartedSession> Sessions::redeem_handoff(std::string_view code, const model::WorkspaceId& host_workspace,
                                                       model::Instant now) {
    const auto rows = connection_.query(R"(
        DELETE FROM handoffs WHERE code_hash = :code
        RETURNING initiating_session_id, session_id, workspace_id, expires_at)",
                                        {arg("code", sha256_hex(code))}, {Type::text, Type::text, Type::text, Type::integer});
    if (rows.empty()) return std::nullopt;
    const auto left = model::from_microseconds(rows.integer(0, 3)) - now;
    if (left <= left.zero() || left > lifetime) return std::nullopt;  // too old, or the clock went back

    const auto initiating = by_id(model::SessionId::trusted(rows.text(0, 0)), now);
    const auto session = by_id(model::SessionId::trusted(rows.text(0, 1)), now);
    if (!initiating || !session) return std::nullopt;
    const auto meant_for = model::WorkspaceId::trusted(rows.text(0, 2));
    if (meant_for != host_workspace || session->host_workspace != host_workspace) return std::nullopt;
    return StartedSession{session->id, rotate(session->id), session->expires_at};
}

}  // namespace mortise::accounts

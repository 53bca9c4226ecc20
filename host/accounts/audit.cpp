#include "accounts/audit.hpp"

#include <optional>

namespace mortise::accounts {
namespace {

using storage::arg;

std::string_view to_text(AuditResult result) {
    switch (result) {
        case AuditResult::done: return "done";
        case AuditResult::refused: return "refused";
        case AuditResult::failed: break;
    }
    return "failed";
}

std::optional<std::string_view> optional_text(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

}  // namespace

void AuditLog::append(const AuditRow& row) {
    connection_.execute(
        R"(
        INSERT INTO audit_log (id, at, node, request_id, workspace_id, subject_id, actor_id, session_id, api_key_id, action,
                               target, result, refusal, status, reason, details, client_address)
        VALUES (:id, :at, :node, :request, :workspace, :subject, :actor, :session, :api_key, :action, :target, :result,
                :refusal, :status, :reason, :details, :address))",
        {arg("id", model::make_id()), arg("at", row.at), arg("node", row.node), arg("request", row.request_id),
         arg("workspace", row.workspace), arg("subject", row.subject), arg("actor", row.actor), arg("session", row.session),
         arg("api_key", row.api_key), arg("action", row.action), arg("target", optional_text(row.target)),
         arg("result", to_text(row.result)), arg("refusal", optional_text(row.refusal)), arg("status", std::int64_t{row.status}),
         arg("reason", optional_text(row.reason)), arg("details", row.details), arg("address", row.client_address)});
}

}  // namespace mortise::accounts

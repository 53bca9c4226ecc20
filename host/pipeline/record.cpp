#include "pipeline/record.hpp"

#include "pipeline/environment.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

accounts::AuditRow row_of(const Context& context) {
    const auto& principal = context.principal;
    accounts::AuditRow row;
    row.at = context.request.received_at;
    row.node = context.environment->node;
    row.request_id = context.request.id;
    row.workspace = context.workspace ? context.workspace->id : principal.impersonated_in;
    row.subject = principal.subject.id;
    row.actor = principal.actor.id;
    row.session = principal.session;
    row.api_key = principal.api_key;
    row.action = context.route->action.empty() ? context.route->label : context.route->action;
    row.target = context.output.audit_target.empty() ? std::string{context.path_parameter(context.route->target_parameter)}
                                                     : context.output.audit_target;
    row.reason = context.output.audit_reason;
    if (!context.output.audit_details.empty()) row.details = context.output.audit_details;
    row.client_address = context.request.client_address;
    return row;
}

std::string_view throttle_key(const Context& context) noexcept {
    const auto& principal = context.principal;
    return principal.session.empty() ? principal.api_key.view() : principal.session.view();
}

}  // namespace

bool RefusalThrottle::admit(const Context& context, model::Steady now) {
    const std::lock_guard lock{mutex_};
    auto& window = windows_[std::string{throttle_key(context)}];
    if (window.uncounted == 0 && now - window.began >= RefusalThrottle::window) window = Window{now, 0, 0, {}};
    if (window.rows < per_window) {
        ++window.rows;
        return true;
    }
    if (window.uncounted++ == 0) window.last = row_of(context);
    return false;
}

std::vector<accounts::AuditRow> RefusalThrottle::take_counts(model::Steady now) {
    std::vector<accounts::AuditRow> rows;
    const std::lock_guard lock{mutex_};
    for (auto it = windows_.begin(); it != windows_.end();) {
        auto& window = it->second;
        if (now - window.began < RefusalThrottle::window) {
            ++it;
            continue;
        }
        if (window.uncounted > 0) {
            auto row = std::move(window.last);
            row.action = "refusals.more";
            row.target.clear();
            row.result = accounts::AuditResult::refused;
            row.status = 429;
            row.refusal = "many_refusals";
            row.details = "{\"count\":" + std::to_string(window.uncounted) + "}";
            rows.push_back(std::move(row));
        }
        it = windows_.erase(it);
    }
    return rows;
}

void record_effect(Context& context) {
    const auto& route = *context.route;
    const bool wanted = route.audit_always || context.principal.logged_in_as();
    if (!wanted || model::reads_only(context.request.method) || !context.principal.signed_in()) return;
    auto row = row_of(context);
    row.status = context.output.response.status;
    accounts::AuditLog{*context.connection}.append(row);
}

bool records_refusal(const Context& context, const model::Problem& problem) noexcept {
    if (!context.route || !context.principal.signed_in()) return false;
    if (problem.status == 503 || problem.status == 507 || problem.status == 429) return false;   // nothing was decided
    const bool by_gate = problem.status == 403 || (problem.status == 404 && !context.workspace && !context.path_parameter("workspace").empty());
    return !model::reads_only(context.request.method) || by_gate;
}

void record_refusal(Context& context, storage::Connection& connection, const model::Problem& problem) {
    if (!context.environment->refusals.admit(context, std::chrono::steady_clock::now())) return;
    auto row = row_of(context);
    row.result = problem.status >= 500 ? accounts::AuditResult::failed : accounts::AuditResult::refused;
    row.refusal = problem.reason;
    row.status = problem.status;
    accounts::AuditLog{connection}.append(row);
}

}  // namespace mortise::pipeline

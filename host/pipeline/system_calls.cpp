#include "pipeline/system_calls.hpp"

#include <algorithm>

#include "accounts/audit.hpp"
#include "observe/log.hpp"

namespace mortise::pipeline {
namespace {

constexpr int longest_chain = 4;

model::Request system_request(const SystemCall& call) {
    model::Request request;
    request.method = model::Method::other;
    request.method_text = "SYSTEM";
    request.path = '/' + call.label;
    request.id = model::make_id();
    request.received_at = model::now();
    request.started_at = std::chrono::steady_clock::now();
    return request;
}

accounts::AuditRow row_of_system(const Environment& environment, const SystemCall& call, const model::Request& request,
                                 const std::optional<model::WorkspaceView>& workspace, const plugins::CallOutput& output) {
    accounts::AuditRow row;
    row.at = request.received_at;
    row.node = environment.node;
    row.request_id = request.id;
    if (workspace) row.workspace = workspace->id;
    row.action = call.action;
    row.target = output.audit_target.empty() ? call.target : output.audit_target;
    row.status = output.response.status;
    row.reason = output.audit_reason;
    if (!output.audit_details.empty()) row.details = output.audit_details;
    return row;
}

}  // namespace

plugins::CallOutput SystemCalls::run(storage::Connection& connection, const SystemCall& call,
                                     const std::optional<model::WorkspaceView>& workspace) {
    const auto request = system_request(call);
    model::Principal principal;
    principal.kind = model::PrincipalKind::system;
    if (workspace) principal.confined_to = workspace->id;
    const std::string_view permission = call.permission;
    const plugins::CallInput input{
        .request = request,
        .path_parameters = {},
        .principal = principal,
        .workspace = workspace ? &*workspace : nullptr,
        .target = nullptr,
        .host_workspace = {},
        .permissions = {&permission, permission.empty() ? 0u : 1u},
        .connection = connection,
        .deadline = request.received_at + std::chrono::duration_cast<std::chrono::microseconds>(call.deadline)};
    connection.set_deadline(request.started_at + call.deadline);
    auto output = call.run(input);
    connection.set_deadline(std::nullopt);
    if (output.refusal) throw model::Refusal{*output.refusal};
    if (output.response.status >= 400)
        throw model::Refusal{model::problems::internal("the run answered " + std::to_string(output.response.status))};
    if (output.changes > 0) accounts::AuditLog{connection}.append(row_of_system(environment_, call, request, workspace, output));
    schedule_soon(connection, call.plugin->manifest().id, workspace, output.soon);
    return output;
}

void SystemCalls::note_failure(const SystemCall& call, const model::Problem& problem) {
    const auto& plugin = call.plugin->manifest().id;
    environment_.metrics.count_plugin(plugin, "system_calls_failed", 1);
    observe::log(observe::Level::warning, "system_call_failed",
                 {{"plugin", plugin}, {"call", call.label}, {"reason", problem.reason}, {"cause", problem.cause}});
}

void SystemCalls::committed(const std::shared_ptr<const Generation>& generation, const plugins::CallOutput& output,
                            std::string_view publisher, int depth) {
    if (!output.soon.empty()) {
        const std::lock_guard lock{mutex_};
        next_look_.clear();
    }
    if (!output.events.empty()) environment_.bus.publish(output.events);
    for (const auto& event : output.events) {
        environment_.metrics.count_event(event.name);
        if (depth == longest_chain) continue;
        for (const auto& plugin : generation->plugins) {
            const auto& manifest = plugin->manifest();
            if (manifest.id != publisher && std::ranges::find(manifest.subscribes, event.name) != manifest.subscribes.end())
                notify(generation, plugin, event, depth);
        }
    }
}

}  // namespace mortise::pipeline

#include "audit_row.hpp"

#include <array>

namespace audit_log {

using namespace mortise;

namespace {

using Text = std::optional<std::string_view>;

void write_person(JsonWriter& json, std::string_view key, const Text& id, const Text& name) {
    json.key(key);
    if (id) json.begin_object().member("id", id).member("name", name).end_object();
    else json.value(nullptr);
}

void append_cell(std::string& csv, std::string_view text) {
    const bool formula = !text.empty() && std::string_view{"=+-@\t\r\n"}.find(text.front()) != std::string_view::npos;
    csv += formula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') csv += '"';
        csv += c;
    }
    csv += '"';
}

}  // namespace

void write_json(JsonWriter& json, const AuditRow& row) {
    json.begin_object().member("id", row.id).member("at", row.at).member("workspaceId", row.workspace).member("action", row.action);
    write_person(json, "target", row.target, row.target_name);
    write_person(json, "subject", row.subject, row.subject_name);
    write_person(json, "actor", row.actor, row.actor_name);
    json.member("result", row.result)
        .member("refusal", row.refusal)
        .member("status", row.status)
        .member("reason", row.reason)
        .key("details").raw(row.details)
        .member("clientAddress", row.client_address)
        .member("requestId", row.request_id)
        .end_object();
}

std::string csv_head() {
    return "at,action,target_id,target_name,subject_id,subject_name,actor_id,actor_name,result,refusal,status,reason,details,"
           "client_address,request_id\r\n";
}

void append_csv(std::string& csv, const AuditRow& row) {
    const auto at = row.at.text();
    const auto status = std::to_string(row.status);
    const std::array<std::string_view, 15> cells{at,
                                                 row.action,
                                                 row.target.value_or(""),
                                                 row.target_name.value_or(""),
                                                 row.subject.value_or(""),
                                                 row.subject_name.value_or(""),
                                                 row.actor.value_or(""),
                                                 row.actor_name.value_or(""),
                                                 row.result,
                                                 row.refusal.value_or(""),
                                                 status,
                                                 row.reason.value_or(""),
                                                 row.details,
                                                 row.client_address,
                                                 row.request_id};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) csv += ',';
        append_cell(csv, cells[i]);
    }
    csv += "\r\n";
}

}  // namespace audit_log

// A row of the audit log as it is read, in JSON and in CSV.
#pragma once

#include <mortise/plugin.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace audit_log {

struct AuditRow {
    std::string_view id;
    mortise::Instant at;
    std::optional<std::string_view> workspace;
    std::string_view action;
    std::optional<std::string_view> target, target_name;     // a name only where the target is a member
    std::optional<std::string_view> subject, subject_name;   // whose account it was
    std::optional<std::string_view> actor, actor_name;       // who was at the keyboard, when logged in as the subject
    std::string_view result;
    std::optional<std::string_view> refusal;
    std::int64_t status;
    std::optional<std::string_view> reason;
    std::string_view details, client_address, request_id;
};

void write_json(mortise::JsonWriter& json, const AuditRow& row);

// RFC 4180. A cell that a spreadsheet would take for a formula is made text by an apostrophe.
std::string csv_head();
void append_csv(std::string& csv, const AuditRow& row);

}  // namespace audit_log

// Every SQL statement of audit-log: rows newest first, from where the last page ended.
#pragma once

#include <mortise/plugin.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit_row.hpp"

namespace audit_log {

struct Position {
    std::int64_t at;
    std::string id;
};

struct Filter {
    std::string_view action, actor;               // empty: all
    std::optional<mortise::Instant> from, to;     // from included, to not
};

// An impersonation of the one who asks.
struct LoggedInAs {
    std::string_view id;
    std::optional<std::string_view> actor, actor_name, workspace, workspace_name, reason;
    mortise::Instant started_at, expires_at;
    std::optional<mortise::Instant> ended_at;
};
void write_json(mortise::JsonWriter& json, const LoggedInAs& session);

class AuditQuery {
public:
    explicit AuditQuery(const mortise::Storage& storage) : storage_{storage} {}

    std::vector<AuditRow> of_workspace(std::string_view workspace, const Filter& filter, const std::optional<Position>& after,
                                       std::int64_t limit) const;
    // What others did in the user's account. `within`: in that workspace alone; empty: anywhere.
    std::vector<AuditRow> done_as(std::string_view user, std::string_view within, const std::optional<Position>& after,
                                  std::int64_t limit) const;
    std::vector<LoggedInAs> sessions_as(std::string_view user, std::string_view within, std::int64_t limit) const;

private:
    const mortise::Storage& storage_;
};

}  // namespace audit_log

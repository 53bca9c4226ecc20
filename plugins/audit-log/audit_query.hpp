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
    std::string_view action, actor;               // an action or what it begins with, an id or part of a name; empty: all
    std::optional<mortise::Instant> from, to;     // from included, to not
};

class AuditQuery {
public:
    explicit AuditQuery(const mortise::Storage& storage) : storage_{storage} {}

    std::vector<AuditRow> of_workspace(std::string_view workspace, const Filter& filter, const std::optional<Position>& after,
                                       std::int64_t limit) const;
    // What others did in the user's account, and that they logged in to it. `within`: in that workspace alone; empty: anywhere.
    std::vector<AuditRow> done_as(std::string_view user, std::string_view within, const std::optional<Position>& after,
                                  std::int64_t limit) const;

private:
    const mortise::Storage& storage_;
};

}  // namespace audit_log

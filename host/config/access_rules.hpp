// config/access.yaml as values: plans, roles, the rule of each permission, and what is denied while logged in as somebody.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/problem.hpp"

namespace mortise::config {

struct Rule {
    std::string permission;
    Position at;
    bool signed_in = false;             // `permission: signed-in`: for routes without a workspace; then plan and roles are empty
    std::string plan;                   // at least this
    std::vector<std::string> roles;     // one of these
};

struct DenyPattern {
    std::string pattern;                // a permission, or `prefix.*`
    Position at;
    bool matches(std::string_view permission) const noexcept;
};

struct AccessRules {
    std::string file;
    std::vector<std::string> plans;     // cheapest first
    std::vector<std::string> roles;
    std::map<std::string, std::vector<Rule>> rules;   // by plugin id; "host" holds those of the host's own routes
    std::vector<DenyPattern> deny_while_logged_in_as;
};

std::optional<AccessRules> read_access_rules(const std::string& file, Problems& problems);

}  // namespace mortise::config

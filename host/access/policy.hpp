// The gate's decision: (permission, principal, workspace) -> allowed, or why not. Pure, over an immutable value; no allocation.
// Plans and roles are numbers here; the names are resolved once when a generation is built.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/access_rules.hpp"

namespace mortise::access {

using PermissionIndex = std::uint16_t;
constexpr PermissionIndex no_permission = 0xffff;

enum class Decision : std::uint8_t {
    allowed,
    not_signed_in,
    not_enabled,       // no enabled plugin defines the permission
    logged_in_as,      // on the deny list
    role_required,
    plan_required
};
std::string_view reason_of(Decision decision) noexcept;   // role_required, ...

// What the decision looks at. `role` and `plan` are indices into the policy's lists, -1 when there is no workspace.
struct Standing {
    bool signed_in = false;
    bool logged_in_as = false;
    std::int8_t role = -1;
    std::int8_t plan = -1;
};

// What a rule asks for beyond signing in, and which of it this caller lacks. Both may be missing, where a Decision names the first.
struct Requirement {
    std::string_view plan;                 // at least; empty: the permission is about no workspace
    std::vector<std::string_view> roles;   // one of these
    bool plan_missing = false, role_missing = false;
};

class Policy {
public:
    // `defined` are the permissions that the enabled plugins (and the host) define, with their owner. Rules of plugins that
    // are not enabled are inert: they get no rule here and decide not_enabled.
    Policy(const config::AccessRules& rules, const std::map<std::string, std::string, std::less<>>& defined);

    PermissionIndex index_of(std::string_view permission) const noexcept;   // no_permission when unknown
    const std::vector<std::string>& permissions() const noexcept { return names_; }   // by index; defined or ruled
    bool defined(PermissionIndex permission) const noexcept { return rules_[permission].defined; }

    std::int8_t role_index(std::string_view role) const noexcept;    // -1: unknown, and then nothing is allowed
    std::int8_t plan_index(std::string_view plan) const noexcept;

    // Order: signed in, defined, deny list, role, plan. no_permission is never allowed.
    Decision decide(PermissionIndex permission, const Standing& standing) const noexcept;

    // Plans of which a workspace has the permission, whoever asks: for what the host does by itself. None when nobody defines it.
    std::vector<std::string> plans_with(PermissionIndex permission) const;

    // For pages that explain a refusal. REQUIRES: a valid index.
    Requirement requirement(PermissionIndex permission, const Standing& standing) const;

private:
    struct CompiledRule {
        std::uint32_t roles = 0;       // a bit per role
        std::int8_t plan = 127;        // at least
        bool defined = false;
        bool signed_in_only = false;
        bool denied_while_logged_in_as = false;
    };
    std::vector<std::string> names_, roles_, plans_;
    std::vector<CompiledRule> rules_;
    std::map<std::string, PermissionIndex, std::less<>> index_;
};

}  // namespace mortise::access

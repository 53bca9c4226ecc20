#include "access/policy.hpp"

#include <algorithm>

namespace mortise::access {
namespace {

constexpr std::int8_t max_roles = 32;

std::int8_t position(const std::vector<std::string>& names, std::string_view name) noexcept {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::int8_t{-1} : static_cast<std::int8_t>(found - names.begin());
}

}  // namespace

std::string_view reason_of(Decision decision) noexcept {
    switch (decision) {
        case Decision::allowed: return "allowed";
        case Decision::not_signed_in: return "credential_required";
        case Decision::not_enabled: return "not_enabled";
        case Decision::logged_in_as: return "logged_in_as";
        case Decision::role_required: return "role_required";
        case Decision::plan_required: break;
    }
    return "plan_required";
}

Policy::Policy(const config::AccessRules& rules, const std::map<std::string, std::string, std::less<>>& defined)
    : roles_{rules.roles}, plans_{rules.plans} {
    const auto slot = [this](std::string_view permission) -> CompiledRule& {
        const auto found = index_.find(permission);
        if (found != index_.end()) return rules_[found->second];
        index_.emplace(permission, static_cast<PermissionIndex>(names_.size()));
        names_.emplace_back(permission);
        return rules_.emplace_back();
    };
    for (const auto& [permission, owner] : defined) slot(permission).defined = true;
    for (const auto& [owner, owned] : rules.rules) {
        for (const auto& rule : owned) {
            auto& compiled = slot(rule.permission);
            const auto definition = defined.find(rule.permission);
            if (definition == defined.end() || definition->second != owner) continue;   // inert
            compiled.signed_in_only = rule.signed_in;
            if (rule.signed_in) continue;
            if (const auto plan = plan_index(rule.plan); plan >= 0) compiled.plan = plan;   // else nobody's plan is enough
            for (const auto& role : rule.roles)
                if (const auto bit = role_index(role); bit >= 0 && bit < max_roles) compiled.roles |= 1u << bit;
        }
    }
    for (std::size_t i = 0; i < names_.size(); ++i)
        for (const auto& deny : rules.deny_while_logged_in_as)
            if (deny.matches(names_[i])) rules_[i].denied_while_logged_in_as = true;
}

PermissionIndex Policy::index_of(std::string_view permission) const noexcept {
    const auto found = index_.find(permission);
    return found == index_.end() ? no_permission : found->second;
}

std::int8_t Policy::role_index(std::string_view role) const noexcept { return position(roles_, role); }
std::int8_t Policy::plan_index(std::string_view plan) const noexcept { return position(plans_, plan); }

Decision Policy::decide(PermissionIndex permission, const Standing& standing) const noexcept {
    if (!standing.signed_in) return Decision::not_signed_in;
    if (permission >= rules_.size() || !rules_[permission].defined) return Decision::not_enabled;
    const auto& rule = rules_[permission];
    if (standing.logged_in_as && rule.denied_while_logged_in_as) return Decision::logged_in_as;
    if (rule.signed_in_only) return Decision::allowed;
    if (standing.role < 0 || (rule.roles >> standing.role & 1u) == 0) return Decision::role_required;
    if (standing.plan < 0 || standing.plan < rule.plan) return Decision::plan_required;
    return Decision::allowed;
}

std::vector<std::string> Policy::plans_with(PermissionIndex permission) const {
    if (permission >= rules_.size() || !rules_[permission].defined) return {};
    const auto& rule = rules_[permission];
    if (rule.signed_in_only) return plans_;
    if (rule.plan < 0 || static_cast<std::size_t>(rule.plan) >= plans_.size()) return {};
    return {plans_.begin() + rule.plan, plans_.end()};
}

Requirement Policy::requirement(PermissionIndex permission, const Standing& standing) const {
    const auto& rule = rules_[permission];
    Requirement requirement;
    if (rule.signed_in_only) return requirement;
    if (rule.plan >= 0 && static_cast<std::size_t>(rule.plan) < plans_.size()) requirement.plan = plans_[static_cast<std::size_t>(rule.plan)];
    for (std::size_t role = 0; role < roles_.size() && role < max_roles; ++role)
        if ((rule.roles >> role & 1u) != 0) requirement.roles.emplace_back(roles_[role]);
    requirement.role_missing = standing.role < 0 || (rule.roles >> standing.role & 1u) == 0;
    requirement.plan_missing = standing.plan < 0 || standing.plan < rule.plan;
    return requirement;
}

}  // namespace mortise::access

#include "config/access_rules.hpp"

#include <algorithm>

#include "config/cursor.hpp"
#include "config/text.hpp"

namespace mortise::config {

namespace {

class Reader {
public:
    Reader(AccessRules& rules, Problems& problems) : rules_{rules}, problems_{problems} {}

    void read(const Node& document) {
        Cursor cursor{document, "", problems_};
        rules_.plans = read_names(cursor, "plans");
        rules_.roles = read_names(cursor, "roles");
        if (const Node* rules = cursor.need("rules")) read_rules(*rules);
        if (const Node* denied = cursor.find("while-logged-in-as")) read_denied(*denied);
        cursor.finish();
    }

private:
    std::vector<std::string> read_names(Cursor& cursor, std::string_view key) {
        const Node* node = cursor.need(key);
        if (!node) return {};
        auto names = read_texts(*node, key, problems_);
        if (names.empty() && node->kind == NodeKind::sequence)
            problems_.add(node->at, std::string{key} + " is empty; name at least one");
        return names;
    }

    void read_rules(const Node& node) {
        if (!expect(NodeKind::map, node, "rules", problems_)) return;
        for (const auto& [plugin, permissions] : node.members) {
            if (!is_identifier(plugin.scalar))
                problems_.add(plugin.at, quote(plugin.scalar) +
                                             " is no plugin id; rules stand under the plugin that defines their permissions");
            auto& rules = rules_.rules[plugin.scalar];
            if (!expect(NodeKind::map, permissions, "rules." + plugin.scalar, problems_)) continue;
            for (const auto& [permission, rule] : permissions.members) rules.push_back(read_rule(permission, rule));
        }
    }

    Rule read_rule(const Node& permission, const Node& node) {
        Rule rule;
        rule.permission = permission.scalar;
        rule.at = permission.at;
        if (!is_identifier(rule.permission))
            problems_.add(rule.at, quote(rule.permission) + " is no permission; write it like timers.stop-others");
        if (node.kind != NodeKind::map) {
            rule.signed_in = node.kind == NodeKind::scalar && node.scalar == "signed-in";
            if (!rule.signed_in)
                problems_.add(node.at, "the rule of " + rule.permission + " must be signed-in or { plan, roles }");
            return rule;
        }
        Cursor cursor{node, rule.permission, problems_};
        if (const Node* plan = cursor.need("plan"))
            if (const auto name = read_text(*plan, cursor.name_of("plan"), problems_)) {
                rule.plan = *name;
                check_known(*plan, "plan", rules_.plans);
            }
        if (const Node* roles = cursor.need("roles")) {
            rule.roles = read_texts(*roles, cursor.name_of("roles"), problems_);
            for (const Node& role : roles->items) check_known(role, "role", rules_.roles);
            if (roles->kind == NodeKind::sequence && roles->items.empty())
                problems_.add(roles->at, cursor.name_of("roles") + " is empty, so that nobody may; name at least one role");
        }
        cursor.finish();
        return rule;
    }

    void check_known(const Node& node, std::string_view kind, const std::vector<std::string>& known) {
        if (node.kind == NodeKind::scalar && std::ranges::find(known, node.scalar) == known.end())
            problems_.add(node.at, "unknown " + std::string{kind} + " " + quote(node.scalar) + suggestion(node.scalar, known));
    }

    void read_denied(const Node& node) {
        Cursor cursor{node, "while-logged-in-as", problems_};
        if (const Node* patterns = cursor.need("deny")) {
            read_texts(*patterns, cursor.name_of("deny"), problems_);
            for (const Node& pattern : patterns->items)
                if (pattern.kind == NodeKind::scalar) read_pattern(pattern);
        }
        cursor.finish();
    }

    void read_pattern(const Node& node) {
        std::string_view prefix = node.scalar;
        if (prefix.ends_with(".*")) prefix.remove_suffix(2);
        if (is_identifier(prefix)) rules_.deny_while_logged_in_as.push_back({node.scalar, node.at});
        else
            problems_.add(node.at, quote(node.scalar) +
                                       " is no pattern; write a permission, or the front of some and .* at its end: profile.*");
    }

    AccessRules& rules_;
    Problems& problems_;
};

}  // namespace

bool DenyPattern::matches(std::string_view permission) const noexcept {
    const std::string_view whole = pattern;
    return whole.ends_with(".*") ? permission.starts_with(whole.substr(0, whole.size() - 1)) : permission == whole;
}

std::optional<AccessRules> read_access_rules(const std::string& file, Problems& problems) {
    const std::size_t problems_before = problems.all().size();
    const auto document = read_yaml(file, problems);
    if (!document) return std::nullopt;
    AccessRules rules;
    rules.file = file;
    Reader{rules, problems}.read(*document);
    if (problems.all().size() > problems_before) return std::nullopt;
    return rules;
}

}  // namespace mortise::config

#include "config/overrides.hpp"

#include <algorithm>

#include "config/cursor.hpp"
#include "config/text.hpp"

namespace mortise::config {

namespace {

constexpr std::string_view label = "--set ";

void place(Node& node, const Position& at) {
    node.at = at;
    for (Node& item : node.items) place(item, at);
    for (auto& [key, value] : node.members) {
        place(key, at);
        place(value, at);
    }
}

// The value of `key`, made when absent.
Node& member(Node& map, const std::string& key, const Position& at) {
    for (auto& [name, value] : map.members)
        if (name.scalar == key) return value;
    Node name, value;
    name.kind = NodeKind::scalar;
    name.scalar = key;
    name.at = value.at = at;
    return map.members.emplace_back(std::move(name), std::move(value)).second;
}

std::optional<Node> read_value(const Override& override_, const Position& at, Problems& problems) {
    if (override_.value.find_first_not_of(' ') == std::string::npos) {
        problems.add(at, "has no value; write null to take the key away, or \"\" for an empty text");
        return std::nullopt;
    }
    auto value = parse_yaml(override_.value, at.file, problems);
    if (value) place(*value, at);
    return value;
}

}  // namespace

std::optional<std::vector<std::string>> split_key(std::string_view key) {
    std::vector<std::string> segments;
    while (true) {
        std::string segment;
        if (key.starts_with('"')) {
            const auto end = key.find('"', 1);
            if (end == std::string_view::npos) return std::nullopt;
            segment = key.substr(1, end - 1);
            key.remove_prefix(end + 1);
        } else {
            segment = key.substr(0, key.find_first_of(".\""));
            key.remove_prefix(segment.size());
        }
        if (segment.empty()) return std::nullopt;
        segments.push_back(std::move(segment));
        if (key.empty()) return segments;
        if (key.front() != '.') return std::nullopt;
        key.remove_prefix(1);
    }
}

void apply(const Override& override_, Node& document, Problems& problems) {
    const Position at{std::string{label} + override_.key, 0, 0};
    const auto segments = split_key(override_.key);
    if (!segments) return problems.add(at, "is no dotted key; write it like server.listen, and quote a segment that holds a dot");
    auto value = read_value(override_, at, problems);
    if (!value) return;

    Node* map = &document;
    for (std::size_t i = 0; i + 1 < segments->size(); ++i) {
        map = &member(*map, (*segments)[i], at);
        if (map->kind == NodeKind::null) map->kind = NodeKind::map;
        if (map->kind != NodeKind::map)
            return problems.add(
                at, quote((*segments)[i]) + " is " + std::string{to_text(map->kind)} + ", nothing can be set inside it");
    }
    const std::string& last = segments->back();
    if (value->kind == NodeKind::null &&
        std::erase_if(map->members, [&](const auto& pair) { return pair.first.scalar == last; }) > 0)
        return;
    member(*map, last, at) = std::move(*value);
}

bool from_override(const Position& at) { return at.file.starts_with(label); }

}  // namespace mortise::config

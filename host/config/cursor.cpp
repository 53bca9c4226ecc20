#include "config/cursor.hpp"

#include <algorithm>

#include "config/text.hpp"

namespace mortise::config {

Cursor::Cursor(const Node& node, std::string name, Problems& problems)
    : node_{node}, name_{std::move(name)}, problems_{problems} {
    expect(NodeKind::map, node, name_.empty() ? "the document" : name_, problems);
}

std::string Cursor::name_of(std::string_view key) const {
    return name_.empty() ? std::string{key} : name_ + "." + std::string{key};
}

const Node* Cursor::find(std::string_view key) {
    if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
    const Node* value = node_.find(key);
    return value && value->kind != NodeKind::null ? value : nullptr;
}

const Node* Cursor::need(std::string_view key) {
    const Node* value = find(key);
    if (!value && node_.kind == NodeKind::map) problems_.add(node_.at, name_of(key) + " is missing; add it");
    return value;
}

std::optional<std::string> Cursor::text(std::string_view key) {
    const Node* value = find(key);
    return value ? read_text(*value, name_of(key), problems_) : std::nullopt;
}

std::optional<std::string> Cursor::needed_text(std::string_view key) {
    const Node* value = need(key);
    return value ? read_text(*value, name_of(key), problems_) : std::nullopt;
}

std::optional<bool> Cursor::boolean(std::string_view key) {
    const Node* value = find(key);
    if (!value) return std::nullopt;
    const auto json = to_json(*value);
    if (json.is_bool()) return json.get_bool();
    problems_.add(value->at, name_of(key) + " must be true or false");
    return std::nullopt;
}

std::optional<unsigned> Cursor::number(std::string_view key, unsigned min, unsigned max) {
    const Node* value = find(key);
    if (!value) return std::nullopt;
    const auto number = value->quoted ? std::nullopt : parse_unsigned(value->scalar, max);
    if (number && *number >= min) return number;
    problems_.add(value->at, name_of(key) + " must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> Cursor::duration(std::string_view key) {
    const Node* value = find(key);
    if (!value) return std::nullopt;
    const auto duration = parse_duration(value->scalar);
    if (duration && duration->count() > 0) return duration;
    problems_.add(value->at, name_of(key) + " must be a duration above zero, with its unit: 500ms, 2s, 15m, 12h");
    return std::nullopt;
}

std::optional<std::size_t> Cursor::size(std::string_view key, std::size_t min, std::size_t max) {
    const Node* value = find(key);
    if (!value) return std::nullopt;
    const auto size = parse_size(value->scalar);
    if (size && *size >= min && *size <= max) return size;
    problems_.add(value->at, name_of(key) + " must be a size from " + std::to_string(min) + "B to " + std::to_string(max) +
                                 "B, with its unit: 512B, 16KiB, 1MiB");
    return std::nullopt;
}

std::optional<std::string> Cursor::choice(std::string_view key, const std::vector<std::string>& choices) {
    const Node* value = find(key);
    if (!value) return std::nullopt;
    if (value->kind == NodeKind::scalar && std::ranges::find(choices, value->scalar) != choices.end()) return value->scalar;
    problems_.add(value->at, name_of(key) + " must be one of " + join(choices));
    return std::nullopt;
}

std::vector<std::string> Cursor::texts(std::string_view key) {
    const Node* value = find(key);
    return value ? read_texts(*value, name_of(key), problems_) : std::vector<std::string>{};
}

void Cursor::finish() {
    for (const auto& [key, value] : node_.members)
        if (std::ranges::find(known_, key.scalar) == known_.end())
            problems_.add(key.at, "unknown key " + quote(name_of(key.scalar)) + suggestion(key.scalar, known_));
}

std::string_view to_text(NodeKind kind) noexcept {
    switch (kind) {
        case NodeKind::null: return "nothing";
        case NodeKind::scalar: return "a single value";
        case NodeKind::sequence: return "a list";
        case NodeKind::map: return "a map";
    }
    return "nothing";
}

bool expect(NodeKind kind, const Node& node, std::string_view what, Problems& problems) {
    if (node.kind == kind) return true;
    problems.add(node.at,
                 std::string{what} + " must be " + std::string{to_text(kind)} + ", not " + std::string{to_text(node.kind)});
    return false;
}

std::optional<std::string> read_text(const Node& node, std::string_view what, Problems& problems) {
    if (!expect(NodeKind::scalar, node, what, problems)) return std::nullopt;
    if (!node.scalar.empty()) return node.scalar;
    problems.add(node.at, std::string{what} + " is empty; give it a value or leave it out");
    return std::nullopt;
}

std::vector<std::string> read_texts(const Node& node, std::string_view what, Problems& problems) {
    std::vector<std::string> texts;
    if (!expect(NodeKind::sequence, node, what, problems)) return texts;
    for (const Node& item : node.items) {
        const auto text = read_text(item, "an element of " + std::string{what}, problems);
        if (!text) continue;
        if (std::ranges::find(texts, *text) != texts.end())
            problems.add(item.at, quote(*text) + " stands twice in " + std::string{what} + "; remove one");
        else texts.push_back(*text);
    }
    return texts;
}

}  // namespace mortise::config

// A strict YAML document: what yaml-cpp's events say, with positions. Anchors, aliases, tags, merges, duplicate keys and second
// documents are refused; depth (32), nodes (10,000) and size (256 KiB) are bounded. Read with Cursor, which refuses unknown keys.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/problem.hpp"

namespace mortise::config {

enum class NodeKind : unsigned char { null, scalar, sequence, map };

struct Node {
    NodeKind kind = NodeKind::null;
    Position at;
    std::string scalar;
    bool quoted = false;                               // "8" is text, 8 is a number
    std::vector<Node> items;                           // of a sequence
    std::vector<std::pair<Node, Node>> members;        // of a map, in order

    const Node* find(std::string_view key) const noexcept;   // of a map
};

// Empty, with problems added, when the text is not one strict document.
std::optional<Node> parse_yaml(std::string_view text, const std::string& file, Problems& problems);
std::optional<Node> read_yaml(const std::string& file, Problems& problems);

// Where the key at the end of `path` stands, or, when the path leads nowhere, the last key of it that does.
Position position_of(const Node& root, const std::vector<std::string>& path);

// Plain scalars become null, true, false, numbers (YAML 1.2 core schema); quoted ones stay text.
boost::json::value to_json(const Node& node);

}  // namespace mortise::config

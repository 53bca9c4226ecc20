// Reads one map of a Node strictly. Ask for every key that may stand there, then call finish(): what was never asked for is
// unknown and refused with the key that was probably meant. Nothing throws; a wrong value adds a problem at its position, with
// the remedy, and reads as absent, so that the caller goes on and finds the other problems too. A key whose value is null counts
// as absent.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/node.hpp"
#include "config/problem.hpp"

namespace mortise::config {

class Cursor {
public:
    // `name` is what messages call the map: "server"; empty for the document.
    Cursor(const Node& node, std::string name, Problems& problems);

    const Node& node() const noexcept { return node_; }
    const std::string& name() const noexcept { return name_; }
    std::string name_of(std::string_view key) const;  // server.listen

    const Node* find(std::string_view key);
    const Node* need(std::string_view key);  // adds a problem when absent

    std::optional<std::string> text(std::string_view key);
    std::optional<std::string> needed_text(std::string_view key);
    std::optional<bool> boolean(std::string_view key);
    std::optional<unsigned> number(std::string_view key, unsigned min, unsigned max);
    std::optional<std::chrono::milliseconds> duration(std::string_view key);  // above zero
    std::optional<std::size_t> size(std::string_view key, std::size_t min, std::size_t max);
    std::optional<std::string> choice(std::string_view key, const std::vector<std::string>& choices);
    std::vector<std::string> texts(std::string_view key);

    void finish();

private:
    const Node& node_;
    std::string name_;
    Problems& problems_;
    std::vector<std::string> known_;
};

std::string_view to_text(NodeKind kind) noexcept;  // "a map", "a list", for messages

// The text of a scalar; a problem and nothing otherwise. `what` is how the message calls it.
std::optional<std::string> read_text(const Node& node, std::string_view what, Problems& problems);
// The elements of a list of texts that differ.
std::vector<std::string> read_texts(const Node& node, std::string_view what, Problems& problems);
bool expect(NodeKind kind, const Node& node, std::string_view what, Problems& problems);

}  // namespace mortise::config

#include "config/node.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/text.hpp"

namespace mortise::config {

namespace {

constexpr std::size_t max_depth = 32;
constexpr std::size_t max_nodes = 10'000;
constexpr std::size_t max_bytes = 256 * 1024;

// Ends the parse: a bound is exceeded, and its problem has been added.
struct BoundExceeded {};

// Builds the tree. What is refused but leaves the structure clear (an anchor, a tag, a duplicate key) is noted and
// reading goes on.
class Builder final : public YAML::EventHandler {
public:
    Builder(const std::string& file, Problems& problems) : file_{file}, problems_{problems} {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1) {
            refuse(mark, "a second document begins here; keep one document in a file");
            throw BoundExceeded{};
        }
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_properties(mark, "?", anchor);
        add(make(NodeKind::null, mark));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        refuse(mark, "aliases (*name) are not read; write the value out");
        add(make(NodeKind::null, mark));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        refuse_properties(mark, tag, anchor);
        if (find_bad_character(value)) refuse(mark, "an escape stands for a control character; leave it out");
        Node node = make(NodeKind::scalar, mark);
        node.scalar = value;
        node.quoted = tag == "!";
        add(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        refuse_properties(mark, tag, anchor);
        open(make(NodeKind::sequence, mark));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        refuse_properties(mark, tag, anchor);
        open(make(NodeKind::map, mark));
    }
    void OnMapEnd() override { close(); }

    bool saw_document() const { return documents_ > 0; }
    Node take_root() { return std::move(root_); }

private:
    // A collection that is still being read; `key` waits for its value.
    struct Open {
        Node node;
        std::optional<Node> key;
    };

    Position position(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

    void refuse(const YAML::Mark& mark, std::string text) { problems_.add(position(mark), std::move(text)); }

    void refuse_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != 0) refuse(mark, "anchors (&name) are not read; write the value out where it is needed");
        if (!tag.empty() && tag != "?" && tag != "!") refuse(mark, "tags (" + tag + ") are not read; leave the tag out");
    }

    Node make(NodeKind kind, const YAML::Mark& mark) {
        if (++nodes_ > max_nodes) {
            refuse(mark, "more than 10,000 values; make the file smaller");
            throw BoundExceeded{};
        }
        Node node;
        node.kind = kind;
        node.at = position(mark);
        return node;
    }

    void open(Node node) {
        if (open_.size() >= max_depth) {
            problems_.add(node.at, "nested deeper than 32 levels; make the file flatter");
            throw BoundExceeded{};
        }
        open_.push_back({std::move(node), std::nullopt});
    }

    void close() {
        Node node = std::move(open_.back().node);
        open_.pop_back();
        add(std::move(node));
    }

    void add(Node node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.kind == NodeKind::sequence) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.key) {
            check_key(parent.node, node);
            parent.key = std::move(node);
        } else {
            // Of a value that is not there yaml-cpp tells the place of what comes next.
            if (node.kind == NodeKind::null && node.at.line != parent.key->at.line) node.at = parent.key->at;
            parent.node.members.emplace_back(std::move(*parent.key), std::move(node));
            parent.key.reset();
        }
    }

    void check_key(const Node& map, const Node& key) {
        if (key.kind != NodeKind::scalar) problems_.add(key.at, "a key must be a plain text");
        else if (key.scalar == "<<") problems_.add(key.at, "merge keys (<<) are not read; write the keys out");
        else if (const Node* first = map.find(key.scalar))
            problems_.add(key.at,
                          "duplicate key " + quote(key.scalar) + "; it stands already in line " + std::to_string(first->at.line));
    }

    const std::string& file_;
    Problems& problems_;
    std::vector<Open> open_;
    Node root_;
    std::size_t nodes_ = 0;
    int documents_ = 0;
};

// What yaml-cpp would read differently from how it looks: tabs as indentation, control characters, text that is not UTF-8.
void check_characters(std::string_view text, const std::string& file, Problems& problems) {
    int line = 1;
    while (!text.empty()) {
        const std::string_view whole = text.substr(0, text.find('\n'));
        const std::string_view unended = whole.ends_with('\r') ? whole.substr(0, whole.size() - 1) : whole;
        const auto bad = std::min(find_bad_character(unended).value_or(unended.size()), unended.find('\r'));
        if (bad < unended.size())
            problems.add({file, line, static_cast<int>(bad) + 1},
                         "not UTF-8 text, or a control character; save the file as UTF-8");
        const auto content = whole.find_first_not_of(" \t\r");
        const auto tab = whole.find('\t');
        if (content != std::string_view::npos && tab < content)
            problems.add({file, line, static_cast<int>(tab) + 1}, "a tab in the indentation; indent with spaces");
        text.remove_prefix(std::min(text.size(), whole.size() + 1));
        ++line;
    }
}

}  // namespace

const Node* Node::find(std::string_view key) const noexcept {
    for (const auto& [name, value] : members)
        if (name.kind == NodeKind::scalar && name.scalar == key) return &value;
    return nullptr;
}

Position position_of(const Node& root, const std::vector<std::string>& path) {
    const Node* node = &root;
    Position at = root.at;
    for (const std::string& step : path) {
        if (node->kind == NodeKind::sequence) {
            const auto index = parse_unsigned(step, max_nodes);
            if (!index || *index >= node->items.size()) break;
            node = &node->items[*index];
            at = node->at;
            continue;
        }
        const auto member =
            std::ranges::find(node->members, step, [](const auto& pair) -> const std::string& { return pair.first.scalar; });
        if (member == node->members.end()) break;
        at = member->first.at;
        node = &member->second;
    }
    return at;
}

std::optional<Node> parse_yaml(std::string_view text, const std::string& file, Problems& problems) {
    if (text.size() > max_bytes) {
        problems.add({file}, "larger than 256 KiB; make the file smaller");
        return std::nullopt;
    }
    const std::size_t problems_before = problems.all().size();
    check_characters(text, file, problems);
    if (problems.all().size() > problems_before) return std::nullopt;

    Builder builder{file, problems};
    try {
        // A comment at the end: without it yaml-cpp takes a quote that is never closed for a text up to the end of the file.
        std::istringstream stream{std::string{text} + (text.ends_with('\n') ? "#" : "\n#")};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(builder)) {
        }
        if (!builder.saw_document()) problems.add({file}, "empty; a YAML document is expected");
    } catch (const BoundExceeded&) {
    } catch (const YAML::Exception& error) {
        problems.add({file, error.mark.line + 1, error.mark.column + 1}, "not YAML: " + error.msg);
    }
    if (problems.all().size() > problems_before) return std::nullopt;
    return builder.take_root();
}

std::optional<Node> read_yaml(const std::string& file, Problems& problems) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::is_regular_file(status)) {
        problems.add({file}, std::filesystem::exists(status) ? "not a regular file" : "no such file; check the path");
        return std::nullopt;
    }
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        problems.add({file}, "cannot be read; check its permissions");
        return std::nullopt;
    }
    std::string text(max_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return parse_yaml(text, file, problems);
}

}  // namespace mortise::config

// Who may include what: the table of docs/explanation/architecture.md as a value, and the check of a source tree against it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::architecture {

// A folder whose files share one set of permissions. The first row whose `path` leads to a file is the file's row.
struct Room {
    std::string_view path;
    std::vector<std::string_view> project;      // beginnings of what it may include of this project
    std::vector<std::string_view> third_party;  // names in `libraries()`
};

// A library from outside, and the beginnings by which its headers are known.
struct Library {
    std::string_view name;
    std::vector<std::string_view> headers;
};

struct Violation {
    std::string file;  // relative to the tree
    int line = 0;
    std::string text;  // what is wrong, in a sentence
};

const std::vector<Room>& rooms();
const std::vector<Library>& libraries();

// Every include of every C and C++ file under sdk/, host/ and plugins/ of `tree` that the table does not allow, and every
// source that does not begin with its own header (which is what proves that the header compiles by itself).
std::vector<Violation> check_includes(const std::filesystem::path& tree);

}  // namespace mortise::architecture

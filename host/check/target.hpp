// The system that a plugin is to run on: the newest versions of symbols that its C and C++ libraries have.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::check {

struct Target {
    std::string name;                    // as it was written
    std::string glibc, glibcxx, cxxabi;  // 2.36, 3.4.30, 1.3.13; empty: any
};

// debian-12, or glibc=2.36,glibcxx=3.4.30,cxxabi=1.3.13 with one or more of these. Nothing when it is neither.
std::optional<Target> parse_target(std::string_view text);
std::vector<std::string> known_targets();

// Whether a symbol version, like GLIBC_2.38, is newer than the target's. One of another kind never is.
bool is_beyond(const Target& target, std::string_view version);

// Of two symbol versions of one kind.
bool is_newer(std::string_view version, std::string_view than);

}  // namespace mortise::check

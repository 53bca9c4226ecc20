// What holds for the text of every file of the project, whatever room it stands in.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mortise::architecture {

constexpr int longest_file = 350;  // lines, of a file of code

// One sentence a breach, beginning with file and line: a path that exists on one machine only, a note that work is
// unfinished, a test that is switched off, a file of code that is too long.
std::vector<std::string> check_house_rules(const std::filesystem::path& tree);

}  // namespace mortise::architecture

// What belongs to this program and lies near it, so that a prefix can be moved as a whole. In a build tree: bin/mortise, web,
// plugins. Installed: bin/mortise, share/mortise/web, lib/mortise/plugins.
#pragma once

#include <filesystem>

namespace mortise::cli {

std::filesystem::path own_prefix();          // the folder above the program's
std::filesystem::path own_web_folder();      // of the built pages; empty when there is none
std::filesystem::path own_plugins_folder();  // of the packages that came with the program; it need not exist

}  // namespace mortise::cli

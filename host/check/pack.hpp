// The file in which a package is handed out: <id>-<version>-<machine>.tar.gz, with the folder <id> in it, which is put beside the
// other plugins. Of the same package the same bytes come, whoever makes it, when and where.
#pragma once

#include <filesystem>
#include <string>

#include "check/package.hpp"

namespace mortise::check {

// REQUIRES of all: the package has its manifest and its library.
std::string archive_name(const Package& package);

// Every file of the package, and SHA256SUMS over all of them as they are now. The file is there when it is whole. Throws
// std::runtime_error naming what could not be read or written.
void write_archive(const Package& package, const std::filesystem::path& file);

}  // namespace mortise::check

// A package as it is looked at by `mortise plugin check`, `info` and `pack`: its files, what could be read of them, and the
// packages at hand that it would live beside. Nothing of it runs.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "check/elf_facts.hpp"
#include "plugins/manifest.hpp"
#include "storage/migrations.hpp"

namespace mortise::check {

// There is nothing to look at; the text says what was looked for and what to do.
class NoPackage : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Library {
    std::string bytes, hash;  // SHA-256, hex
    ElfFacts facts;
};

struct Package {
    std::filesystem::path folder;  // with plugin.yaml
    std::filesystem::path source;  // where its author edits it; empty when the package is all there is
    std::string id;
    std::optional<plugins::Manifest> manifest;  // or else:
    config::Problems manifest_problems;
    std::optional<Library> library;  // or else:
    std::string library_problem;
    std::vector<plugins::Manifest> neighbours;  // packages beside it, and those that came with the program

    std::string library_file() const { return (folder / (id + ".so")).string(); }
    // A file of the package, as the one that its author edits where there is one.
    config::Position position(const std::string& name) const;
    config::Position position(config::Position in_package) const;
    const plugins::Manifest* neighbour(std::string_view plugin) const;
    // Migrations of the plugins that it requires, in an order in which they can be run; those that are not at hand are left out.
    std::vector<storage::MigrationSet> required_migrations() const;
};

// `directory` is a package, or the sources of one that was built by `mortise plugin run` or into a build folder beside them: the
// newest counts. `shipped`: the packages that came with the program. Throws NoPackage.
Package open_package(const std::filesystem::path& directory, const std::filesystem::path& shipped);

// Every file of a package but SHA256SUMS, by its name in it, sorted. Throws std::runtime_error for what is neither file nor
// folder.
std::vector<std::string> files_of(const std::filesystem::path& folder);

std::string read_bytes(const std::filesystem::path& file);  // throws std::runtime_error naming it

}  // namespace mortise::check

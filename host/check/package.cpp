#include "check/package.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>

#include "accounts/secrets.hpp"
#include "check/package_folder.hpp"
#include "plugins/library_file.hpp"
#include "plugins/registry.hpp"

namespace mortise::check {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_library = 64u << 20;

void read_library(Package& package) {
    const fs::path file = package.library_file();
    std::error_code error;
    if (!fs::exists(fs::symlink_status(file, error))) package.library_problem = "is not there";
    else if (!fs::is_regular_file(fs::symlink_status(file, error))) package.library_problem = "is not a regular file";
    else if (fs::file_size(file, error) > largest_library) package.library_problem = "is larger than 64 MiB";
    if (!package.library_problem.empty()) return;
    Library library;
    library.bytes = read_bytes(file);
    package.library_problem = plugins::elf_problem(library.bytes);
    if (!package.library_problem.empty()) return;
    try {
        library.facts = elf_facts(library.bytes);
    } catch (const std::runtime_error& problem) {
        package.library_problem = problem.what();
        return;
    }
    library.hash = accounts::sha256_hex(library.bytes);
    package.library = std::move(library);
}

// What is wrong with a neighbour is its own author's matter.
void add_neighbours(const fs::path& directory, Package& package) {
    std::error_code error;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator{directory, error}) folders.push_back(entry.path());
    std::ranges::sort(folders);
    for (const auto& folder : folders) {
        const auto id = folder.filename().string();
        if (id == package.id || package.neighbour(id) || !fs::is_regular_file(folder / (id + ".so"), error)) continue;
        config::Problems unread;
        if (auto manifest = plugins::read_manifest(folder.string(), unread)) package.neighbours.push_back(std::move(*manifest));
    }
}

}  // namespace

config::Position Package::position(const std::string& name) const {
    std::error_code error;
    const bool edited = !source.empty() && fs::exists(source / name, error);
    return {((edited ? source : folder) / name).string()};
}

config::Position Package::position(config::Position in_package) const {
    const auto name = fs::path{in_package.file}.lexically_relative(folder);
    if (!name.empty() && *name.begin() != "..") in_package.file = position(name.string()).file;
    return in_package;
}

const plugins::Manifest* Package::neighbour(std::string_view plugin) const {
    const auto found = std::ranges::find(neighbours, plugin, &plugins::Manifest::id);
    return found == neighbours.end() ? nullptr : &*found;
}

std::vector<storage::MigrationSet> Package::required_migrations() const {
    std::vector<storage::MigrationSet> sets;
    std::vector<std::string> visited{id};
    const std::function<void(const plugins::Manifest&)> add_those_of = [&](const plugins::Manifest& plugin) {
        for (const auto& [required, major] : plugin.requires_plugins) {
            const auto* const found = neighbour(required);
            if (!found || std::ranges::find(visited, required) != visited.end()) continue;
            visited.push_back(required);
            add_those_of(*found);
            sets.push_back(plugins::migrations_of(*found));
        }
    };
    if (manifest) add_those_of(*manifest);
    return sets;
}

Package open_package(const fs::path& directory, const fs::path& shipped) {
    Package package;
    const auto found = find_package_folder(directory, shipped);
    package.folder = found.package;
    package.source = found.source;
    package.id = package.folder.filename().string();
    package.manifest = plugins::read_manifest(package.folder.string(), package.manifest_problems);
    read_library(package);
    add_neighbours(package.folder.parent_path(), package);
    add_neighbours(shipped, package);
    return package;
}

std::vector<std::string> files_of(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto name = entry.path().lexically_relative(folder).generic_string();
        const auto status = entry.symlink_status();
        if (!fs::is_directory(status) && !fs::is_regular_file(status))
            throw std::runtime_error{entry.path().string() + " is neither a file nor a folder; a package holds files alone"};
        if (std::ranges::any_of(name, [](unsigned char c) { return c < ' ' || c == 0x7f; }))
            throw std::runtime_error{entry.path().string() + " has a name of more than one line; SHA256SUMS cannot hold it"};
        if (fs::is_regular_file(status) && name != "SHA256SUMS") names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::string read_bytes(const fs::path& file) {
    std::ifstream input{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{input}, {}};
    if (!input.is_open() || input.bad()) throw std::runtime_error{file.string() + " cannot be read"};
    return bytes;
}

}  // namespace mortise::check

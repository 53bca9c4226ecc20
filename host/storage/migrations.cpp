#include "storage/migrations.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace mortise::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 1024 * 1024;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) { throw std::runtime_error{file.string() + ": " + why}; }

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || is_decimal_digit(c) || c == '_' || c == '-'; }

// 0007_add_tags.sql gives 7; 0 when it is no such name.
int number_in(std::string_view name) {
    constexpr std::string_view ending = ".sql";
    if (name.size() < 6 + ending.size() || name[4] != '_' || !name.ends_with(ending)) return 0;
    const auto stem = name.substr(0, name.size() - ending.size());
    if (!std::all_of(stem.begin(), stem.begin() + 4, is_decimal_digit) || !std::all_of(stem.begin(), stem.end(), is_name_character))
        return 0;
    return std::stoi(std::string{stem.substr(0, 4)});
}

Migration read_migration(const fs::path& file) {
    const auto name = file.filename().string();
    const int number = number_in(name);
    if (number == 0) refuse(file, "a migration is called NNNN_name.sql, from 0001 on, in lower case; rename or remove it");
    if (!fs::is_regular_file(file)) refuse(file, "not a regular file");
    if (fs::file_size(file) > most_bytes) refuse(file, "larger than 1 MiB");
    std::ifstream stream{file, std::ios::binary};
    std::string sql{std::istreambuf_iterator<char>{stream}, {}};
    if (stream.bad() || !stream) refuse(file, "cannot be read");
    if (sql.find('\0') != std::string::npos) refuse(file, "holds a NUL byte");
    return {number, name, std::move(sql)};
}

}  // namespace

MigrationSet read_migrations(std::string owner, const std::string& folder) {
    MigrationSet set{std::move(owner), {}};
    if (!fs::exists(folder)) return set;
    for (const auto& entry : fs::directory_iterator{folder}) set.migrations.push_back(read_migration(entry.path()));
    std::sort(set.migrations.begin(), set.migrations.end(),
              [](const Migration& a, const Migration& b) { return a.name < b.name; });
    for (std::size_t i = 0; i < set.migrations.size(); ++i) {
        const int expected = static_cast<int>(i) + 1;
        if (set.migrations[i].number != expected)
            refuse(fs::path{folder} / set.migrations[i].name,
                   "number " + std::to_string(expected) + " is expected here; numbers have no gaps and none twice");
    }
    return set;
}

std::string checksum_of(const Migration& migration) {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : migration.sql) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

}  // namespace mortise::storage

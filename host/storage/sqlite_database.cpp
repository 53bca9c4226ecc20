#include "storage/sqlite_database.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "storage/sqlite_migrations.hpp"

namespace mortise::storage {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw Error{ErrorKind::unavailable, path + ": " + why};
}

// The absolute path of a file that is there, for this user alone when it is made here; SQLite gives the WAL the same rights.
std::string made_file(const std::string& path) {
    if (path.empty() || path == ":memory:") refuse("sqlite:" + path, "names no file; write sqlite:PATH");
    const auto file = fs::absolute(path).lexically_normal();
    std::error_code error;
    if (!fs::exists(file.parent_path(), error)) {
        fs::create_directories(file.parent_path(), error);
        if (error) refuse(file.parent_path(), "cannot be made: " + error.message() + "; make the folder, or choose another");
        fs::permissions(file.parent_path(), fs::perms::owner_all, error);
    }
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        refuse(file, std::string{"cannot be opened: "} + std::strerror(errno) + "; make it writable for this user");
    struct stat found {};
    const bool regular = ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
    ::close(descriptor);
    if (!regular) refuse(file, "not a regular file");
    return file;
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, const DatabaseOptions& options)
    : path_{made_file(path)},
      lock_{path_},
      writer_{path_, options.write_queue, options.group},
      readers_{path_, options.readers, options.lease_timeout} {
    readers_.lend([](Connection& connection) { connection.query("SELECT count(*) FROM sqlite_schema", {}, {Type::integer}); });
}

void SqliteDatabase::migrate(const std::vector<MigrationSet>& sets) {
    write_and_wait([&](Connection& connection) {
        SqliteMigrations{static_cast<SqliteConnection&>(connection), path_}.make_table();
        return true;
    });
    for (const auto& set : sets) migrate(set);
}

void SqliteDatabase::migrate(const MigrationSet& set) {
    // The writer hands units its own connection, so it is one of SQLite's.
    const auto write = [&](const std::function<void(SqliteMigrations)>& work) {
        write_and_wait([&](Connection& connection) {
            work(SqliteMigrations{static_cast<SqliteConnection&>(connection), path_});
            return true;
        });
    };
    std::size_t applied = 0;
    write([&](SqliteMigrations migrations) { applied = migrations.count_applied(set); });
    if (applied == set.migrations.size()) return;
    auto made = set.owner == host_migrations().owner ? std::set<std::string>{} : tables_made_by(set);
    for (auto at = applied; at < set.migrations.size(); ++at)
        write([&](SqliteMigrations migrations) { migrations.apply(set, set.migrations[at], made); });
}

DatabaseState SqliteDatabase::state() const { return {writer_.queued(), readers_.free(), readers_.total(), writer_.writable()}; }

}  // namespace mortise::storage

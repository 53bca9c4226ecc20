#include "storage/sqlite_session.hpp"

namespace mortise::storage {
namespace {

constexpr int steps_between_looks_at_the_clock = 4000;
constexpr int longest_value = 32 * 1024 * 1024;  // what one function call can make, too

std::string connect_string(const std::string& path, SqliteMode mode) {
    if (path.find('"') != std::string::npos)
        throw Error{ErrorKind::unavailable, path + ": a database file's name cannot hold a quotation mark"};
    return "dbname=\"" + path + "\"" + (mode == SqliteMode::read ? " readonly=true" : "");
}

std::string_view or_empty(const char* text) { return text ? std::string_view{text} : std::string_view{}; }

}  // namespace

SqliteSession::SqliteSession(const std::string& path, SqliteMode mode) try
    : session_{soci::sqlite3, connect_string(path, mode)},
      handle_{static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_} {
    configure(mode);
    sqlite_api::sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, longest_value);
    sqlite_api::sqlite3_set_authorizer(handle_, &SqliteSession::authorize, this);
    sqlite_api::sqlite3_progress_handler(handle_, steps_between_looks_at_the_clock, &SqliteSession::is_late, this);
} catch (const soci::soci_error& error) {
    throw Error{ErrorKind::unavailable, path + ": " + error.get_error_message()};
} catch (const Error& error) {
    throw Error{ErrorKind::unavailable, path + ": " + error.what()};
}

void SqliteSession::configure(SqliteMode mode) {
    require_pragma("busy_timeout", "5000");
    if (mode == SqliteMode::write) require_pragma("journal_mode", "wal");
    if (mode == SqliteMode::read && read_pragma("journal_mode") != "wal") throw Error{ErrorKind::unavailable, "not in WAL mode"};
    require_pragma("synchronous", "2");
    require_pragma("foreign_keys", "1");
    require_pragma("trusted_schema", "0");
    require_pragma("recursive_triggers", "0");
    require_pragma("temp_store", "2");
    if (mode != SqliteMode::scratch) require_pragma("mmap_size", "0");
    // One connection does all checkpoints: two at once can lose frames in this version of SQLite.
    require_pragma("wal_autocheckpoint", mode == SqliteMode::write ? "1000" : "0");
    if (mode == SqliteMode::write) require_pragma("journal_size_limit", "67108864");
    require_pragma("query_only", mode == SqliteMode::read ? "1" : "0");
    if (mode == SqliteMode::read && sqlite_api::sqlite3_db_readonly(handle_, "main") != 1)
        throw Error{ErrorKind::unavailable, "not opened read-only"};
}

void SqliteSession::set_pragma(std::string_view name, std::string_view value) {
    const std::string sql = "PRAGMA " + std::string{name} + " = " + std::string{value};
    if (sqlite_api::sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw sqlite_error(handle_, Phase::run, sql);
}

std::string SqliteSession::read_pragma(std::string_view name) {
    std::string value;
    soci::indicator indicator = soci::i_null;
    session_ << "PRAGMA " << name, soci::into(value, indicator);
    return value;
}

void SqliteSession::require_pragma(std::string_view name, std::string_view value) {
    set_pragma(name, value);
    if (const auto got = read_pragma(name); got != value)
        throw Error{ErrorKind::unavailable,
                    "PRAGMA " + std::string{name} + " is '" + got + "' where '" + std::string{value} + "' is needed"};
}

Error SqliteSession::error(Phase phase, std::string_view detail) {
    broken_ = broken_ || is_broken(sqlite_api::sqlite3_extended_errcode(handle_));
    return sqlite_error(handle_, phase, detail);
}

int SqliteSession::authorize(void* self, int code, const char* first, const char* second, const char*, const char*) {
    auto* rule = static_cast<SqliteSession*>(self)->rule_;
    return !rule || rule->allows({code, or_empty(first), or_empty(second)}) ? SQLITE_OK : SQLITE_DENY;
}

int SqliteSession::is_late(void* self) { return static_cast<SqliteSession*>(self)->late() ? 1 : 0; }

}  // namespace mortise::storage

#include "storage/sqlite_error.hpp"

#include <cerrno>

namespace mortise::storage {
namespace {

constexpr int primary(int code) { return code & 0xff; }

// A failed write of the log or of the file itself, for want of space. SQLite says so by a code of its own for ENOSPC alone.
bool ran_out_of_space(sqlite_api::sqlite3* handle) noexcept {
    const auto is = [](int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; };
    int error = 0;
    sqlite_api::sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
    if (is(error)) return true;
    sqlite_api::sqlite3_file* log = nullptr;
    sqlite_api::sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log && log->pMethods) log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &error);
    return is(error);
}

ErrorKind error_kind(int code, Phase phase) noexcept {
    switch (primary(code)) {
        case SQLITE_CONSTRAINT: return ErrorKind::constraint;
        case SQLITE_AUTH: return ErrorKind::denied;
        case SQLITE_READONLY:
            return code == SQLITE_READONLY ? ErrorKind::denied : ErrorKind::unavailable;  // others: the file moved
        case SQLITE_FULL: return ErrorKind::full;
        case SQLITE_IOERR:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_NOMEM: return ErrorKind::unavailable;
        case SQLITE_INTERRUPT: return ErrorKind::deadline;
        case SQLITE_TOOBIG:
        case SQLITE_RANGE: return ErrorKind::invalid;
        case SQLITE_ERROR: return phase == Phase::prepare ? ErrorKind::invalid : ErrorKind::other;
        default: return ErrorKind::other;
    }
}

}  // namespace

Error sqlite_error(sqlite_api::sqlite3* handle, Phase phase, std::string_view detail) {
    const int code = sqlite_api::sqlite3_extended_errcode(handle);
    std::string text = sqlite_api::sqlite3_errmsg(handle);
    if (!detail.empty()) text.append(": ").append(detail);
    const bool full = primary(code) == SQLITE_IOERR && ran_out_of_space(handle);
    return {full ? ErrorKind::full : error_kind(code, phase), text};
}

bool is_broken(int code) noexcept {
    const int kind = primary(code);
    return kind == SQLITE_IOERR || kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_CANTOPEN ||
           kind == SQLITE_PROTOCOL || (kind == SQLITE_READONLY && code != SQLITE_READONLY);
}

}  // namespace mortise::storage

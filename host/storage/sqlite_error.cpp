#include "storage/sqlite_error.hpp"

#include <cerrno>

namespace mortise::storage {
namespace {

constexpr int primary(int code) { return code & 0xff; }

bool no_space(int system_error) noexcept { return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG; }

}  // namespace

ErrorKind error_kind(int code, Phase phase, int system_error) noexcept {
    switch (primary(code)) {
        case SQLITE_CONSTRAINT: return ErrorKind::constraint;
        case SQLITE_AUTH: return ErrorKind::denied;
        case SQLITE_READONLY: return code == SQLITE_READONLY ? ErrorKind::denied : ErrorKind::unavailable;   // others: the file moved
        case SQLITE_FULL: return ErrorKind::full;
        case SQLITE_IOERR: return no_space(system_error) ? ErrorKind::full : ErrorKind::unavailable;
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

Error sqlite_error(sqlite_api::sqlite3* handle, Phase phase, std::string_view detail) {
    const int code = sqlite_api::sqlite3_extended_errcode(handle);
    std::string text = sqlite_api::sqlite3_errmsg(handle);
    if (!detail.empty()) text.append(": ").append(detail);
    return {error_kind(code, phase, sqlite_api::sqlite3_system_errno(handle)), text};
}

bool is_broken(int code) noexcept {
    const int kind = primary(code);
    return kind == SQLITE_IOERR || kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_CANTOPEN ||
           kind == SQLITE_PROTOCOL || (kind == SQLITE_READONLY && code != SQLITE_READONLY);
}

}  // namespace mortise::storage

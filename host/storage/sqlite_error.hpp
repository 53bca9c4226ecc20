// SQLite's result codes as storage::Error.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string_view>

#include "storage/connection.hpp"

namespace mortise::storage {

// Whether the statement was being prepared, when a plain error means bad SQL, or running.
enum class Phase : unsigned char { prepare, run };

// What went wrong on `handle` just now. SOCI's own text is not used: it holds the parameters' values.
Error sqlite_error(sqlite_api::sqlite3* handle, Phase phase, std::string_view detail = {});

// After these the connection is not used again.
bool is_broken(int code) noexcept;

}  // namespace mortise::storage

// Tables in memory on which migrations and statements are tried out; statements are prepared and do not run. For tools that look
// at a plugin's SQL; the program itself has Database.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "storage/connection.hpp"
#include "storage/migrations.hpp"

namespace mortise::storage {

class SqlTrial {
public:
    SqlTrial();  // the host's tables
    ~SqlTrial();
    SqlTrial(const SqlTrial&) = delete;
    SqlTrial& operator=(const SqlTrial&) = delete;

    // Throws Error, as Database::migrate does. `made` are the owner's tables, kept up to date.
    void migrate(const MigrationSet& set, const Migration& migration, std::set<std::string>& made);
    void migrate(const MigrationSet& set);

    // Throws Error as Connection::query does, but for what has to do with values and types.
    // REQUIRES: `access` is a plugin's.
    void prepare(const TableAccess& access, const std::string& sql);

private:
    class Tables;
    std::unique_ptr<Tables> tables_;
};

}  // namespace mortise::storage

// Applying migrations on SQLite, inside a unit of the writer. Everybody else calls Database::migrate.
#pragma once

#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"

namespace mortise::storage {

class SqliteMigrations {
public:
    // `file` is for what is said of a refusal.
    SqliteMigrations(SqliteConnection& connection, const std::string& file) : connection_{connection}, file_{file} {}

    void make_table();
    // How many of `set` are there already. Throws Error{invalid} for a changed text, a gap, or one that `set` does not know.
    std::size_t count_applied(const MigrationSet& set);
    void apply(const MigrationSet& set, const Migration& migration, std::set<std::string>& made);

private:
    void run(const MigrationSet& set, const Migration& migration, std::set<std::string>& made);
    void run_held(const MigrationSet& set, const Migration& migration, std::set<std::string>& made);
    std::set<std::string> tables();
    [[noreturn]] void refuse(const MigrationSet& set, const std::string& migration, const std::string& why) const;

    friend std::set<std::string> tables_made_by(const MigrationSet& set);

    SqliteConnection& connection_;
    const std::string file_;
};

}  // namespace mortise::storage

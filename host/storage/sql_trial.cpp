#include "storage/sql_trial.hpp"

#include "storage/sqlite_migrations.hpp"

namespace mortise::storage {

class SqlTrial::Tables {
public:
    SqliteConnection connection{":memory:", SqliteMode::scratch};
    SqliteMigrations migrations{connection, "in memory"};
};

SqlTrial::SqlTrial() : tables_{std::make_unique<Tables>()} {
    tables_->migrations.make_table();
    migrate(host_migrations());
}

SqlTrial::~SqlTrial() = default;

void SqlTrial::migrate(const MigrationSet& set, const Migration& migration, std::set<std::string>& made) {
    tables_->migrations.apply(set, migration, made);
}

void SqlTrial::migrate(const MigrationSet& set) {
    std::set<std::string> made;
    for (const auto& migration : set.migrations) migrate(set, migration, made);
}

void SqlTrial::prepare(const TableAccess& access, const std::string& sql) { tables_->connection.try_out(access, sql); }

}  // namespace mortise::storage

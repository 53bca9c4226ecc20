#include "storage/sqlite_migrations.hpp"

namespace mortise::storage {
namespace {

bool is_host(const MigrationSet& set) { return set.owner == host_migrations().owner; }

}  // namespace

void SqliteMigrations::make_table() {
    connection_.execute(R"(
        CREATE TABLE IF NOT EXISTS schema_migrations (
            owner TEXT NOT NULL,
            number BIGINT NOT NULL,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at BIGINT NOT NULL,
            PRIMARY KEY (owner, number)
        ))");
}

std::size_t SqliteMigrations::count_applied(const MigrationSet& set) {
    const auto rows =
        connection_.query("SELECT number, name, checksum FROM schema_migrations WHERE owner = :owner ORDER BY number",
                          {arg("owner", set.owner)}, {Type::integer, Type::text, Type::text});
    for (std::size_t i = 0; i < set.migrations.size(); ++i)
        if (set.migrations[i].number != static_cast<int>(i) + 1)
            refuse(set, set.migrations[i].name,
                   "number " + std::to_string(i + 1) + " is missing before it; numbers have no gaps");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string name{rows.text(i, 1)};
        if (rows.integer(i, 0) != static_cast<std::int64_t>(i) + 1)
            refuse(set, name, "applied without the one before it; restore the file from a backup");
        if (i >= set.migrations.size())
            refuse(set, name,
                   "applied, but unknown here: the file was used by a newer version; start that one, or restore a backup made "
                   "before it");
        if (rows.text(i, 2) != checksum_of(set.migrations[i]))
            refuse(set, name, "changed after it was applied; put its text back, and make the change in a new migration");
    }
    return rows.size();
}

void SqliteMigrations::apply(const MigrationSet& set, const Migration& migration, std::set<std::string>& made) {
    run(set, migration, made);
    connection_.execute(
        "INSERT INTO schema_migrations (owner, number, name, checksum, applied_at)"
        " VALUES (:owner, :number, :name, :checksum, :applied_at)",
        {arg("owner", set.owner), arg("number", std::int64_t{migration.number}), arg("name", migration.name),
         arg("checksum", checksum_of(migration)), arg("applied_at", model::now())});
}

void SqliteMigrations::run(const MigrationSet& set, const Migration& migration, std::set<std::string>& made) {
    try {
        if (is_host(set)) connection_.run_script(migration.sql, nullptr);
        else run_held(set, migration, made);
    } catch (const Error& error) {
        throw Error{error.kind(), file_ + ": migration " + migration.name + " of " + set.owner + ": " + error.what()};
    }
}

void SqliteMigrations::run_held(const MigrationSet& set, const Migration& migration, std::set<std::string>& made) {
    const auto before = tables();
    MigrationRule rule{set.owner, before, made};
    connection_.run_script(migration.sql, &rule);
    const auto after = tables();
    for (const auto& table : before)
        if (!after.contains(table)) made.erase(table);
    for (const auto& table : after) {
        if (before.contains(table)) continue;
        // A table that was renamed: the authorizer is not told the new name.
        if (!MigrationRule::may_name(set.owner, table)) throw Error{ErrorKind::denied, "may not name a table " + table};
        made.insert(table);
    }
}

std::set<std::string> SqliteMigrations::tables() {
    const auto rows = connection_.query("SELECT name FROM sqlite_schema WHERE type = 'table'", {}, {Type::text});
    std::set<std::string> names;
    for (std::size_t i = 0; i < rows.size(); ++i) names.emplace(rows.text(i, 0));
    return names;
}

void SqliteMigrations::refuse(const MigrationSet& set, const std::string& migration, const std::string& why) const {
    throw Error{ErrorKind::invalid, file_ + ": migration " + migration + " of " + set.owner + ": " + why};
}

std::set<std::string> tables_made_by(const MigrationSet& set) {
    SqliteConnection scratch{":memory:", SqliteMode::scratch};
    SqliteMigrations migrations{scratch, "tried in memory"};
    std::set<std::string> made;
    for (const auto& migration : host_migrations().migrations) migrations.run(host_migrations(), migration, made);
    for (const auto& migration : set.migrations) migrations.run(set, migration, made);
    return made;
}

}  // namespace mortise::storage

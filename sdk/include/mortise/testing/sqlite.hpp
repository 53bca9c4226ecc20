// A database in memory that really runs the plugin's SQL, with the plugin's own tables from its migrations and the host's that
// plugins usually read. Needs SQLite's library: in CMake, pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3).
//
//     SqliteDatabase database;
//     database.migrate("plugins/notes/migrations");
//     database.may("users", {.read = {"id", "name"}});     // as the manifest's `tables` say; own tables need no mention
//     ...
//     EXPECT_EQ(database.value("SELECT count(*) FROM notes"), "1");
#pragma once

#include <mortise/testing/internal/sqlite_connection.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace mortise::inline v1_0::testing {

class SqliteDatabase final : public Database {
public:
    enum class Tables { usual, none };

    // With `none`, nothing is there until script() makes it.
    explicit SqliteDatabase(Tables tables = Tables::usual) : has_usual_{tables == Tables::usual} {
        if (has_usual_) script(usual_tables);
    }

    // Runs all *.sql of a folder in the order of their names, as the plugin: tables that appear are its own. Throws
    // std::runtime_error.
    SqliteDatabase& migrate(const std::filesystem::path& folder) {
        std::vector<std::filesystem::path> files;
        if (std::filesystem::exists(folder))
            for (const auto& entry : std::filesystem::directory_iterator{folder})
                if (entry.path().extension() == ".sql") files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        const auto before = connection_.tables();
        for (const auto& file : files) {
            std::ifstream input{file};
            script(std::string{std::istreambuf_iterator<char>{input}, {}});
        }
        for (const auto& table : connection_.tables())
            if (!before.contains(table)) may(table, {.owned = true});
        return *this;
    }
    // Lets the plugin's statements touch columns of a table that is not its own.
    SqliteDatabase& may(std::string_view table, TableRights rights) {
        return connection_.rights.insert_or_assign(std::string{table}, std::move(rights)), *this;
    }
    // As the host: makes tables, fills them. Throws std::runtime_error.
    SqliteDatabase& script(const std::string& sql) { return connection_.script(sql), *this; }

    // The first cell of the first row, as text. Throws std::runtime_error; "(no row)", "(null)".
    std::string value(const std::string& sql) { return connection_.value(sql); }

    void begin(Access) override { script("BEGIN IMMEDIATE"); }
    void commit() override { script("COMMIT"); }
    void roll_back() noexcept override { connection_.roll_back(); }
    SqlRows query(const SqlStatement& statement) override { return connection_.query(statement); }

    void issued(const IssuedKey& key, std::string_view user, std::int64_t now) override { connection_.put(key, user, now); }
    void follow(const World& world) override {
        if (!has_usual_) return;
        for (const auto& workspace : world.workspaces) connection_.put(workspace);
        for (const auto& member : world.members) connection_.put(member);
    }

private:
    static constexpr const char* usual_tables = R"(
        CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT NOT NULL, email_folded TEXT NOT NULL, name TEXT NOT NULL,
            status TEXT NOT NULL DEFAULT 'ACTIVE', language TEXT, theme TEXT NOT NULL DEFAULT 'DEFAULT',
            time_zone TEXT NOT NULL DEFAULT 'UTC', default_workspace_id TEXT, active_workspace_id TEXT, created_at BIGINT NOT NULL);
        CREATE TABLE workspaces (id TEXT PRIMARY KEY, name TEXT NOT NULL, plan TEXT NOT NULL, subdomain TEXT UNIQUE,
            created_at BIGINT NOT NULL);
        CREATE TABLE memberships (workspace_id TEXT NOT NULL REFERENCES workspaces (id),
            user_id TEXT NOT NULL REFERENCES users (id), role TEXT NOT NULL, status TEXT NOT NULL, joined_at BIGINT NOT NULL,
            sort_name TEXT NOT NULL, sort_email TEXT NOT NULL, PRIMARY KEY (workspace_id, user_id));
        CREATE TABLE api_keys (id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id),
            workspace_id TEXT REFERENCES workspaces (id), name TEXT NOT NULL, hint TEXT NOT NULL, secret_hash TEXT NOT NULL,
            status TEXT NOT NULL, created_at BIGINT NOT NULL, last_used_at BIGINT, deactivated_at BIGINT);
    )";

    const bool has_usual_;
    internal::SqliteConnection connection_;
};

}  // namespace mortise::inline v1_0::testing

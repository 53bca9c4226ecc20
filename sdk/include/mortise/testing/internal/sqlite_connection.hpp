// SQLite in memory, and a plugin's statements held to the tables and columns it may touch. For sqlite.hpp.
#pragma once

#include <mortise/testing/internal/sql_words.hpp>
#include <mortise/text.hpp>

#include <sqlite3.h>

#include <map>
#include <memory>
#include <set>
#include <stdexcept>

namespace mortise::inline v1_0::testing {

// Columns of a table that the plugin may read and write, as the manifest's `tables` say.
struct TableRights {
    std::set<std::string, std::less<>> read{}, write{};
    bool owned = false, erase = false;
};

namespace internal {

class SqliteConnection {
public:
    std::map<std::string, TableRights, std::less<>> rights;

    SqliteConnection() {
        sqlite3* opened = nullptr;
        if (sqlite3_open(":memory:", &opened) != SQLITE_OK) throw std::runtime_error{"SQLite has no memory"};
        database_.reset(opened);
        script("PRAGMA foreign_keys = ON");
        sqlite3_set_authorizer(opened, &authorize, this);
    }

    void script(const std::string& sql) {
        if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error{sqlite3_errmsg(database_.get())};
    }
    void roll_back() noexcept {
        if (!sqlite3_get_autocommit(database_.get())) sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    std::string value(const std::string& sql) {
        const auto statement = prepare(sql);
        if (!statement) throw std::runtime_error{sqlite3_errmsg(database_.get())};
        if (sqlite3_step(statement.get()) != SQLITE_ROW) return "(no row)";
        const auto* const text = sqlite3_column_text(statement.get(), 0);
        return text ? reinterpret_cast<const char*>(text) : "(null)";
    }
    std::set<std::string> tables() {
        std::set<std::string> names;
        const auto statement = prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
        while (sqlite3_step(statement.get()) == SQLITE_ROW)
            names.emplace(reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0)));
        return names;
    }

    void put(const FakeWorkspace& workspace) {
        run("INSERT INTO workspaces VALUES (:id, :name, :plan, nullif(:subdomain, ''), 0) ON CONFLICT (id) DO UPDATE SET name = "
            "excluded.name, plan = excluded.plan, subdomain = excluded.subdomain",
            {{"id", workspace.id}, {"name", workspace.name}, {"plan", workspace.plan}, {"subdomain", workspace.subdomain}});
    }
    void put(const FakeMember& member) {
        const auto& person = member.person;
        run("INSERT INTO users (id, email, email_folded, name, created_at) VALUES (:id, :email, :folded, :name, 0) ON CONFLICT "
            "(id) DO UPDATE SET name = excluded.name, email = excluded.email, email_folded = excluded.email_folded",
            {{"id", person.id}, {"email", person.email}, {"folded", fold(person.email)}, {"name", person.name}});
        run("INSERT INTO memberships VALUES (:workspace, :user, :role, :status, :joined, :name, :email) ON CONFLICT "
            "(workspace_id, "
            "user_id) DO UPDATE SET role = excluded.role, status = excluded.status, joined_at = excluded.joined_at",
            {{"workspace", member.workspace_id},
             {"user", person.id},
             {"role", member.role},
             {"status", member.status},
             {"joined", member.joined_at},
             {"name", fold(person.name)},
             {"email", fold(person.email)}});
    }

    void put(const IssuedKey& key, std::string_view user, std::int64_t now) {
        if (!is_table("api_keys")) return;
        run("INSERT INTO api_keys (id, user_id, workspace_id, name, hint, secret_hash, status, created_at) VALUES (:id, :user, "
            "nullif(:workspace, ''), :name, :hint, '', 'ACTIVE', :now)",
            {{"id", key.id},
             {"user", std::string{user}},
             {"workspace", key.workspace_id},
             {"name", key.name},
             {"hint", key.hint},
             {"now", now}});
    }

    SqlRows query(const SqlStatement& statement) {
        const auto words = words_of(statement.sql);
        hold_to_plain_sql(words, statement.sql);
        const Held held{*this, statement.access, inserted_columns(words)};
        const auto prepared = prepare(std::string{statement.sql});
        if (!prepared) throw failure(MORTISE_E_INVALID);
        compare_parameters(words, statement.parameters);
        if (static_cast<std::size_t>(sqlite3_column_count(prepared.get())) != statement.columns.size())
            throw Failure{MORTISE_E_INVALID, "the statement has another number of result columns than types are given"};
        for (const auto& parameter : statement.parameters) set(prepared.get(), parameter);
        return fetch(prepared.get(), statement.columns);
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
        void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
    };
    using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

    // While it lives, statements are the plugin's.
    struct Held {
        Held(SqliteConnection& connection, Access access, Words inserted) : connection_{connection} {
            connection.held_ = this;
            reads = access == Access::read;
            columns = std::move(inserted);
        }
        ~Held() { connection_.held_ = nullptr; }
        bool reads = false;
        Words columns;
        SqliteConnection& connection_;
    };

    Prepared prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(database_.get(), sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
        return Prepared{statement};
    }
    void run(const std::string& sql, const std::vector<SqlParameter>& parameters) {
        const auto statement = prepare(sql);
        if (!statement) throw std::runtime_error{sqlite3_errmsg(database_.get())};
        for (const auto& parameter : parameters) set(statement.get(), parameter);
        if (sqlite3_step(statement.get()) != SQLITE_DONE) throw std::runtime_error{sqlite3_errmsg(database_.get())};
    }
    static void set(sqlite3_stmt* statement, const SqlParameter& parameter) {
        const int at = sqlite3_bind_parameter_index(statement, (":" + parameter.name).c_str());
        if (const auto* number = std::get_if<std::int64_t>(&parameter.value)) sqlite3_bind_int64(statement, at, *number);
        else if (const auto* real = std::get_if<double>(&parameter.value)) sqlite3_bind_double(statement, at, *real);
        else if (const auto* text = std::get_if<std::string>(&parameter.value))
            sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }

    SqlRows fetch(sqlite3_stmt* statement, std::span<const std::uint32_t> columns) {
        SqlRows found;
        const auto before = sqlite3_total_changes64(database_.get());
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            auto& row = found.rows.emplace_back();
            for (int i = 0; i < static_cast<int>(columns.size()); ++i) row.push_back(cell(statement, i, columns[i]));
            if (found.rows.size() > 10'000) throw Failure{MORTISE_E_LIMIT, "more than 10000 rows"};
        }
        if (code != SQLITE_DONE) throw failure(MORTISE_E_INTERNAL);
        if (sqlite3_total_changes64(database_.get()) != before)
            found.affected = static_cast<std::uint64_t>(sqlite3_changes64(database_.get()));
        return found;
    }
    static Cell cell(sqlite3_stmt* statement, int column, std::uint32_t type) {
        if (sqlite3_column_type(statement, column) == SQLITE_NULL) return {};
        if (type == MORTISE_I64) return std::int64_t{sqlite3_column_int64(statement, column)};
        if (type == MORTISE_F64) return sqlite3_column_double(statement, column);
        const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        return std::string{text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
    }
    Failure failure(mortise_status otherwise) const {
        const int code = sqlite3_errcode(database_.get());
        return {code == SQLITE_AUTH         ? MORTISE_E_DENIED
                : code == SQLITE_CONSTRAINT ? MORTISE_E_CONFLICT
                                            : otherwise,
                sqlite3_errmsg(database_.get())};
    }

    static int authorize(void* self, int action, const char* first, const char* second, const char*, const char*) {
        const auto& connection = *static_cast<const SqliteConnection*>(self);
        if (!connection.held_) return SQLITE_OK;
        return connection.permits(*connection.held_, action, first ? first : "", second ? second : "") ? SQLITE_OK : SQLITE_DENY;
    }
    bool permits(const Held& held, int action, std::string_view table, std::string_view column) const {
        const auto found = rights.find(table);
        const auto* const may = found == rights.end() ? nullptr : &found->second;
        const bool owned = may && may->owned;
        switch (action) {
            case SQLITE_SELECT:
            case SQLITE_RECURSIVE:
            case SQLITE_FUNCTION: return true;
            case SQLITE_READ:
                if (column.empty() && !may) return !is_table(table);  // a name of WITH
                return owned || (may && (column.empty() ? !may->read.empty() : may->read.contains(column)));
            case SQLITE_UPDATE: return !held.reads && (owned || (may && may->write.contains(column)));
            case SQLITE_DELETE: return !held.reads && (owned || (may && may->erase));
            case SQLITE_INSERT:
                return !held.reads && may && held.columns.size() > 1 && held.columns[0] == table &&
                       std::all_of(held.columns.begin() + 1, held.columns.end(),
                                   [&](const auto& name) { return owned || may->write.contains(name); });
            default: return false;
        }
    }
    bool is_table(std::string_view name) const {
        return sqlite3_table_column_metadata(database_.get(), nullptr, std::string{name}.c_str(), nullptr, nullptr, nullptr,
                                             nullptr, nullptr, nullptr) == SQLITE_OK;
    }

    std::unique_ptr<sqlite3, Finalize> database_;
    const Held* held_ = nullptr;
};

}  // namespace internal
}  // namespace mortise::inline v1_0::testing

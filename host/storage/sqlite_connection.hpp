// storage::Connection on SQLite: the statements of one session, kept and found again. Used by one thread at a time.
#pragma once

#include <list>
#include <unordered_map>

#include "storage/sqlite_session.hpp"
#include "storage/sqlite_statement.hpp"

namespace mortise::storage {

class SqliteConnection final : public Connection {
public:
    static constexpr std::size_t most_kept = 512;

    SqliteConnection(const std::string& path, SqliteMode mode) : session_{path, mode} {}

    using Connection::query;
    Rows query(const TableAccess& access, std::string_view sql, std::span<const Parameter> parameters,
               std::span<const Type> columns) override;
    void set_deadline(std::optional<model::Steady> deadline) override { session_.set_deadline(deadline); }
    bool savepoint(const std::function<bool()>& work) override;

    // BEGIN, COMMIT and the like, whatever the deadline.
    void control(std::string_view sql);
    // As far as readers let it; the writer's task alone.
    void checkpoint();
    // Prepares a plugin's statement and lets go of it: whatever values and types it would be given.
    void try_out(const TableAccess& access, const std::string& sql) { try_statement(session_, access, sql); }
    // Runs a text of many statements, not kept. For migrations.
    void run_script(const std::string& sql, SqliteRule* rule);

    bool in_transaction() const noexcept { return sqlite_api::sqlite3_get_autocommit(session_.handle()) == 0; }
    // A deferred foreign key that still points nowhere: a commit now would fail.
    bool owes_foreign_keys() const noexcept;
    bool broken() const noexcept { return session_.broken(); }

private:
    struct Key {
        std::uint64_t serial;
        std::string_view sql;  // the statement's own copy
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept { return std::hash<std::string_view>{}(key.sql) ^ key.serial; }
    };
    using Statements = std::list<SqliteStatement>;  // the last used first

    SqliteStatement& find_or_prepare(const TableAccess& access, std::string_view sql, std::span<const Parameter> parameters,
                                     std::span<const Type> columns);
    void forget_oldest();
    void undo_step();

    SqliteSession session_;
    int steps_ = 0;  // savepoints open
    Statements statements_;
    std::unordered_multimap<Key, Statements::iterator, Hash> index_;
};

}  // namespace mortise::storage

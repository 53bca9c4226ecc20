#include "storage/sqlite_connection.hpp"

namespace mortise::storage {

Rows SqliteConnection::query(const TableAccess& access, std::string_view sql, std::span<const Parameter> parameters,
                             std::span<const Type> columns) {
    if (session_.late()) throw Error{ErrorKind::deadline, "the deadline passed before the statement began"};
    // A statement that is cut off may take the transaction with it; what follows must not run, and commit, by itself.
    if (steps_ > 0 && !in_transaction()) throw Error{ErrorKind::unavailable, "the transaction was undone before this statement"};
    return find_or_prepare(access, sql, parameters, columns).run(parameters);
}

SqliteStatement& SqliteConnection::find_or_prepare(const TableAccess& access, std::string_view sql,
                                                   std::span<const Parameter> parameters, std::span<const Type> columns) {
    const auto [first, last] = index_.equal_range({access.serial(), sql});
    for (auto at = first; at != last; ++at) {
        if (!at->second->accepts(parameters, columns)) continue;
        statements_.splice(statements_.begin(), statements_, at->second);
        return statements_.front();
    }
    if (statements_.size() == most_kept) forget_oldest();
    statements_.emplace_front(session_, access, sql, parameters, columns);
    index_.emplace(Key{access.serial(), statements_.front().sql()}, statements_.begin());
    return statements_.front();
}

void SqliteConnection::forget_oldest() {
    const auto oldest = std::prev(statements_.end());
    const auto [first, last] = index_.equal_range({oldest->serial(), oldest->sql()});
    for (auto at = first; at != last; ++at) {
        if (at->second != oldest) continue;
        index_.erase(at);
        break;
    }
    statements_.erase(oldest);
}

bool SqliteConnection::savepoint(const std::function<bool()>& work) {
    control("SAVEPOINT step");
    ++steps_;
    bool keep = false;
    try {
        keep = work();
    } catch (...) {
        --steps_;
        undo_step();
        throw;
    }
    --steps_;
    if (!in_transaction()) throw Error{ErrorKind::unavailable, "the transaction was undone while it ran"};
    if (keep) control("RELEASE step");
    else undo_step();
    return keep;
}

// What cannot be undone alone must not be committed with the rest.
void SqliteConnection::undo_step() {
    if (!in_transaction()) return;
    try {
        control("ROLLBACK TO step");
        control("RELEASE step");
    } catch (const Error&) {
        if (in_transaction()) control("ROLLBACK");
        throw;
    }
}

void SqliteConnection::control(std::string_view sql) {
    const auto deadline = session_.deadline();
    session_.set_deadline({});
    try {
        find_or_prepare(TableAccess::host(), sql, {}, {}).run({});
    } catch (...) {
        session_.set_deadline(deadline);
        throw;
    }
    session_.set_deadline(deadline);
}

void SqliteConnection::checkpoint() {
    const int code =
        sqlite_api::sqlite3_wal_checkpoint_v2(session_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_BUSY) throw session_.error(Phase::run, "checkpoint");
}

void SqliteConnection::run_script(const std::string& sql, SqliteRule* rule) {
    const SqliteSession::RuleScope scope{session_, rule};
    if (sqlite_api::sqlite3_exec(session_.handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
    const auto error = session_.error(Phase::prepare);
    if (!rule || rule->refused().empty()) throw error;
    throw Error{ErrorKind::denied, "may not " + rule->refused() + ": " + error.what()};
}

bool SqliteConnection::owes_foreign_keys() const noexcept {
    int owed = 0;
    int highest = 0;
    sqlite_api::sqlite3_db_status(session_.handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &owed, &highest, 0);
    return owed != 0;
}

}  // namespace mortise::storage

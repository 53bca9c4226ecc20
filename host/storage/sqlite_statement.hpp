// A kept statement: prepared once with typed holders for its parameters and columns, run many times, always to its end or reset.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "storage/sqlite_session.hpp"

namespace mortise::storage {

class SqliteStatement {
public:
    // Throws Error{invalid} when the text, the parameters or the columns do not match, Error{denied} beyond `access`.
    SqliteStatement(SqliteSession& session, const TableAccess& access, std::string_view sql,
                    std::span<const Parameter> parameters, std::span<const Type> columns);
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    std::uint64_t serial() const noexcept { return serial_; }
    const std::string& sql() const noexcept { return sql_; }
    // Same names in the same order with the same types; a null fits any.
    bool accepts(std::span<const Parameter> parameters, std::span<const Type> columns) const noexcept;

    // REQUIRES: accepts(parameters, ...).
    Rows run(std::span<const Parameter> parameters);

private:
    // SOCI keeps the addresses of what it binds: the vectors of these never grow after construction.
    struct Holder {
        std::string name;
        Type type;
        soci::indicator indicator = soci::i_null;
        long long integer = 0;
        double real = 0;
        std::string text;
    };

    sqlite_api::sqlite3_stmt* handle();
    void exchange();
    void prepare(const TableAccess& access);
    void check(const TableAccess& access);
    void check_parameters();
    void fill(std::span<const Parameter> parameters);
    Rows fetch_all();
    void reset() noexcept;

    SqliteSession& session_;
    const std::uint64_t serial_;
    const std::string sql_;
    std::unique_ptr<StatementRule> rule_;  // null: the host's own
    std::vector<Holder> parameters_;
    std::vector<Holder> columns_;
    soci::statement statement_;
};

// Prepares a plugin's statement as SqliteStatement does, without values and types, and does not keep it. Throws the same.
void try_statement(SqliteSession& session, const TableAccess& access, const std::string& sql);

}  // namespace mortise::storage

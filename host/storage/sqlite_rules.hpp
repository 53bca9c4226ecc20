// Who may do what, asked by SQLite while it prepares a statement: one authorizer per connection, whose rule is switched by
// pointer. No rule: the host's own statements. SQLite may prepare again later (the schema changed), so a rule lives as long as
// its statement.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "storage/sql_text.hpp"
#include "storage/table_access.hpp"

namespace mortise::storage {

// What SQLite is about to do, as its authorizer says: an action code and two names, empty where it has none.
struct SqliteAction {
    int code;
    std::string_view first;
    std::string_view second;
};

class SqliteRule {
public:
    virtual ~SqliteRule() = default;
    // False: the statement does not prepare, and refused() says why.
    bool allows(const SqliteAction& action);
    const std::string& refused() const noexcept { return refused_; }

private:
    virtual bool permits(const SqliteAction& action) = 0;
    std::string refused_;
};

// A plugin's statement: SELECT, INSERT, UPDATE, DELETE on declared tables and columns, functions that every database has.
// A foreign key counts as reading the column it points to.
class StatementRule final : public SqliteRule {
public:
    StatementRule(const TableAccess& access, SqlText text) : access_{access}, text_{std::move(text)} {}

    // Names that were counted (`count(*)`) and that WITH defines; none of them may be a table as well.
    const std::set<std::string>& counted() const noexcept { return counted_; }

private:
    bool permits(const SqliteAction& action) override;
    bool permits_read(std::string_view table, std::string_view column);
    bool permits_insert(std::string_view table) const;

    const TableAccess& access_;
    const SqlText text_;
    std::set<std::string> counted_;
};

// A plugin's migration: makes tables and indexes, and changes none but those it made.
class MigrationRule final : public SqliteRule {
public:
    // `present`: all tables there are. `made`: those of them that this owner made before.
    MigrationRule(std::string owner, std::set<std::string> present, std::set<std::string> made)
        : owner_{std::move(owner)}, present_{std::move(present)}, made_{std::move(made)} {}

    // Third parties' tables begin with their id, dots and hyphens turned to underscores, and an underscore.
    static bool may_name(std::string_view owner, std::string_view table);

private:
    bool permits(const SqliteAction& action) override;
    bool permits_create(std::string_view table);
    bool is_own(std::string_view table) const { return made_.contains(std::string{table}); }

    const std::string owner_;
    std::set<std::string> present_;
    std::set<std::string> made_;
};

}  // namespace mortise::storage

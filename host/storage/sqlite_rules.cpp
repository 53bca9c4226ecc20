#include "storage/sqlite_rules.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>

namespace mortise::storage {
namespace {

// Functions that a plugin may call: values in, values out, nothing of the process, the file or other statements.
constexpr std::string_view functions =
    " -> ->> abs acos asin atan atan2 avg ceil ceiling char coalesce concat cos count cume_dist current_date "
    "current_time current_timestamp date datetime degrees dense_rank exp first_value floor format glob group_concat "
    "hex ifnull iif instr json json_array json_array_length json_extract json_group_array json_group_object "
    "json_insert json_object json_patch json_quote json_remove json_replace json_set json_type json_valid julianday "
    "lag last_value lead length like ln log log10 log2 lower ltrim max min mod nth_value ntile nullif percent_rank "
    "pi pow power printf quote radians random rank replace round row_number rtrim sign sin sqrt strftime substr "
    "substring sum tan time total trim trunc typeof unicode unixepoch upper ";

bool is_function(std::string_view name) { return functions.find(" " + fold(name) + " ") != std::string_view::npos; }

bool is_inner(std::string_view table) { return fold(table).starts_with("sqlite_"); }

std::string describe(const SqliteAction& action) {
    const std::string first{action.first};
    const std::string second{action.second};
    switch (action.code) {
        case SQLITE_READ: return second.empty() ? "count " + first : "read " + first + "." + second;
        case SQLITE_UPDATE: return "update " + first + "." + second;
        case SQLITE_INSERT: return "insert into " + first + " (a plain list of declared columns is needed)";
        case SQLITE_DELETE: return "delete from " + first;
        case SQLITE_FUNCTION: return "call " + second + "()";
        case SQLITE_CREATE_TABLE: return "create table " + first;
        case SQLITE_CREATE_INDEX: return "create an index on " + second;
        case SQLITE_DROP_TABLE: return "drop table " + first;
        case SQLITE_ALTER_TABLE: return "alter table " + second;
        case SQLITE_PRAGMA: return "use PRAGMA " + first;
        case SQLITE_ATTACH: return "attach a database";
        default: return "do this (action " + std::to_string(action.code) + " on '" + first + "')";
    }
}

}  // namespace

bool SqliteRule::allows(const SqliteAction& action) {
    if (permits(action)) return true;
    if (refused_.empty()) refused_ = describe(action);
    return false;
}

bool StatementRule::permits(const SqliteAction& action) {
    switch (action.code) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE: return true;
        case SQLITE_READ: return permits_read(action.first, action.second);
        case SQLITE_UPDATE: return access_.may_write(action.first, fold(action.second));
        case SQLITE_INSERT: return permits_insert(action.first);
        case SQLITE_DELETE: return access_.may_erase(action.first);
        case SQLITE_FUNCTION: return is_function(action.second);
        default: return false;
    }
}

bool StatementRule::permits_read(std::string_view table, std::string_view column) {
    if (!column.empty()) return access_.may_read(table, fold(column));
    if (access_.may_count(table)) return true;
    // A name that WITH defines is reported like a table when none of its columns is used.
    if (!text_.with_names.contains(fold(table))) return false;
    counted_.emplace(table);
    return true;
}

bool StatementRule::permits_insert(std::string_view table) const {
    return fold(table) == text_.insert_table && !text_.insert_columns.empty() &&
           std::all_of(text_.insert_columns.begin(), text_.insert_columns.end(),
                       [&](const std::string& column) { return access_.may_write(table, column); });
}

bool MigrationRule::may_name(std::string_view owner, std::string_view table) {
    if (is_inner(table)) return false;
    if (owner.find('.') == std::string_view::npos) return true;
    std::string prefix{owner};
    std::replace_if(
        prefix.begin(), prefix.end(), [](char c) { return c == '.' || c == '-'; }, '_');
    return table.size() > prefix.size() + 1 && table.starts_with(prefix + "_");
}

bool MigrationRule::permits(const SqliteAction& action) {
    switch (action.code) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE:
        case SQLITE_REINDEX: return true;  // of an index being made
        case SQLITE_FUNCTION: return is_function(action.second) || is_inner(action.second);
        case SQLITE_READ:
        case SQLITE_UPDATE:
        case SQLITE_INSERT:
        case SQLITE_DELETE: return is_own(action.first) || is_inner(action.first);  // inner: the schema, while it makes a table
        case SQLITE_CREATE_TABLE: return permits_create(action.first);
        case SQLITE_DROP_TABLE: return is_own(action.first) && present_.erase(std::string{action.first}) == 1;
        case SQLITE_CREATE_INDEX:
        case SQLITE_DROP_INDEX:
        case SQLITE_ALTER_TABLE: return is_own(action.second);
        default: return false;
    }
}

bool MigrationRule::permits_create(std::string_view table) {
    if (!may_name(owner_, table) || !present_.emplace(table).second) return false;
    made_.emplace(table);
    return true;
}

}  // namespace mortise::storage

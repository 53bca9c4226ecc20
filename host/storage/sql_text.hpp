// What a statement says of itself before the database has seen it: how it begins, that it is one, and which columns an INSERT
// names, for the database's authorizer is told of an INSERT's table alone. Reads tokens, not grammar, and when in doubt says
// `other`, which is refused. Whatever is not said here the authorizer decides (sqlite_rules.hpp).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::storage {

enum class Verb : unsigned char { select, insert, update, erase, other };

struct SqlText {
    Verb verb = Verb::other;
    bool single = true;                             // nothing but blanks and comments behind the first semicolon
    bool conflict_clause = false;                   // INSERT OR ..., UPDATE OR ..., REPLACE
    bool unnamed_join = false;                      // NATURAL or USING: the authorizer is not told which columns they compare
    std::string insert_table;                       // lower case; empty when there is no plain column list to be checked
    std::vector<std::string> insert_columns;        // lower case
    std::set<std::string, std::less<>> with_names;  // lower case: what WITH defines
};

SqlText read_sql(std::string_view sql);

// Names are compared in lower case; ASCII only, as the database does.
std::string fold(std::string_view name);

}  // namespace mortise::storage

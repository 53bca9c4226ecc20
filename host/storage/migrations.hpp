// Numbered SQL files, applied once each and in order, per owner (the host, or a plugin), with a checksum.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace mortise::storage {

struct Migration {
    int number = 0;    // 1, 2, 3, ... without gaps
    std::string name;  // file name, 0001_base.sql
    std::string sql;   // statements, each ended by a semicolon at the end of a line
};

struct MigrationSet {
    std::string owner;  // "host", or a plugin's id
    std::vector<Migration> migrations;
};

// The host's own, built into the program.
const MigrationSet& host_migrations();

// Reads NNNN_name.sql from `folder`; an absent folder gives an empty set. Throws std::runtime_error naming the file.
MigrationSet read_migrations(std::string owner, const std::string& folder);

// The tables that a plugin's migrations make, beside the host's, tried out in memory. Throws Error naming the migration when
// it does not run, or touches a table that is not its own; a third party's (an id with a dot) are named with its id, dots and
// hyphens turned to underscores, and an underscore. Database::migrate holds plugins to the same.
std::set<std::string> tables_made_by(const MigrationSet& set);

// Tells whether a text was changed; no defence against somebody who wants to deceive (packages are signed for that).
std::string checksum_of(const Migration& migration);

}  // namespace mortise::storage

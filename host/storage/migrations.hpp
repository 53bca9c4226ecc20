// Numbered SQL files, applied once each and in order, per owner (the host, or a plugin), with a checksum.
#pragma once

#include <string>
#include <vector>

namespace mortise::storage {

struct Migration {
    int number = 0;          // 1, 2, 3, ... without gaps
    std::string name;        // file name, 0001_base.sql
    std::string sql;         // statements, each ended by a semicolon at the end of a line
};

struct MigrationSet {
    std::string owner;       // "host", or a plugin's id
    std::vector<Migration> migrations;
};

// The host's own, built into the program.
const MigrationSet& host_migrations();

// Reads NNNN_name.sql from `folder`; an absent folder gives an empty set. Throws std::runtime_error naming the file.
MigrationSet read_migrations(std::string owner, const std::string& folder);

}  // namespace mortise::storage

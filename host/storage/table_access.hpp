// Which tables and columns a statement may touch. One value per plugin, made from its manifest; the host's own has no limits.
// A foreign key counts as reading the column it points to, ON CONFLICT (column) and RETURNING as reading theirs, a view as
// reading all that it reads. An INSERT names its columns. Each has a serial number, by which a connection knows whose kept
// statement it holds: an address may be used twice, a serial never.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace mortise::storage {

struct TableColumns {
    std::set<std::string, std::less<>> read;
    std::set<std::string, std::less<>> write;
    bool owned = false;  // made by this plugin's own migrations: every column, and DELETE
    bool erase = false;  // may delete rows
};

class TableAccess {
public:
    // No limits; for the host's own statements.
    static const TableAccess& host();

    // A plugin's, by its id. Table and column names are in lower case; `rowid` is a column like any other.
    // Throws std::invalid_argument for an empty owner, which would be the host.
    explicit TableAccess(std::string owner, std::map<std::string, TableColumns, std::less<>> tables);
    TableAccess(const TableAccess&) = delete;
    TableAccess& operator=(const TableAccess&) = delete;

    bool unlimited() const noexcept { return owner_.empty(); }
    std::string_view owner() const noexcept { return owner_; }
    std::uint64_t serial() const noexcept { return serial_; }
    bool may_read(std::string_view table, std::string_view column) const noexcept;
    bool may_count(std::string_view table) const noexcept;  // some column may be read
    bool may_write(std::string_view table, std::string_view column) const noexcept;
    bool may_insert(std::string_view table) const noexcept;  // some column may be written
    bool may_erase(std::string_view table) const noexcept;

private:
    TableAccess();
    const TableColumns* find(std::string_view table) const noexcept;

    std::string owner_;
    std::uint64_t serial_;
    std::map<std::string, TableColumns, std::less<>> tables_;
};

}  // namespace mortise::storage

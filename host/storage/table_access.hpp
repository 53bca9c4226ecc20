// Which tables and columns a statement may touch. One value per plugin, made from its manifest; the host's own has no limits.
// Its address names the owner of kept statements, so it must outlive the connections that saw it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace mortise::storage {

struct TableColumns {
    std::set<std::string, std::less<>> read;
    std::set<std::string, std::less<>> write;
    bool owned = false;    // made by this plugin's own migrations: every column, and DELETE
    bool erase = false;    // may delete rows
};

class TableAccess {
public:
    // No limits; for the host's own statements.
    static const TableAccess& host();

    explicit TableAccess(std::string owner, std::map<std::string, TableColumns, std::less<>> tables)
        : owner_{std::move(owner)}, tables_{std::move(tables)} {}
    TableAccess(const TableAccess&) = delete;
    TableAccess& operator=(const TableAccess&) = delete;

    bool unlimited() const noexcept { return owner_.empty(); }
    std::string_view owner() const noexcept { return owner_; }
    bool may_read(std::string_view table, std::string_view column) const noexcept;
    bool may_write(std::string_view table, std::string_view column) const noexcept;
    bool may_insert(std::string_view table) const noexcept;   // some column may be written
    bool may_erase(std::string_view table) const noexcept;

private:
    std::string owner_;
    std::map<std::string, TableColumns, std::less<>> tables_;
};

}  // namespace mortise::storage

#include "storage/table_access.hpp"

#include <atomic>
#include <stdexcept>

namespace mortise::storage {
namespace {

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace

TableAccess::TableAccess() : serial_{next_serial()} {}

TableAccess::TableAccess(std::string owner, std::map<std::string, TableColumns, std::less<>> tables)
    : owner_{std::move(owner)}, serial_{next_serial()}, tables_{std::move(tables)} {
    if (owner_.empty()) throw std::invalid_argument{"table access needs an owner"};
}

const TableAccess& TableAccess::host() {
    static const TableAccess unlimited;
    return unlimited;
}

const TableColumns* TableAccess::find(std::string_view table) const noexcept {
    const auto found = tables_.find(table);
    return found == tables_.end() ? nullptr : &found->second;
}

bool TableAccess::may_read(std::string_view table, std::string_view column) const noexcept {
    if (unlimited()) return true;
    const auto* columns = find(table);
    return columns && (columns->owned || columns->read.contains(column));
}

bool TableAccess::may_count(std::string_view table) const noexcept {
    if (unlimited()) return true;
    const auto* columns = find(table);
    return columns && (columns->owned || !columns->read.empty());
}

bool TableAccess::may_write(std::string_view table, std::string_view column) const noexcept {
    if (unlimited()) return true;
    const auto* columns = find(table);
    return columns && (columns->owned || columns->write.contains(column));
}

bool TableAccess::may_insert(std::string_view table) const noexcept {
    if (unlimited()) return true;
    const auto* columns = find(table);
    return columns && (columns->owned || !columns->write.empty());
}

bool TableAccess::may_erase(std::string_view table) const noexcept {
    if (unlimited()) return true;
    const auto* columns = find(table);
    return columns && (columns->owned || columns->erase);
}

}  // namespace mortise::storage

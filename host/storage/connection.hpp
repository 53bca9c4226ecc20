// One session with the database, and SQL on it: named parameters, result types said by the caller, statements kept and drained.
// Everything is synchronous. For whole requests use storage::Database, which leases connections; repositories take a Connection&.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "model/id.hpp"
#include "model/instant.hpp"
#include "storage/table_access.hpp"

namespace mortise::storage {

enum class Type : std::uint8_t { integer, real, text };

using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;

struct Parameter {
    std::string_view name;  // as in the text, without the colon
    Value value;
};

// All rows of one answer, with their texts, in memory of their own.
class Rows {
public:
    Rows() = default;
    Rows(std::size_t columns) : columns_{columns} {}
    std::size_t size() const noexcept { return columns_ == 0 ? 0 : values_.size() / columns_; }
    std::size_t columns() const noexcept { return columns_; }
    bool empty() const noexcept { return values_.empty(); }
    const Value& at(std::size_t row, std::size_t column) const noexcept { return values_[row * columns_ + column]; }
    std::int64_t affected() const noexcept { return affected_; }

    bool is_null(std::size_t row, std::size_t column) const noexcept { return at(row, column).index() == 0; }
    // A null reads as 0 or the empty text.
    std::int64_t integer(std::size_t row, std::size_t column) const noexcept;
    double real(std::size_t row, std::size_t column) const noexcept;
    std::string_view text(std::size_t row, std::size_t column) const noexcept;

private:
    friend class RowsBuilder;
    std::size_t columns_ = 0;
    std::int64_t affected_ = 0;
    std::vector<Value> values_;
    std::vector<std::unique_ptr<char[]>> blocks_;  // where the texts live
};

enum class ErrorKind : std::uint8_t {
    constraint,  // unique, check, not null, foreign key
    denied,      // beyond the declared tables and columns, or a write on a reading connection
    invalid,     // SQL that does not prepare, parameters that do not match
    too_many_rows,
    deadline,
    full,         // no space left
    unavailable,  // connection lost, busy beyond the timeout: nothing happened
    other
};

// What SQL threw. The text is for the log only.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& text) : std::runtime_error{text}, kind_{kind} {}
    ErrorKind kind() const noexcept { return kind_; }

private:
    ErrorKind kind_;
};

class Connection {
public:
    virtual ~Connection() = default;

    // Runs one statement and fetches all its rows. `access` is whose statement it is: the host's own (TableAccess::host())
    // or a plugin's, which the database then holds to its declared columns. At most 10,000 rows and 64 MiB of text.
    // `columns` are the types wanted, one for each result column; none for a statement without rows.
    virtual Rows query(const TableAccess& access, std::string_view sql, std::span<const Parameter> parameters,
                       std::span<const Type> columns) = 0;

    // The host's own statements.
    Rows query(std::string_view sql, std::initializer_list<Parameter> parameters, std::initializer_list<Type> columns) {
        return query(TableAccess::host(), sql, {parameters.begin(), parameters.size()}, {columns.begin(), columns.size()});
    }
    // Rows affected.
    std::int64_t execute(std::string_view sql, std::initializer_list<Parameter> parameters = {}) {
        return query(sql, parameters, {}).affected();
    }

    // Statements that begin or go on beyond this moment throw ErrorKind::deadline. Unset: none.
    virtual void set_deadline(std::optional<model::Steady> deadline) = 0;

    // A savepoint inside the running unit: kept when `work` returns true, undone when it returns false or throws.
    virtual bool savepoint(const std::function<bool()>& work) = 0;
};

// Values from what repositories hold.
inline Value value_of(std::int64_t number) { return number; }
inline Value value_of(std::string_view text) { return text; }
inline Value value_of(model::Instant at) { return model::to_microseconds(at); }
inline Value value_of(bool truth) { return std::int64_t{truth ? 1 : 0}; }
template <class Tag>
Value value_of(const model::Id<Tag>& id) {
    if (id.empty()) return std::monostate{};
    return id.view();
}
template <class T>
Value value_of(const std::optional<T>& maybe) {
    if (!maybe) return std::monostate{};
    return value_of(*maybe);
}
inline Value value_of(const char* text) { return std::string_view{text}; }
inline Value value_of(const std::string& text) { return std::string_view{text}; }

template <class T>
Parameter arg(std::string_view name, const T& value) {
    return {name, value_of(value)};
}

}  // namespace mortise::storage

// The place where a plugin's statements go. Two are at hand: ScriptedDatabase (scripted.hpp), which answers what the test says,
// and SqliteDatabase (sqlite.hpp), which really runs them. The fake host serialises units, so an implementation needs no lock.
#pragma once

#include <mortise/abi/storage.h>
#include <mortise/testing/answer.hpp>
#include <mortise/testing/internal/failure.hpp>
#include <mortise/testing/world.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mortise::inline v1_0::testing {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

struct SqlParameter {
    std::string name;
    Cell value;
};

enum class Access { read, write };

struct SqlStatement {
    std::string_view sql;
    std::span<const SqlParameter> parameters;
    std::span<const std::uint32_t> columns;  // types wanted: MORTISE_I64, MORTISE_F64, MORTISE_TEXT
    Access access = Access::write;
};

struct SqlRows {
    std::vector<std::vector<Cell>> rows;
    std::uint64_t affected = 0;
};

class Database {
public:
    virtual ~Database() = default;

    // A unit begins with its first statement and ends with one of the other two.
    virtual void begin(Access access) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    // Throws internal::Failure with the status that the plugin gets.
    virtual SqlRows query(const SqlStatement& statement) = 0;
    // The host made a key of this person, in the unit.
    virtual void issued(const IssuedKey&, std::string_view /*user*/, std::int64_t /*now*/) {}
    // People and workspaces are not as they were.
    virtual void follow(const World&) {}
};

}  // namespace mortise::inline v1_0::testing

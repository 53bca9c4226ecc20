// Every SQL statement of accounts-tab: one page of accounts, and how many there are. A page is found by walking the index of
// its order from where the last page ended, so the last costs what the first does; names, keys and timers are looked up for
// the rows of the page alone.
#pragma once

#include <mortise/plugin.hpp>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account.hpp"

namespace accounts_tab {

enum class Column { name, email, joined };
enum class Direction { ascending, descending };

constexpr Direction reverse(Direction direction) {
    return direction == Direction::ascending ? Direction::descending : Direction::ascending;
}

// Where a page begins: after this row.
struct Position {
    std::string key;    // the row's value in the column of the order
    std::string user;
};

struct Filter {
    std::string search;                 // LIKE pattern on folded text; empty: all
    std::string_view status;            // empty: all
    std::optional<bool> has_active_keys, timer_running;
    std::string_view users;             // these alone, by id, with commas between; empty: all
};

class AccountQuery {
public:
    AccountQuery(const mortise::Storage& storage, std::string_view workspace, const Filter& filter);

    std::vector<Account> page(Column column, Direction direction, const std::optional<Position>& after, std::int64_t limit) const;
    // Counts no further than `limit`.
    std::int64_t count(std::int64_t limit) const;

    static std::string key_of(const Account& account, Column column);

private:
    void require_one_of(std::string_view users);

    const mortise::Storage& storage_;
    std::string search_;
    std::deque<std::string> names_;                // of arguments that are counted; they stay where they are
    std::string conditions_;                       // on memberships m
    std::vector<mortise::Argument> arguments_;     // of conditions_
};

}  // namespace accounts_tab

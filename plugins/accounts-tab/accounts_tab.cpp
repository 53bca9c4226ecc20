// accounts-tab: the accounts of a workspace, for whoever holds `accounts.view`: searched, filtered, sorted, page by page.
//
// It tells how many API keys an account has, and cannot read one: plugin.yaml names no column of them but ids and status. What
// can be done to an account is other plugins' business, on the page as well.

#include <mortise/cursor.hpp>
#include <mortise/plugin.hpp>

#include <algorithm>

#include "account_query.hpp"

namespace {

using namespace mortise;
using namespace accounts_tab;

constexpr std::int64_t counted = 10'000;

// How a list is ordered, by the names that the query has for it.
struct Sort {
    explicit Sort(const Request& request)
        : column_name{request.query("sort-column").value_or("NAME")}, order_name{request.query("sort-order").value_or("ASCENDING")} {}

    Column column() const {
        if (column_name == "EMAIL") return Column::email;
        return column_name == "JOINED" ? Column::joined : Column::name;
    }
    Direction direction() const { return order_name == "DESCENDING" ? Direction::descending : Direction::ascending; }

    std::string_view column_name, order_name;
};

// Where a page begins or ends, and how many accounts there were when the list was begun: counted once, for the first page.
struct Place {
    Position row;
    std::int64_t total;

    static std::optional<Place> read(const Request& request, std::string_view parameter, const Sort& sort) {
        const auto text = request.query(parameter);
        if (!text) return std::nullopt;
        const auto cursor = Cursor<5>::decode(parameter, *text);
        if (cursor[0] != sort.column_name || cursor[1] != sort.order_name) throw Invalid{parameter, "This is a cursor of another order."};
        Place place{{cursor[2], cursor[3]}, 0};
        std::from_chars(cursor[4].data(), cursor[4].data() + cursor[4].size(), place.total);
        return place;
    }
    std::string text(const Sort& sort) const {
        return Cursor<5>{{std::string{sort.column_name}, std::string{sort.order_name}, row.key, row.user, std::to_string(total)}}
            .encode();
    }
};

class AccountsTab final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array{on("list", &AccountsTab::list)}; }

private:
    Response list(const Request& request, Unit& unit) const {
        const Sort sort{request};
        const auto after = Place::read(request, "after", sort), before = Place::read(request, "before", sort);
        if (after && before) throw Invalid{"before", "A page lies after one row or before one, not both."};
        const auto size = request.query<std::int64_t>("page-size").value_or(50);
        const AccountQuery query{unit.storage(), request.workspace().id, filter_of(request)};

        // Backwards, the rows nearest to the end of the page come first.
        const auto& place = before ? before : after;
        const auto direction = before ? reverse(sort.direction()) : sort.direction();
        auto accounts = query.page(sort.column(), direction, place ? std::optional{place->row} : std::nullopt, size + 1);
        const bool more = static_cast<std::int64_t>(accounts.size()) > size;
        if (more) accounts.pop_back();
        if (before) std::ranges::reverse(accounts);

        const auto found = static_cast<std::int64_t>(accounts.size());
        const auto total = place ? place->total : more ? query.count(counted + 1) : found;
        const auto write_place = [&](JsonWriter& json, bool there, auto row_of) {
            if (!there || accounts.empty()) {
                json.value(nullptr);
                return;
            }
            const auto& row = row_of(accounts);
            json.value(Place{{AccountQuery::key_of(row, sort.column()), std::string{row.user}}, total}.text(sort));
        };

        JsonWriter json;
        json.begin_object().key("accounts").begin_array();
        for (const auto& account : accounts) write_json(json, account);
        json.end_array().member("total", std::min(total, counted));
        if (total > counted) json.member("totalCapped", true);
        json.key("previous");
        write_place(json, before ? more : after.has_value(), [](const auto& rows) -> const auto& { return rows.front(); });
        json.key("next");
        write_place(json, before ? true : more, [](const auto& rows) -> const auto& { return rows.back(); });
        json.end_object();
        return Response::ok(std::move(json).take());
    }

    static Filter filter_of(const Request& request) {
        const auto search = request.query("search").value_or("");
        return {.search = search.empty() ? std::string{} : contains_pattern(fold(search)),
                .status = request.query("status").value_or(""),
                .has_active_keys = request.query<bool>("has-active-keys"),
                .timer_running = request.query<bool>("timer-running"),
                .users = request.query("users").value_or("")};
    }
};

}  // namespace

MORTISE_PLUGIN(AccountsTab)

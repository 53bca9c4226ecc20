// audit-log: what was done in a workspace and by whom, for whoever holds `audit.view`; and for everybody, what others did
// while logged in as them. The host writes the rows, in the transaction of what they tell of; here they are only read.

#include <mortise/cursor.hpp>
#include <mortise/plugin.hpp>

#include "audit_query.hpp"

namespace {

using namespace mortise;
using namespace audit_log;

constexpr std::int64_t exported_rows = 9'999;   // one more tells whether there are more, and 10,000 is what a query returns

std::optional<Position> position_of(const Request& request) {
    const auto text = request.query("after");
    if (!text) return std::nullopt;
    const auto cursor = Cursor<2>::decode("after", *text);
    Position position{0, cursor[1]};
    std::from_chars(cursor[0].data(), cursor[0].data() + cursor[0].size(), position.at);
    return position;
}

// Takes the row beyond the page off, and tells where the next one begins.
std::optional<std::string> cut_page(std::vector<AuditRow>& rows, std::int64_t size) {
    if (static_cast<std::int64_t>(rows.size()) <= size) return std::nullopt;
    rows.pop_back();
    return Cursor<2>{{std::to_string(rows.back().at.microseconds()), std::string{rows.back().id}}}.encode();
}

std::int64_t page_size(const Request& request) {
    const auto size = request.query<std::int64_t>("page-size").value_or(50);
    if (size < 1) throw Invalid{"page-size", "A page has one row at least."};
    return size;
}

class AuditLog final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array{on("list", &AuditLog::list), on("logged_in_as", &AuditLog::logged_in_as)}; }

private:
    Response list(const Request& request, Unit& unit) const {
        const Filter filter{.action = request.query("action").value_or(""),
                            .actor = request.query("actor").value_or(""),
                            .from = request.query<Instant>("from"),
                            .to = request.query<Instant>("to")};
        const bool csv = request.header("accept").value_or("").find("text/csv") != std::string_view::npos;
        const auto size = csv ? exported_rows : page_size(request);
        auto rows = AuditQuery{unit.storage()}.of_workspace(request.workspace().id, filter, position_of(request), size + 1);
        const auto next = cut_page(rows, size);
        if (csv) return exported(rows, next.has_value());

        return listed(rows, next);
    }

    Response logged_in_as(const Request& request, Unit& unit) const {
        const auto principal = request.principal();
        const auto size = page_size(request);
        auto rows = AuditQuery{unit.storage()}.done_as(principal.subject().id, principal.confined_to(), position_of(request), size + 1);
        const auto next = cut_page(rows, size);
        return listed(rows, next);
    }

    static Response listed(const std::vector<AuditRow>& rows, const std::optional<std::string>& next) {
        JsonWriter json;
        json.begin_object().member("rows", rows).member("next", next).end_object();
        return Response::ok(std::move(json).take());
    }

    static Response exported(const std::vector<AuditRow>& rows, bool more) {
        auto csv = csv_head();
        for (const auto& row : rows) append_csv(csv, row);
        return Response::text(std::move(csv), "text/csv; charset=utf-8")
            .with_header("Content-Disposition", "attachment; filename=\"audit-log.csv\"")
            .with_header("Last-Page", more ? "false" : "true");
    }
};

}  // namespace

MORTISE_PLUGIN(AuditLog)

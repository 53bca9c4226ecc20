// The C++ face under a host whose tables end early, as an older host's would: whatever lies beyond the end is refused politely
// and never read. The tables are cut before each member on record, and stand at the end of a page.
#include <gtest/gtest.h>
#include <mortise/plugin.hpp>
#include <mortise/testing/fake_host.hpp>

#include <functional>
#include <map>
#include <optional>

#include "abi/layout_list.hpp"
#include "abi/page_end.hpp"

namespace mortise::abi {
namespace {

struct Nothing final : Plugin {
    using Plugin::Plugin;
    static constexpr auto handlers() { return std::array<Handler<Nothing>, 0>{}; }
};

const mortise_module* module_of_nothing() {
    static const mortise_module module = [] {
        mortise_module made{};
        made.struct_size = sizeof made;
        made.abi_major = MORTISE_ABI_MAJOR;
        made.create = [](const mortise_host*, void**) -> mortise_status { return MORTISE_OK; };
        made.handle = [](void*, std::uint32_t, const mortise_call*) -> mortise_status { return MORTISE_OK; };
        made.destroy = [](void*) {};
        return made;
    }();
    return &module;
}

using Use = std::function<void(const Host&, const Unit&)>;

// Every function of every extension, by the C++ call that ends in it.
const std::map<std::string_view, std::map<std::string_view, Use>>& uses() {
    static const std::map<std::string_view, std::map<std::string_view, Use>> all{
        {"mortise_storage_v1", {{"query", [](const Host&, const Unit& unit) { unit.storage().exec("DELETE FROM notes"); }}}},
        {"mortise_events_v1",
         {{"publish", [](const Host&, const Unit& unit) { unit.publish("note.written", to_audience(), "{}"); }}}},
        {"mortise_audit_v1",
         {{"set_reason", [](const Host&, const Unit& unit) { unit.audit().reason("Because"); }},
          {"set_details", [](const Host&, const Unit& unit) { unit.audit().details("{}"); }},
          {"set_target", [](const Host&, const Unit& unit) { unit.audit().target("1"); }}}},
        {"mortise_clock_v1", {{"now", [](const Host& host, const Unit&) { static_cast<void>(host.now()); }}}},
        {"mortise_ids_v1", {{"make", [](const Host& host, const Unit&) { static_cast<void>(host.make_id()); }}}},
        {"mortise_members_v1", {{"find", [](const Host&, const Unit& unit) { static_cast<void>(unit.member("1")); }}}},
        {"mortise_settings_v1", {{"get", [](const Host& host, const Unit&) { static_cast<void>(host.settings()); }}}},
        {"mortise_metrics_v1", {{"count", [](const Host& host, const Unit&) { host.count("notes"); }}}},
        {"mortise_scheduler_v1", {{"run_soon", [](const Host&, const Unit& unit) { unit.run_soon("tidy"); }}}},
        {"mortise_credentials_v1",
         {{"issue_api_key",
           [](const Host&, const Unit& unit) { static_cast<void>(unit.credentials().issue_api_key("Key", "")); }}}},
        {"mortise_sessions_v1",
         {{"start_impersonation",
           [](const Host&, const Unit& unit) {
               static_cast<void>(unit.sessions().start("1", "Because", std::chrono::minutes{1}, Confinement::always));
           }}}},
    };
    return all;
}

std::string id_of(std::string_view table) {  // mortise_clock_v1 -> mortise.clock/1
    return "mortise." + std::string{table.substr(8, table.size() - 11)} + "/1";
}

// What a use came to under `host`: no status when nothing was thrown.
std::optional<mortise_status> outcome(const mortise_host& table, const Use& use) {
    try {
        const Host host{table};
        mortise_call call{};
        host.log(LogLevel::info, "still there");
        use(host, Unit{host, call});
        return std::nullopt;
    } catch (const HostError& error) {
        return error.status();
    }
}

// The fake host, one of whose extensions ends early.
class CutHost {
public:
    CutHost() {
        static_cast<void>(whole_.start());
        table_ = whole_.abi();
        table_.ctx = this;
        table_.get_extension = [](void* ctx, mortise_str id) -> const void* {
            const auto& self = *static_cast<const CutHost*>(ctx);
            if (from_abi(id) == self.cut_) return self.end_;
            return self.whole(from_abi(id));
        };
        table_.log = [](void*, std::uint32_t, mortise_str) -> mortise_status { return MORTISE_OK; };
        table_.last_error = [](void*) -> mortise_str { return {}; };
    }

    template <class Table>
    void cut(const std::string& id, std::size_t size) {
        const auto* const table = static_cast<const Table*>(whole(id));
        ASSERT_NE(table, nullptr) << id;
        cut_ = id;
        end_ = page_.put(*table, size);
    }
    const mortise_host& abi() const noexcept { return table_; }

private:
    const void* whole(std::string_view id) const { return whole_.abi().get_extension(whole_.abi().ctx, to_abi(id)); }

    testing::FakeHost whole_{module_of_nothing()};
    mortise_host table_{};
    std::string cut_;
    const void* end_ = nullptr;
    PageEnd page_;
};

template <class Table>
struct CutTable : ::testing::Test {};

#define TABLE(name)                                     \
    struct name##_t {                                   \
        using type = ::name;                            \
        static constexpr std::string_view text = #name; \
    }
TABLE(mortise_storage_v1);
TABLE(mortise_events_v1);
TABLE(mortise_audit_v1);
TABLE(mortise_clock_v1);
TABLE(mortise_ids_v1);
TABLE(mortise_members_v1);
TABLE(mortise_settings_v1);
TABLE(mortise_metrics_v1);
TABLE(mortise_scheduler_v1);
TABLE(mortise_credentials_v1);
TABLE(mortise_sessions_v1);
#undef TABLE

using Tables = ::testing::Types<mortise_storage_v1_t, mortise_events_v1_t, mortise_audit_v1_t, mortise_clock_v1_t,
                                mortise_ids_v1_t, mortise_members_v1_t, mortise_settings_v1_t, mortise_metrics_v1_t,
                                mortise_scheduler_v1_t, mortise_credentials_v1_t, mortise_sessions_v1_t>;
TYPED_TEST_SUITE(CutTable, Tables);

TYPED_TEST(CutTable, RefusesWhatLiesBeyondItsEnd) {
    using Table = typename TypeParam::type;
    constexpr auto table = TypeParam::text;
    CutHost host;
    const auto ends = ends_of<Table>(table);
    ASSERT_FALSE(ends.empty()) << "the record does not know " << table;
    for (const auto end : ends) {
        host.cut<Table>(id_of(table), end);
        for (const auto& [of_table, members] : uses())
            for (const auto& [member, use] : members) {
                const auto* const place = std::ranges::find_if(
                    places, [&](const Place& found) { return found.type == of_table && found.member == member; });
                ASSERT_NE(place, std::end(places)) << member;
                const bool beyond = of_table == table && place->offset >= end;
                EXPECT_EQ(outcome(host.abi(), use) == MORTISE_E_UNSUPPORTED, beyond) << member << ", " << table << " of " << end;
            }
    }
}

TEST(CutTables, AreThoseOfTheRecord) {
    for (const Place& place : places) {
        if (!place.type.ends_with("_v1") || place.member == "struct_size" || place.member == "ctx") continue;
        if (place.member == "monotonic") continue;  // the C++ face has no use for it
        ASSERT_TRUE(uses().contains(place.type)) << place.type;
        EXPECT_TRUE(uses().at(place.type).contains(place.member)) << place.type << "." << place.member << " is used nowhere here";
    }
}

TEST(CutTables, OfTheHostItselfAreEnoughToRefuse) {
    CutHost host;
    PageEnd page;
    for (const auto end : ends_of<mortise_host>("mortise_host")) {
        const mortise_host& cut = *page.put(host.abi(), end);
        const bool knows_extensions = end > offsetof(mortise_host, get_extension);
        for (const auto& [table, members] : uses())
            for (const auto& [member, use] : members)
                EXPECT_EQ(outcome(cut, use) == MORTISE_E_UNSUPPORTED, !knows_extensions) << member << ", a host of " << end;
    }
}

// The way a plugin comes to life under such a host: no crash, and nothing taken that is not there.
TEST(CutTables, OfTheHostLetAPluginBeMade) {
    CutHost host;
    PageEnd page;
    for (const auto end : ends_of<mortise_host>("mortise_host")) {
        const Nothing plugin{Host{*page.put(host.abi(), end)}};
        plugin.host().log(LogLevel::warning, "made");
    }
}

}  // namespace
}  // namespace mortise::abi

// Structs that a plugin makes, cut before each member on record and standing at the end of a page: the host takes what their
// struct_size covers, answers with a status, and never reads or writes a byte beyond.
#include <gtest/gtest.h>

#include "abi/layout_list.hpp"
#include "abi/page_end.hpp"
#include "plugins/library_module.hpp"
#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

class ShortStructs : public WithHostTable {
protected:
    // `use` hands the struct to the host: a status whatever its length, and MORTISE_OK for all of it.
    template <class Struct, class Use>
    void at_every_end(std::string_view type, const Struct& value, const Use& use) {
        const auto ends = abi::ends_of<Struct>(type);
        ASSERT_FALSE(ends.empty()) << "the record does not know " << type;
        for (const auto end : ends) {
            auto* const cut = page.put(value, end);
            mortise_status status = -1;
            static_cast<void>(run([&](const mortise_call& call) {
                status = use(call, cut);
                said = text(table->abi().last_error(table->abi().ctx));
                return answers ? MORTISE_OK : answer(call);
            }));
            EXPECT_GE(status, MORTISE_OK) << type << " of " << end;
            EXPECT_NE(status, MORTISE_E_INTERNAL) << type << " of " << end;
            EXPECT_EQ(cut->struct_size, end) << "the host wrote over the size of " << type;
            if (end == sizeof(Struct)) {
                EXPECT_EQ(status, MORTISE_OK) << type << " in full: " << said;
            }
        }
    }

    abi::PageEnd page;
    bool answers = false;  // the use is the answer
};

TEST_F(ShortStructs, ForAnAnswer) {
    answers = true;
    mortise_response response{};
    response.status = 200;
    response.body = plugins::abi("{}");
    at_every_end("mortise_response", response,
                 [](const mortise_call& call, const mortise_response* cut) { return call.respond(&call, cut); });
    mortise_refusal refusal{};
    refusal.status = 409;
    refusal.reason = plugins::abi("taken_already");
    refusal.message = plugins::abi("Somebody was faster.");
    at_every_end("mortise_refusal", refusal,
                 [](const mortise_call& call, const mortise_refusal* cut) { return call.refuse(&call, cut); });
}

TEST_F(ShortStructs, ForAnEvent) {
    mortise_event event{};
    event.name = plugins::abi("sample.shown");
    event.payload = plugins::abi("{}");
    at_every_end("mortise_event", event, [&](const mortise_call& call, const mortise_event* cut) {
        const auto& events = extension<mortise_events_v1>(MORTISE_EXT_EVENTS);
        return events.publish(events.ctx, call.handle, cut);
    });
}

TEST_F(ShortStructs, ToBeFilled) {
    at_every_end("mortise_rows", mortise_rows{}, [&](const mortise_call& call, mortise_rows* cut) {
        const auto& storage = extension<mortise_storage_v1>(MORTISE_EXT_STORAGE);
        constexpr std::uint32_t columns[] = {MORTISE_TEXT};
        return storage.query(storage.ctx, call.handle, plugins::abi("SELECT name FROM users"), nullptr, 0, columns, 1, cut);
    });
    const std::string user = mia.string();
    at_every_end("mortise_member", mortise_member{}, [&](const mortise_call& call, mortise_member* cut) {
        const auto& members = extension<mortise_members_v1>(MORTISE_EXT_MEMBERS);
        return members.find(members.ctx, call.handle, plugins::abi(user), cut);
    });
    at_every_end("mortise_api_key", mortise_api_key{}, [&](const mortise_call& call, mortise_api_key* cut) {
        const auto& credentials = extension<mortise_credentials_v1>(MORTISE_EXT_CREDENTIALS);
        return credentials.issue_api_key(credentials.ctx, call.handle, plugins::abi("Laptop"), {}, cut);
    });
}

TEST_F(ShortStructs, ForASession) {
    const std::string user = mia.string();
    mortise_impersonation_request request{};
    request.struct_size = sizeof request;
    request.user_id = plugins::abi(user);
    request.minutes = 5;
    const auto start = [&](const mortise_call& call, const mortise_impersonation_request* asked, mortise_impersonation* started) {
        const auto& sessions = extension<mortise_sessions_v1>(MORTISE_EXT_SESSIONS);
        return sessions.start_impersonation(sessions.ctx, call.handle, asked, started);
    };
    at_every_end("mortise_impersonation_request", request,
                 [&](const mortise_call& call, const mortise_impersonation_request* cut) {
                     mortise_impersonation started{};
                     started.struct_size = sizeof started;
                     return start(call, cut, &started);
                 });
    at_every_end("mortise_impersonation", mortise_impersonation{},
                 [&](const mortise_call& call, mortise_impersonation* cut) { return start(call, &request, cut); });
}

TEST(ShortDescriptor, IsNoModule) {
    mortise_module module{};
    module.abi_major = MORTISE_ABI_MAJOR;
    module.id = plugins::abi("sample");
    module.version = plugins::abi("1.0.0");
    module.handler_stride = sizeof(mortise_str);
    module.create = [](const mortise_host*, void**) -> mortise_status { return MORTISE_OK; };
    module.handle = [](void*, std::uint32_t, const mortise_call*) -> mortise_status { return MORTISE_OK; };
    module.destroy = [](void*) {};
    abi::PageEnd page;
    const auto ends = abi::ends_of<mortise_module>("mortise_module");
    ASSERT_GT(ends.size(), 10u);
    for (const auto end : ends) {
        const auto* const cut = page.put(module, end);
        if (end == sizeof module) {
            EXPECT_EQ(facts_of(cut).id, "sample");
        } else {
            EXPECT_THROW(static_cast<void>(facts_of(cut)), std::runtime_error) << end;
        }
    }
}

}  // namespace
}  // namespace mortise::plugins

// mortise.events/1: what waits for the commit.
#pragma once

#include <mortise/testing/internal/json_text.hpp>
#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline std::string id_argument(const mortise_str& text, const char* what) {
    const auto id = text_argument(text, what, 24);
    if (!id.empty() && !is_id(id)) throw Failure{MORTISE_E_INVALID, std::string{what} + " is no id"};
    return std::string{id};
}

// The payload with the two ids at its end, unless it has them.
inline std::string completed_payload(std::string_view text, std::string_view workspace, std::string_view user) {
    const auto members = JsonText::members_of(text);
    if (!members) throw Failure{MORTISE_E_INVALID, "the payload is not a JSON object"};
    std::string payload{text.substr(0, text.rfind('}'))};
    bool empty = members->empty();
    const auto complete = [&](std::string_view name, std::string_view id) {
        if (id.empty() || std::find(members->begin(), members->end(), name) != members->end()) return;
        payload.append(empty ? "" : ",").append("\"").append(name).append("\":\"").append(id).append("\"");
        empty = false;
    };
    complete("workspaceId", workspace);
    complete("userId", user);
    return payload + "}";
}

inline mortise_status publish(void* ctx, std::uint64_t handle, const mortise_event* event) noexcept {
    const auto describe = [&](ServiceCall& note) { about(struct_argument(event, "the event").name)(note); };
    return service(ctx, "events.publish", describe, [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        if (call.answer().events.size() == 100) throw Failure{MORTISE_E_LIMIT, "a call publishes at most 100 events"};
        const auto given = struct_argument(event, "the event");
        const std::string name{text_argument(given.name, "the event's name", 100)};
        const auto declared = state.declared_events.find(name);
        if (declared == state.declared_events.end())
            throw Failure{MORTISE_E_DENIED, "the manifest does not list the event '" + name + "'; FakeHost::event() would"};
        PublishedEvent published{
            name, declared->second, id_argument(given.workspace_id, "workspace_id"), id_argument(given.user_id, "user_id"), {}};
        const auto& input = call.input();
        if (published.workspace_id.empty())
            published.workspace_id = input.workspace ? input.workspace->id : input.principal.confined_to;
        if (input.workspace && published.workspace_id != input.workspace->id)
            throw Failure{MORTISE_E_DENIED, "this call is about another workspace than the event"};
        if (published.audience == Audience::user && published.user_id.empty())
            throw Failure{MORTISE_E_INVALID, "an event for a user needs user_id"};
        if (published.audience != Audience::user && published.workspace_id.empty())
            throw Failure{MORTISE_E_INVALID, "an event for a workspace needs workspace_id"};
        published.payload =
            completed_payload(text_argument(given.payload, "the payload", 64 * 1024), published.workspace_id, published.user_id);
        call.answer().events.push_back(std::move(published));
    });
}

}  // namespace mortise::inline v1_0::testing::internal

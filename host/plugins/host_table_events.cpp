#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_event_name = 100, longest_payload = 64 * 1024;
constexpr std::size_t most_events = 100;

template <class Id>
Id id_argument(const mortise_str& text, const char* what) {
    const auto given = text_argument(text, what, model::id_length);
    if (given.empty()) return {};
    if (const auto id = Id::parse(given)) return *id;
    throw HostFailure{MORTISE_E_INVALID, std::string{what} + " is no id"};
}

boost::json::object payload_argument(const mortise_str& text) {
    boost::system::error_code error;
    auto payload = boost::json::parse(text_argument(text, "the payload", longest_payload), error);
    if (error || !payload.is_object()) throw HostFailure{MORTISE_E_INVALID, "the payload is not a JSON object"};
    return std::move(payload.get_object());
}

void complete(boost::json::object& payload, std::string_view name, std::string_view id) {
    if (!id.empty()) payload.insert(boost::json::object::value_type{name, id});  // keeps what is there
}

model::Event event_of(const mortise_event& given, const HostTable& table, const CallInput& input) {
    const std::string name{text_argument(given.name, "the event's name", longest_event_name)};
    const auto spec = table.manifest().events.find(name);
    if (spec == table.manifest().events.end())
        throw HostFailure{MORTISE_E_DENIED, "the manifest does not list the event '" + name + "'"};
    model::Event event{.name = name,
                       .audience = spec->second.audience,
                       .workspace = id_argument<model::WorkspaceId>(given.workspace_id, "workspace_id"),
                       .user = id_argument<model::UserId>(given.user_id, "user_id"),
                       .payload = {}};
    const bool to_user = event.audience == model::Audience::user;
    // Where it happened, also when it is for a user: a stream confined to another workspace must not hear of it.
    if (event.workspace.empty()) event.workspace = input.workspace ? input.workspace->id : input.principal.confined_to;
    if (input.workspace && event.workspace != input.workspace->id)
        throw HostFailure{MORTISE_E_DENIED, "this call is about another workspace than the event"};
    if (to_user && event.user.empty()) throw HostFailure{MORTISE_E_INVALID, "an event for a user needs user_id"};
    if (!to_user && event.workspace.empty()) throw HostFailure{MORTISE_E_INVALID, "an event for a workspace needs workspace_id"};
    auto payload = payload_argument(given.payload);
    complete(payload, "workspaceId", event.workspace.view());
    complete(payload, "userId", event.user.view());
    event.payload = boost::json::serialize(payload);
    return event;
}

mortise_status publish(void* ctx, std::uint64_t handle, const mortise_event* given) noexcept {
    return fenced([&] {
        const auto& table = HostTable::of(ctx);
        auto& call = RunningCall::in_time(table, handle);
        auto& events = call.output().events;
        if (events.size() == most_events)
            throw HostFailure{MORTISE_E_LIMIT, "a call publishes at most " + std::to_string(most_events) + " events"};
        events.push_back(event_of(struct_argument(given, "the event"), table, call.input()));
    });
}

}  // namespace

mortise_events_v1 events_extension(HostTable& table) { return {sizeof(mortise_events_v1), &table, publish}; }

}  // namespace mortise::plugins

// Listeners with made-up ids, and what has arrived on their streams.
#pragma once

#include <string>

#include "events/bus.hpp"

namespace mortise::events {

template <class Id>
Id new_id() {
    return Id::trusted(model::make_id());
}

inline Listener listener_of(const model::UserId& user) {
    Listener listener;
    listener.session = new_id<model::SessionId>();
    listener.user = user;
    return listener;
}

// All text that has arrived since the last call.
inline std::string text_of(model::Stream& stream) {
    std::string text;
    for (const auto& chunk : stream.take()) text += *chunk;
    return text;
}

inline model::Event event_for(const model::UserId& user, const model::WorkspaceId& workspace = {}) {
    return {"timer.stopped", model::Audience::user, workspace, user, R"({"id":"1"})"};
}

}  // namespace mortise::events

#include "events/registry.hpp"

#include <algorithm>

#include "model/problem.hpp"

namespace mortise::events {

template <class Key>
bool StreamIndex<Key>::add(const Key& key, std::shared_ptr<EventStream> stream, std::size_t limit) {
    auto& [mutex, streams] = shard(key);
    const std::lock_guard lock{mutex};
    auto& present = streams[key];
    if (present.size() >= limit) return false;
    present.push_back(std::move(stream));
    return true;
}

template <class Key>
bool StreamIndex<Key>::remove(const Key& key, const EventStream& stream) {
    auto& [mutex, streams] = shard(key);
    const std::lock_guard lock{mutex};
    const auto entry = streams.find(key);
    if (entry == streams.end()) return false;
    auto& present = entry->second;
    const auto found = std::find_if(present.begin(), present.end(), [&](const auto& other) { return other.get() == &stream; });
    if (found == present.end()) return false;
    std::swap(*found, present.back());
    present.pop_back();
    if (present.empty()) streams.erase(entry);
    return true;
}

template <class Key>
Streams StreamIndex<Key>::of(const Key& key) const {
    const auto& [mutex, streams] = shard(key);
    const std::lock_guard lock{mutex};
    const auto entry = streams.find(key);
    return entry == streams.end() ? Streams{} : entry->second;
}

template <class Key>
Streams StreamIndex<Key>::all() const {
    Streams all;
    for (const auto& [mutex, streams] : shards_) {
        const std::lock_guard lock{mutex};
        for (const auto& [key, present] : streams) all.insert(all.end(), present.begin(), present.end());
    }
    return all;
}

template class StreamIndex<model::UserId>;
template class StreamIndex<model::SessionId>;
template class StreamIndex<model::WorkspaceId>;

void Registry::add(const std::shared_ptr<EventStream>& stream) {
    const auto& listener = stream->listener();
    if (!take_places(stream)) throw model::Refusal{model::problems::too_many_requests(std::chrono::seconds{10})};
    if (!listener.actor.empty()) actors_.add(listener.actor, stream);
    if (!listener.parent_session.empty()) parents_.add(listener.parent_session, stream);
    for (const auto& workspace : listener.member_of) members_.add(workspace, stream);
    for (const auto& workspace : listener.owner_of) owners_.add(workspace, stream);
}

bool Registry::take_places(const std::shared_ptr<EventStream>& stream) {
    const auto& listener = stream->listener();
    if (size_.fetch_add(1) < limits_.streams && users_.add(listener.user, stream, limits_.streams_per_user)) {
        if (sessions_.add(listener.session, stream, limits_.streams_per_session)) return true;
        users_.remove(listener.user, *stream);
    }
    --size_;
    return false;
}

void Registry::remove(const EventStream& stream) {
    const auto& listener = stream.listener();
    for (const auto& workspace : listener.owner_of) owners_.remove(workspace, stream);
    for (const auto& workspace : listener.member_of) members_.remove(workspace, stream);
    if (!listener.parent_session.empty()) parents_.remove(listener.parent_session, stream);
    if (!listener.actor.empty()) actors_.remove(listener.actor, stream);
    sessions_.remove(listener.session, stream);
    if (users_.remove(listener.user, stream)) --size_;
}

Streams Registry::of_session(const model::SessionId& session) const {
    auto streams = sessions_.of(session);
    const auto children = parents_.of(session);
    streams.insert(streams.end(), children.begin(), children.end());
    return streams;
}

}  // namespace mortise::events

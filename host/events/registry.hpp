// Which streams are open, found by whom they concern. Sharded, so that an event visits its own audience and holds up nobody else.
#pragma once

#include <array>
#include <atomic>
#include <limits>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "events/stream.hpp"

namespace mortise::events {

using Streams = std::vector<std::shared_ptr<EventStream>>;

template <class Key>
class StreamIndex {
public:
    // False: the key has `limit` streams already, and this one was not added.
    bool add(const Key& key, std::shared_ptr<EventStream> stream, std::size_t limit = std::numeric_limits<std::size_t>::max());
    bool remove(const Key& key, const EventStream& stream);  // false: it was not there
    Streams of(const Key& key) const;
    Streams all() const;

private:
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<Key, Streams> streams;
    };
    const Shard& shard(const Key& key) const { return shards_[std::hash<Key>{}(key) % shards_.size()]; }
    Shard& shard(const Key& key) { return shards_[std::hash<Key>{}(key) % shards_.size()]; }

    std::array<Shard, 32> shards_;
};

class Registry {
public:
    explicit Registry(const BusLimits& limits) : limits_{limits} {}

    // Throws Refusal 429 beyond the limits.
    void add(const std::shared_ptr<EventStream>& stream);
    // Harmless for one that is not there.
    void remove(const EventStream& stream);

    Streams of_user(const model::UserId& user) const { return users_.of(user); }
    Streams of_actor(const model::UserId& user) const { return actors_.of(user); }
    Streams of_session(const model::SessionId& session) const;  // and of its children
    Streams of_members(const model::WorkspaceId& workspace) const { return members_.of(workspace); }
    Streams of_owners(const model::WorkspaceId& workspace) const { return owners_.of(workspace); }
    Streams all() const { return users_.all(); }
    std::size_t size() const { return size_.load(std::memory_order_relaxed); }

private:
    bool take_places(const std::shared_ptr<EventStream>& stream);

    const BusLimits limits_;
    std::atomic<std::size_t> size_{0};
    StreamIndex<model::UserId> users_, actors_;
    StreamIndex<model::SessionId> sessions_, parents_;
    StreamIndex<model::WorkspaceId> members_, owners_;
};

}  // namespace mortise::events

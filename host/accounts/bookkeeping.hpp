// When a session was last seen and a key last used: noted at every request, written at most once a minute for each, outside the
// requests' own units, so that a GET writes nothing. Thread-safe; a note costs one short lock among sixteen.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "accounts/sessions.hpp"
#include "model/id.hpp"
#include "model/instant.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

class Bookkeeping {
public:
    // Queues a unit; false when it was not taken. storage::Database::write, with what the caller does about failures.
    using Write = std::function<bool(std::function<bool(storage::Connection&)>)>;
    enum class Which : std::uint8_t { due, all };

    // As by_token gave it; also notes those it was started from, which the person is using all the while.
    void session_seen(const Session& session, model::Instant at);
    void key_used(const model::ApiKeyId& key, std::optional<model::Instant> last_written, model::Instant at);

    // Hands what is due (at most 4,000 notes) to `write` as one unit, nothing to nothing. What was not taken stays due.
    // Called every few seconds by main, and with `all` at the end. The number of notes handed over.
    std::size_t flush(model::Instant now, const Write& write, Which which = Which::due);

private:
    struct Note {
        model::Instant latest, written;
        bool due(model::Instant now) const;
    };
    template <class Id>
    struct Notes {
        struct Shard {
            std::mutex mutex;
            std::unordered_map<Id, Note> notes;
        };
        std::array<Shard, 16> shards;

        Shard& shard(const Id& id) { return shards[std::hash<Id>{}(id) % shards.size()]; }
        void note(const Id& id, model::Instant at, model::Instant written);
        std::vector<std::pair<Id, model::Instant>> collect(model::Instant now, Which which, std::size_t at_most);
        void written(const std::vector<std::pair<Id, model::Instant>>& batch);
    };

    Notes<model::SessionId> sessions_;
    Notes<model::ApiKeyId> keys_;
};

}  // namespace mortise::accounts

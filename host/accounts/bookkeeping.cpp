#include "accounts/bookkeeping.hpp"

#include <chrono>

#include "accounts/api_keys.hpp"

namespace mortise::accounts {
namespace {

constexpr std::chrono::minutes interval{1};
constexpr std::size_t largest_batch = 4000;

}  // namespace

// A clock that went back makes everything due, for what is written then lies in the future.
bool Bookkeeping::Note::due(model::Instant now) const {
    return latest != written && (now - written >= interval || now < written);
}

template <class Id>
void Bookkeeping::Notes<Id>::note(const Id& id, model::Instant at, model::Instant written) {
    auto& [mutex, notes] = shard(id);
    const std::lock_guard lock{mutex};
    notes.try_emplace(id, Note{at, written}).first->second.latest = at;
}

// Also forgets those that have been quiet since they were written.
template <class Id>
auto Bookkeeping::Notes<Id>::collect(model::Instant now, Which which, std::size_t at_most)
    -> std::vector<std::pair<Id, model::Instant>> {
    std::vector<std::pair<Id, model::Instant>> batch;
    for (auto& [mutex, notes] : shards) {
        const std::lock_guard lock{mutex};
        std::erase_if(notes, [&](const auto& entry) {
            const auto& [id, note] = entry;
            const bool wanted = which == Which::all ? note.latest != note.written : note.due(now);
            if (wanted && batch.size() < at_most) batch.emplace_back(id, note.latest);
            return note.latest == note.written && now - note.written >= interval;
        });
    }
    return batch;
}

template <class Id>
void Bookkeeping::Notes<Id>::written(const std::vector<std::pair<Id, model::Instant>>& batch) {
    for (const auto& [id, at] : batch) {
        auto& [mutex, notes] = shard(id);
        const std::lock_guard lock{mutex};
        if (const auto found = notes.find(id); found != notes.end()) found->second.written = at;
    }
}

void Bookkeeping::session_seen(const Session& session, model::Instant at) {
    sessions_.note(session.id, at, session.last_seen_at);
    for (const auto& ancestor : session.ancestors) sessions_.note(ancestor.id, at, ancestor.last_seen_at);
}

void Bookkeeping::key_used(const model::ApiKeyId& key, std::optional<model::Instant> last_written, model::Instant at) {
    keys_.note(key, at, last_written.value_or(model::Instant{}));
}

std::size_t Bookkeeping::flush(model::Instant now, const Write& write, Which which) {
    const auto sessions = sessions_.collect(now, which, largest_batch);
    const auto keys = keys_.collect(now, which, largest_batch - sessions.size());
    const auto count = sessions.size() + keys.size();
    if (count == 0) return 0;

    const bool taken = write([sessions, keys](storage::Connection& connection) {
        for (const auto& [id, at] : sessions) Sessions{connection}.seen(id, at);
        for (const auto& [id, at] : keys) ApiKeys::used(connection, id, at);
        return true;
    });
    if (!taken) return 0;
    sessions_.written(sessions);
    keys_.written(keys);
    return count;
}

}  // namespace mortise::accounts

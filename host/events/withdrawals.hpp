// What was withdrawn a moment ago: a stream that was being opened meanwhile, on rights read before, must not outlive it.
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>
#include <unordered_map>

#include "model/instant.hpp"

namespace mortise::events {

template <class Id>
class Withdrawals {
public:
    static constexpr std::chrono::minutes kept{2};  // longer than any request takes

    void note(const Id& id, model::Steady at) {
        const std::lock_guard lock{mutex_};
        withdrawn_[id] = at;
    }
    bool since(const Id& id, model::Steady read_at) const {
        const std::lock_guard lock{mutex_};
        const auto found = withdrawn_.find(id);
        return found != withdrawn_.end() && found->second >= read_at;
    }
    void forget_old(model::Steady now) {
        const std::lock_guard lock{mutex_};
        std::erase_if(withdrawn_, [now](const auto& entry) { return now - entry.second > kept; });
    }

private:
    mutable std::mutex mutex_;
    std::unordered_map<Id, model::Steady> withdrawn_;
};

}  // namespace mortise::events

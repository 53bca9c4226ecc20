// How often somebody may try: a burst, and then one try each interval, per key, whatever the key is. Steady time, bounded memory.
// For signing in use SignInThrottle, which counts per account and per address.
#pragma once

#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/instant.hpp"

namespace mortise::accounts {

struct ThrottleRule {
    unsigned burst = 10;                         // tries at once
    std::chrono::milliseconds interval{60'000};  // until one more
    std::size_t keys = 65'536;                   // remembered; beyond it those nearest to recovery are forgotten
};

class Throttle {
public:
    explicit Throttle(ThrottleRule rule) : rule_{rule} {}

    // Counts a try, before it is known how it ends, so that many at once get no more than the burst. Nothing: go ahead; else how
    // long to wait, rounded up to seconds, and the try was not counted.
    std::optional<std::chrono::seconds> admit(std::string_view key, model::Steady now);
    void give_back(std::string_view key);  // that try did no harm
    void forget(std::string_view key);     // none of them did
    std::size_t size() const;

private:
    struct Shard {
        mutable std::mutex mutex;
        std::unordered_map<std::string, model::Steady> recovered_at;  // when the key's burst is whole again
    };
    Shard& shard(std::string_view key);
    void make_room(Shard& shard, model::Steady now) const;

    ThrottleRule rule_;
    std::array<Shard, 16> shards_;
};

class SignInThrottle {
public:
    // Throws Refusal 429 with Retry-After. An IPv6 address counts as its /64, for that is what one person has.
    void admit(std::string_view email, std::string_view client_address, model::Steady now);
    // The password was right: the account starts afresh, the address is not charged for this try.
    void succeeded(std::string_view email, std::string_view client_address);

private:
    Throttle accounts_{{10, std::chrono::seconds{60}}};
    Throttle addresses_{{50, std::chrono::seconds{10}}};
};

}  // namespace mortise::accounts

#include "accounts/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "accounts/users.hpp"
#include "model/problem.hpp"

namespace mortise::accounts {
namespace {

constexpr std::size_t longest_key = 320;  // an e-mail address at its longest

std::string bounded(std::string_view key) { return std::string{key.substr(0, longest_key)}; }

std::string network_of(std::string_view address) {
    std::array<unsigned char, 16> bytes;
    if (inet_pton(AF_INET6, std::string{address}.c_str(), bytes.data()) != 1) return std::string{address};
    return {reinterpret_cast<const char*>(bytes.data()), 8};
}

}  // namespace

Throttle::Shard& Throttle::shard(std::string_view key) {
    return shards_[std::hash<std::string_view>{}(key.substr(0, longest_key)) % shards_.size()];
}

std::optional<std::chrono::seconds> Throttle::admit(std::string_view key, model::Steady now) {
    auto& shard = this->shard(key);
    const std::lock_guard lock{shard.mutex};
    const auto known = shard.recovered_at.find(bounded(key));
    const auto start = known == shard.recovered_at.end() ? now : std::max(known->second, now);
    const auto recovered_at = start + rule_.interval;
    if (const auto excess = recovered_at - now - rule_.burst * rule_.interval; excess > excess.zero())
        return std::chrono::ceil<std::chrono::seconds>(excess);
    if (known != shard.recovered_at.end()) {
        known->second = recovered_at;
    } else {
        make_room(shard, now);
        shard.recovered_at.emplace(bounded(key), recovered_at);
    }
    return std::nullopt;
}

void Throttle::make_room(Shard& shard, model::Steady now) const {
    auto& entries = shard.recovered_at;
    const auto room = std::max<std::size_t>(rule_.keys / shards_.size(), 1);
    if (entries.size() < room) return;
    std::erase_if(entries, [now](const auto& entry) { return entry.second <= now; });
    if (entries.size() < room) return;
    entries.erase(
        std::min_element(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.second < b.second; }));
}

void Throttle::give_back(std::string_view key) {
    auto& shard = this->shard(key);
    const std::lock_guard lock{shard.mutex};
    if (const auto known = shard.recovered_at.find(bounded(key)); known != shard.recovered_at.end())
        known->second -= rule_.interval;
}

void Throttle::forget(std::string_view key) {
    auto& shard = this->shard(key);
    const std::lock_guard lock{shard.mutex};
    shard.recovered_at.erase(bounded(key));
}

std::size_t Throttle::size() const {
    std::size_t size = 0;
    for (const auto& shard : shards_) {
        const std::lock_guard lock{shard.mutex};
        size += shard.recovered_at.size();
    }
    return size;
}

void SignInThrottle::admit(std::string_view email, std::string_view client_address, model::Steady now) {
    const auto network = network_of(client_address);
    if (const auto wait = addresses_.admit(network, now)) throw model::Refusal{model::problems::too_many_requests(*wait)};
    if (const auto wait = accounts_.admit(fold(email), now)) throw model::Refusal{model::problems::too_many_requests(*wait)};
}

void SignInThrottle::succeeded(std::string_view email, std::string_view client_address) {
    accounts_.forget(fold(email));
    addresses_.give_back(network_of(client_address));
}

}  // namespace mortise::accounts

// Time as Mortise keeps it: microseconds since 1970 UTC. For limits and timeouts inside the process use a steady clock instead.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::model {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Steady = std::chrono::steady_clock::time_point;

inline Instant now() { return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()); }
constexpr std::int64_t to_microseconds(Instant at) { return at.time_since_epoch().count(); }
constexpr Instant from_microseconds(std::int64_t us) { return Instant{std::chrono::microseconds{us}}; }

// `yyyy-MM-ddTHH:mm:ssZ`; fractions are dropped.
std::string to_text(Instant at);
// RFC 3339: fractions of a second and offsets are accepted. Empty when it is none, or outside the years 1 to 9999.
std::optional<Instant> parse_instant(std::string_view text);

}  // namespace mortise::model

// A moment: microseconds since 1970 UTC, as the database keeps it, and its text as clients see it. Take "now" from
// Request::now(), which does not move during a call.
#pragma once

#include <mortise/version.hpp>

#include <charconv>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::inline v1_0 {

class Instant {
public:
    constexpr Instant() = default;
    constexpr explicit Instant(std::int64_t microseconds) noexcept : microseconds_{microseconds} {}

    // RFC 3339, with fractions of a second and offsets. Empty when `text` is none, or outside the years 1 to 9999.
    static std::optional<Instant> parse(std::string_view text);

    constexpr std::int64_t microseconds() const noexcept { return microseconds_; }
    // What text() can show. Rows that clients read and send back are best kept so.
    constexpr Instant whole_seconds() const noexcept {
        const auto rest = microseconds_ % 1'000'000;
        return Instant{microseconds_ - (rest < 0 ? rest + 1'000'000 : rest)};
    }
    // yyyy-MM-ddTHH:mm:ssZ
    std::string text() const;

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr std::chrono::microseconds operator-(Instant a, Instant b) noexcept {
        return std::chrono::microseconds{a.microseconds_ - b.microseconds_};
    }
    friend constexpr Instant operator+(Instant a, std::chrono::microseconds b) noexcept {
        return Instant{a.microseconds_ + b.count()};
    }

private:
    std::int64_t microseconds_ = 0;
};

// ISO 8601, hours being the largest unit: PT1H30M, PT0S.
inline std::string duration_text(std::chrono::microseconds duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    std::string text = "PT";
    if (seconds / 3600 != 0) text += std::to_string(seconds / 3600) + 'H';
    if (seconds / 60 % 60 != 0) text += std::to_string(seconds / 60 % 60) + 'M';
    if (seconds % 60 != 0 || seconds == 0) text += std::to_string(seconds % 60) + 'S';
    return text;
}

inline std::string Instant::text() const {
    using namespace std::chrono;
    const sys_seconds at{floor<seconds>(std::chrono::microseconds{microseconds_})};
    const sys_days day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{at - day};
    std::string text = "0000-00-00T00:00:00Z";
    const auto put = [&text](std::size_t position, std::size_t width, int number) {
        for (std::size_t i = width; i-- > 0; number /= 10) text[position + i] = static_cast<char>('0' + number % 10);
    };
    put(0, 4, static_cast<int>(date.year()));
    put(5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    put(8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    put(11, 2, static_cast<int>(time.hours().count()));
    put(14, 2, static_cast<int>(time.minutes().count()));
    put(17, 2, static_cast<int>(time.seconds().count()));
    return text;
}

inline std::optional<Instant> Instant::parse(std::string_view text) {
    using namespace std::chrono;
    const auto digits = [&text](std::size_t count) -> int {   // -1: not there
        int number = -1;
        if (text.size() < count || text.front() == '-') return -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + count, number);
        if (error != std::errc{} || end != text.data() + count) return -1;
        text.remove_prefix(count);
        return number;
    };
    const auto take = [&text](std::string_view any_of) {
        if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
        text.remove_prefix(1);
        return true;
    };

    const int y = digits(4);
    if (y < 1 || !take("-")) return std::nullopt;
    const int mo = digits(2);
    if (mo < 0 || !take("-")) return std::nullopt;
    const int d = digits(2);
    if (d < 0 || !take("Tt ")) return std::nullopt;
    const int h = digits(2);
    if (h < 0 || h > 23 || !take(":")) return std::nullopt;
    const int mi = digits(2);
    if (mi < 0 || mi > 59 || !take(":")) return std::nullopt;
    const int s = digits(2);
    if (s < 0 || s > 60) return std::nullopt;
    const year_month_day date{year{y}, month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d))};
    if (!date.ok()) return std::nullopt;

    std::int64_t fraction = 0;
    if (take(".,")) {
        std::int64_t unit = 100'000;
        if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
        for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), unit /= 10)
            fraction += unit * (text.front() - '0');
    }
    int offset = 0;   // minutes
    if (!take("Zz")) {
        const int sign = text.starts_with('-') ? -1 : 1;
        if (!take("+-")) return std::nullopt;
        const int oh = digits(2);
        take(":");
        const int om = digits(2);
        if (oh < 0 || oh > 23 || om < 0 || om > 59) return std::nullopt;
        offset = sign * (oh * 60 + om);
    }
    if (!text.empty()) return std::nullopt;
    const auto since = sys_days{date}.time_since_epoch() + hours{h} + minutes{mi - offset} + seconds{s};
    return Instant{duration_cast<std::chrono::microseconds>(since).count() + fraction};
}

}  // namespace mortise::inline v1_0

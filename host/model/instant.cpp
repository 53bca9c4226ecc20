#include "model/instant.hpp"

#include <array>
#include <cstdio>

namespace mortise::model {

std::string to_text(Instant at) {
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{floor<seconds>(at - day)};
    std::array<char, 32> text;
    const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
                                   unsigned(date.month()), unsigned(date.day()), int(time.hours().count()),
                                   int(time.minutes().count()), int(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

namespace {

// Takes `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

std::int64_t take_fraction(std::string_view& text) {
    std::int64_t microseconds = 0, unit = 100'000;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        microseconds += unit * (text.front() - '0');
        unit /= 10;
        text.remove_prefix(1);
    }
    return microseconds;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    using namespace std::chrono;
    const auto y = take_digits(text, 4);
    if (!y || !take(text, "-")) return std::nullopt;
    const auto mo = take_digits(text, 2);
    if (!mo || !take(text, "-")) return std::nullopt;
    const auto d = take_digits(text, 2);
    if (!d || !take(text, "Tt ")) return std::nullopt;
    const auto h = take_digits(text, 2);
    if (!h || !take(text, ":")) return std::nullopt;
    const auto mi = take_digits(text, 2);
    if (!mi || !take(text, ":")) return std::nullopt;
    const auto s = take_digits(text, 2);
    if (!s || *h > 23 || *mi > 59 || *s > 60 || *y < 1) return std::nullopt;
    const year_month_day date{year{*y}, month(*mo), day(*d)};
    if (!date.ok()) return std::nullopt;

    std::int64_t fraction = 0;
    if (take(text, ".,")) {
        if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
        fraction = take_fraction(text);
    }
    minutes offset{0};
    if (!take(text, "Zz")) {
        const int sign = !text.empty() && text.front() == '-' ? -1 : 1;
        if (!take(text, "+-")) return std::nullopt;
        const auto oh = take_digits(text, 2);
        take(text, ":");
        const auto om = take_digits(text, 2);
        if (!oh || !om || *oh > 23 || *om > 59) return std::nullopt;
        offset = minutes{sign * (*oh * 60 + *om)};
    }
    if (!text.empty()) return std::nullopt;
    return Instant{sys_days{date} + hours{*h} + minutes{*mi} - offset + seconds{*s} + microseconds{fraction}};
}

}  // namespace mortise::model

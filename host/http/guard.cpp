#include "http/guard.hpp"

#include <algorithm>
#include <charconv>

#include "http/grammar.hpp"
#include "http/refusals.hpp"

namespace mortise::http {
namespace {

constexpr std::size_t longest_method = 32, longest_length = 18;

bool is_port(std::string_view text) {
    unsigned port = 0;
    return is_digits(text) && text.size() <= 5 &&
           std::from_chars(text.data(), text.data() + text.size(), port).ec == std::errc{} && port <= 65535;
}

// A registered name, an IPv4 address or a bracketed IPv6 address, and perhaps a port.
bool is_authority(std::string_view text) {
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return false;
        const auto address = text.substr(1, end - 1);
        const bool plausible =
            std::ranges::all_of(address, [](char c) { return grammar::is(c, grammar::hex) || c == ':' || c == '.'; });
        if (!plausible || std::ranges::count(address, ':') < 2) return false;
        rest = text.substr(end + 1);
    } else {
        const auto end = std::min(text.find(':'), text.size());
        if (end == 0 || !grammar::all(text.substr(0, end), grammar::host)) return false;
        rest = text.substr(end);
    }
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
}

// Of `http://authority/...` the position of the authority; 0 when `target` is in no such form.
std::size_t authority_of(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) return scheme.size();
    return 0;
}

}  // namespace

Verdict Guard::refuse(model::Problem problem) {
    problem_ = std::move(problem);
    return Verdict::refused;
}

Verdict Guard::read_head(std::string_view received) {
    for (;;) {
        const auto feed = received.find('\n', scanned_);
        const auto line_end = feed == std::string_view::npos ? received.size() : feed + 1;
        if (line_end - head_.begin > limits_.header)
            return refuse(has_request_line_ ? refusals::header_too_large() : refusals::target_too_long());
        scanned_ = line_end;
        if (feed == std::string_view::npos) return Verdict::more;
        if (feed == line_begin_ || received[feed - 1] != '\r')
            return refuse(refusals::malformed("Lines of the header must end in CR LF."));

        const auto begin = std::exchange(line_begin_, line_end);
        if (const auto verdict = read_line(received, begin, feed - 1 - begin); verdict != Verdict::more) return verdict;
    }
}

Verdict Guard::read_line(std::string_view received, std::size_t begin, std::size_t size) {
    const auto line = received.substr(begin, size);
    if (has_request_line_) return line.empty() ? finish(received) : field(line, begin);
    if (!line.empty()) return request_line(line, begin);
    if (head_.begin != 0) return refuse(refusals::malformed("The request line is missing."));
    head_.begin = line_begin_;
    return Verdict::more;
}

Verdict Guard::request_line(std::string_view line, std::size_t at) {
    has_request_line_ = true;
    const auto first = line.find(' '), last = line.rfind(' ');
    if (first == last) return refuse(refusals::malformed("The request line must be: method, target, version."));

    const auto method = line.substr(0, first), target = line.substr(first + 1, last - first - 1), version = line.substr(last + 1);
    if (!is_token(method)) return refuse(refusals::malformed("The method is not a token."));
    if (method.size() > longest_method) return refuse(refusals::method_too_long());
    if (target.empty() || !grammar::all(target, grammar::target))
        return refuse(refusals::malformed("The target holds characters that must be percent-encoded."));
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") && grammar::is(version[5], grammar::digit) &&
                                 version[6] == '.' && grammar::is(version[7], grammar::digit);
        return refuse(well_formed ? refusals::unknown_version() : refusals::malformed("The version is malformed."));
    }
    head_.minor_version = version.back() - '0';
    if (target.front() == '/') return Verdict::more;

    const auto authority = authority_of(target);
    if (authority == 0) return refuse(refusals::malformed("The target must be a path or an http address."));
    const auto end = std::min(target.find_first_of("/?", authority), target.size());
    authority_ = {at + first + 1 + authority, end - authority};
    return Verdict::more;
}

Verdict Guard::field(std::string_view line, std::size_t at) {
    if (++fields_ > limits_.fields) return refuse(refusals::header_too_large());
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    if (colon == std::string_view::npos || !is_token(name))
        return refuse(refusals::malformed("A header field must be a name, a colon and a value, on one line."));
    const auto raw = line.substr(colon + 1);
    if (!is_field_value(raw)) return refuse(refusals::malformed("A header field holds a control character."));

    const auto value = trim(raw);
    switch (name.size()) {
        case 4: return equal_ignoring_case(name, "host") ? host(value, at + (value.data() - line.data())) : Verdict::more;
        case 6: return equal_ignoring_case(name, "expect") ? expect(value) : Verdict::more;
        case 10:
            if (equal_ignoring_case(name, "connection")) connection(value);
            return Verdict::more;
        case 14: return equal_ignoring_case(name, "content-length") ? content_length(value) : Verdict::more;
        case 17: return equal_ignoring_case(name, "transfer-encoding") ? transfer_encoding(value) : Verdict::more;
        default: return Verdict::more;
    }
}

Verdict Guard::host(std::string_view value, std::size_t at) {
    if (has_host_) return refuse(refusals::malformed("There must be one Host field."));
    if (!is_authority(value)) return refuse(refusals::malformed("The Host field is malformed."));
    has_host_ = true;
    host_ = {at, value.size()};
    return Verdict::more;
}

Verdict Guard::content_length(std::string_view value) {
    if (has_length_) return refuse(refusals::malformed("There may be one Content-Length field."));
    if (!is_digits(value)) return refuse(refusals::malformed("Content-Length must be a number."));
    has_length_ = true;
    if (value.size() > longest_length) return refuse(refusals::body_too_large());
    std::from_chars(value.data(), value.data() + value.size(), head_.length);
    return Verdict::more;
}

Verdict Guard::transfer_encoding(std::string_view value) {
    if (has_coding_) return refuse(refusals::malformed("There may be one Transfer-Encoding field."));
    has_coding_ = true;
    if (equal_ignoring_case(value, "chunked")) return Verdict::more;

    bool tokens = true, others = false;
    for_each_element(value, [&](std::string_view coding) {
        tokens = tokens && is_token(coding);
        others = others || !equal_ignoring_case(coding, "chunked");
    });
    return refuse(tokens && others ? refusals::unknown_coding()
                                   : refusals::malformed("Transfer-Encoding may only be chunked, once."));
}

Verdict Guard::expect(std::string_view value) {
    if (!equal_ignoring_case(value, "100-continue") || head_.expectation == Expectation::proceed)
        return refuse(refusals::unknown_expectation());
    head_.expectation = Expectation::proceed;
    return Verdict::more;
}

void Guard::connection(std::string_view value) {
    for_each_element(value, [this](std::string_view option) {
        says_close_ = says_close_ || equal_ignoring_case(option, "close");
        says_keep_alive_ = says_keep_alive_ || equal_ignoring_case(option, "keep-alive");
    });
}

Verdict Guard::finish(std::string_view received) {
    if (!has_host_) return refuse(refusals::malformed("There must be one Host field."));
    if (authority_.size != 0 && !equal_ignoring_case(authority_.of(received), host_.of(received)))
        return refuse(refusals::malformed("The target's authority is not that of Host."));
    if (authority_.begin != 0 && authority_.size == 0) return refuse(refusals::malformed("The target has no authority."));
    if (has_coding_ && has_length_)
        return refuse(refusals::malformed("Content-Length and Transfer-Encoding exclude each other."));
    if (has_coding_ && head_.minor_version == 0) return refuse(refusals::malformed("HTTP/1.0 has no Transfer-Encoding."));

    head_.end = line_begin_;
    head_.framing = has_coding_ ? Framing::chunked : head_.length > 0 ? Framing::length : Framing::no_body;
    const bool keeps = !says_close_ && (head_.minor_version == 1 || says_keep_alive_);
    head_.persistence = keeps ? Persistence::keep_alive : Persistence::close;
    if (head_.minor_version == 0 || head_.framing == Framing::no_body) head_.expectation = Expectation::none;
    remaining_ = head_.length;
    return Verdict::complete;
}

Verdict Guard::admit(std::uint64_t limit) {
    if (head_.length > limit) return refuse(refusals::body_too_large());
    body_limit_ = limit;
    return head_.framing == Framing::no_body ? Verdict::complete : Verdict::more;
}

Verdict Guard::read_body(std::string_view& received, std::string& body) {
    if (head_.framing == Framing::chunked) {
        const auto verdict = chunked_.take(received, body, {body_limit_, limits_.header, limits_.fields});
        if (verdict != Verdict::refused) return verdict;
        switch (chunked_.fault()) {
            case ChunkFault::body_too_large: return refuse(refusals::body_too_large());
            case ChunkFault::trailer_too_large: return refuse(refusals::header_too_large());
            default: return refuse(refusals::malformed("The chunked body is malformed."));
        }
    }
    const auto part = received.substr(0, std::min<std::uint64_t>(remaining_, received.size()));
    body += part;
    received.remove_prefix(part.size());
    remaining_ -= part.size();
    return remaining_ == 0 ? Verdict::complete : Verdict::more;
}

}  // namespace mortise::http

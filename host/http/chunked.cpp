#include "http/chunked.hpp"

#include <algorithm>

#include "http/grammar.hpp"

namespace mortise::http {
namespace {

constexpr unsigned char most_size_digits = 8;

constexpr unsigned hex_value(char c) { return grammar::is(c, grammar::digit) ? c - '0' : to_lower(c) - 'a' + 10; }

}  // namespace

Verdict Chunked::take(std::string_view& received, std::string& body, const ChunkLimits& limits) {
    while (!received.empty()) {
        if (state_ == State::data) {
            const auto part = received.substr(0, std::min<std::uint64_t>(size_, received.size()));
            body += part;
            received.remove_prefix(part.size());
            taken_ += part.size();
            if ((size_ -= part.size()) == 0) state_ = State::data_cr;
            continue;
        }
        const char c = received.front();
        if (!step(c, limits)) return Verdict::refused;
        received.remove_prefix(1);
        if (state_ == State::done) return Verdict::complete;
    }
    return Verdict::more;
}

bool Chunked::step(char c, const ChunkLimits& limits) {
    if (state_ >= State::trailer_name && ++trailer_ > limits.trailer) return fail(ChunkFault::trailer_too_large);
    switch (state_) {
        case State::size: return size_digit(c, limits);
        case State::size_lf:
            if (!expect(c, '\n', size_ ? State::data : State::trailer_start)) return false;
            digits_ = 0;
            return true;
        case State::data_cr: return expect(c, '\r', State::data_lf);
        case State::data_lf: return expect(c, '\n', State::size);
        case State::trailer_start:
            if (c == '\r') return expect(c, '\r', State::last_lf);
            if (!grammar::is(c, grammar::token)) return fail(ChunkFault::malformed);
            if (++fields_ > limits.fields) return fail(ChunkFault::trailer_too_large);
            state_ = State::trailer_name;
            return true;
        case State::trailer_name:
            if (c == ':') return expect(c, ':', State::trailer_value);
            return grammar::is(c, grammar::token) || fail(ChunkFault::malformed);
        case State::trailer_value:
            if (c == '\r') return expect(c, '\r', State::trailer_lf);
            return grammar::is(c, grammar::value) || fail(ChunkFault::malformed);
        case State::trailer_lf: return expect(c, '\n', State::trailer_start);
        case State::last_lf: return expect(c, '\n', State::done);
        case State::data:
        case State::done: break;
    }
    return fail(ChunkFault::malformed);
}

bool Chunked::size_digit(char c, const ChunkLimits& limits) {
    if (c == '\r' && digits_ > 0) {
        if (size_ > limits.body - taken_) return fail(ChunkFault::body_too_large);
        return expect(c, '\r', State::size_lf);
    }
    if (!grammar::is(c, grammar::hex) || ++digits_ > most_size_digits) return fail(ChunkFault::malformed);
    size_ = size_ * 16 + hex_value(c);
    return true;
}

bool Chunked::expect(char c, char wanted, State next) {
    if (c != wanted) return fail(ChunkFault::malformed);
    state_ = next;
    return true;
}

bool Chunked::fail(ChunkFault fault) {
    fault_ = fault;
    return false;
}

}  // namespace mortise::http

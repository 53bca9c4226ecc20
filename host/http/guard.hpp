// Decides from the raw bytes where a request begins and ends, more strictly than RFC 9112 demands, so that nobody before or
// behind us can see other requests in the same bytes. Pure and incremental: the verdict is the same however the bytes are split.
// Whatever it passes may be given to a parser; whatever it refuses is answered with `problem` and the connection closed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/chunked.hpp"
#include "model/problem.hpp"

namespace mortise::http {

struct GuardLimits {
    std::size_t header = 8 * 1024;  // bytes, from the request line to the empty line
    std::size_t fields = 100;
};

enum class Framing : unsigned char { no_body, length, chunked };
enum class Expectation : unsigned char { none, proceed };
enum class Persistence : unsigned char { close, keep_alive };

struct Head {
    std::size_t begin = 0;  // of the request line: past the empty line that RFC 9112 2.2 allows before it
    std::size_t end = 0;    // past the empty line that ends the header
    Framing framing = Framing::no_body;
    std::uint64_t length = 0;
    unsigned minor_version = 1;
    Persistence persistence = Persistence::keep_alive;
    Expectation expectation = Expectation::none;
};

// One request. Call `read_head` until it does not say more, then `admit`, then `read_body` until it does not say more.
class Guard {
public:
    explicit Guard(GuardLimits limits) : limits_{limits} {}

    // `received`: everything since the request began, seen before or not.
    Verdict read_head(std::string_view received);
    // `limit` is the largest body that this request may have.
    Verdict admit(std::uint64_t limit);
    // Takes what belongs to the body off the front of `received` and appends the data to `body`.
    Verdict read_body(std::string_view& received, std::string& body);

    const Head& head() const noexcept { return head_; }
    // REQUIRES: something was refused.
    const model::Problem& problem() const noexcept { return *problem_; }

private:
    struct Range {
        std::size_t begin = 0, size = 0;
        std::string_view of(std::string_view text) const noexcept { return text.substr(begin, size); }
    };

    Verdict refuse(model::Problem problem);
    Verdict read_line(std::string_view received, std::size_t begin, std::size_t size);
    Verdict request_line(std::string_view line, std::size_t at);
    Verdict field(std::string_view line, std::size_t at);
    Verdict host(std::string_view value, std::size_t at);
    Verdict content_length(std::string_view value);
    Verdict transfer_encoding(std::string_view value);
    Verdict expect(std::string_view value);
    void connection(std::string_view value);
    Verdict finish(std::string_view received);

    GuardLimits limits_;
    Head head_;
    std::size_t line_begin_ = 0, scanned_ = 0, fields_ = 0;
    Range host_, authority_;
    bool has_request_line_ = false, has_host_ = false, has_length_ = false, has_coding_ = false;
    bool says_close_ = false, says_keep_alive_ = false;
    std::uint64_t remaining_ = 0, body_limit_ = 0;
    Chunked chunked_;
    std::optional<model::Problem> problem_;
};

}  // namespace mortise::http

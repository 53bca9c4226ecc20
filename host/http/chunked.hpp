// The chunked coding of a request body, byte by byte: sizes are bounded hexadecimal, extensions are refused, trailer fields are
// checked, counted and dropped, so that nothing after the header can change what the request says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mortise::http {

enum class Verdict : unsigned char { more, complete, refused };
enum class ChunkFault : unsigned char { none, malformed, body_too_large, trailer_too_large };

struct ChunkLimits {
    std::uint64_t body = 0;
    std::size_t trailer = 8 * 1024;
    std::size_t fields = 100;
};

class Chunked {
public:
    Verdict take(std::string_view& received, std::string& body, const ChunkLimits& limits);
    ChunkFault fault() const noexcept { return fault_; }

private:
    enum class State : unsigned char {
        size,
        size_lf,
        data,
        data_cr,
        data_lf,
        trailer_start,
        trailer_name,
        trailer_value,
        trailer_lf,
        last_lf,
        done
    };

    bool step(char c, const ChunkLimits& limits);
    bool size_digit(char c, const ChunkLimits& limits);
    bool expect(char c, char wanted, State next);
    bool fail(ChunkFault fault);

    State state_ = State::size;
    ChunkFault fault_ = ChunkFault::none;
    unsigned char digits_ = 0;
    std::uint64_t size_ = 0, taken_ = 0;
    std::size_t trailer_ = 0, fields_ = 0;
};

}  // namespace mortise::http

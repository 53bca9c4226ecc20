#include "model/id.hpp"

#include <sys/random.h>

#include <chrono>
#include <stdexcept>

namespace mortise::model {

std::string make_id() {
    std::array<unsigned char, 12> bytes;
    const auto seconds = static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
    for (int i = 0; i < 4; ++i) bytes[i] = static_cast<unsigned char>(seconds >> (24 - 8 * i));
    if (getrandom(bytes.data() + 4, 8, 0) != 8) throw std::runtime_error{"the operating system gives no random bytes"};

    constexpr char digits[] = "0123456789abcdef";
    std::string id(id_length, '0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        id[2 * i] = digits[bytes[i] >> 4];
        id[2 * i + 1] = digits[bytes[i] & 15];
    }
    return id;
}

}  // namespace mortise::model

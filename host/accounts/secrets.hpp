// Random tokens, their hashes, and passwords. libsodium's one door.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace mortise::accounts {

void init_secrets();  // once, at start

// The server's secret, from which the keys for API keys and CSRF tokens are derived. Never printed.
class Pepper {
public:
    // At least 32 bytes: 32 characters of text, or 64 hexadecimal digits. Throws std::invalid_argument.
    explicit Pepper(std::string_view secret);
    // Reads the file, making it with 32 random bytes and mode 0600 when absent. Throws std::runtime_error naming it, also when
    // everybody may read it.
    static Pepper from_file(const std::string& path);

    std::string hash_api_key(std::string_view secret) const;    // hex
    std::string csrf_token(std::string_view session_id) const;  // base64url

private:
    using Key = std::array<unsigned char, 32>;
    Key api_key_, csrf_;
};

std::string random_token();  // 256 bits, base64url
std::array<unsigned char, 32> random_bytes();
std::string sha256_hex(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

struct Argon2Cost {
    unsigned memory_kib = 19 * 1024;
    unsigned passes = 2;
};
// Slow and hungry by design: bound how many run at once. Throws std::bad_alloc when the memory is not to be had.
std::string hash_password(std::string_view password, const Argon2Cost& cost);
bool verify_password(std::string_view hash, std::string_view password);
// A hash that no password matches, at the usual cost: verified for unknown users, so that they take as long.
const std::string& dummy_password_hash(const Argon2Cost& cost);
// Why a password is refused, as a sentence fit for its field, or empty: 12 to 128 characters, and none of the most common.
std::string_view password_problem(std::string_view password);

}  // namespace mortise::accounts

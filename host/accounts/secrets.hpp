// Random tokens, their hashes, and passwords. libsodium's one door.
#pragma once

#include <string>
#include <string_view>

namespace mortise::accounts {

// The server's secret, from which the keys for API keys and CSRF tokens are derived. Never printed.
class Pepper {
public:
    explicit Pepper(std::string_view secret);                        // REQUIRES: at least 32 bytes of text or hex
    // Reads the file, making it with 32 random bytes and mode 0600 when absent. Throws std::runtime_error naming it.
    static Pepper from_file(const std::string& path);

    std::string hash_api_key(std::string_view secret) const;         // hex
    std::string csrf_token(std::string_view session_id) const;       // base64url

private:
    unsigned char api_key_[32], csrf_[32];
};

void init_secrets();                                     // once, at start
std::string random_token();                              // 256 bits, base64url
std::string sha256_hex(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

struct Argon2Cost {
    unsigned memory_kib = 19 * 1024;
    unsigned passes = 2;
};
std::string hash_password(std::string_view password, const Argon2Cost& cost);
bool verify_password(std::string_view hash, std::string_view password);
// A hash that no password matches, at the usual cost: verified for unknown users, so that they take as long.
const std::string& dummy_password_hash(const Argon2Cost& cost);
// Why a password is refused, or empty: 12 to 128 characters, and none of the most common.
std::string_view password_problem(std::string_view password);

}  // namespace mortise::accounts

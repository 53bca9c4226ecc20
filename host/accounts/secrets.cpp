#include "accounts/secrets.hpp"

#include <sodium.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <span>
#include <stdexcept>

namespace mortise::accounts {
namespace {

using Digest = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Digest hmac(std::string_view key, std::string_view text) {
    crypto_auth_hmacsha256_state state;
    Digest digest;
    crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes(text), text.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    return digest;
}

std::string_view text_of(std::span<const unsigned char> raw) { return {reinterpret_cast<const char*>(raw.data()), raw.size()}; }

std::string hex(std::span<const unsigned char> raw) {
    std::string text(2 * raw.size(), '\0');
    sodium_bin2hex(text.data(), text.size() + 1, raw.data(), raw.size());
    return text;
}

std::string base64url(std::span<const unsigned char> raw) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(raw.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw.data(), raw.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

bool all_hexadecimal(std::string_view text) { return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos; }

}  // namespace

void init_secrets() {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium does not start: the operating system gives no random bytes"};
}

Pepper::Pepper(std::string_view secret) {
    const std::size_t strength = all_hexadecimal(secret) ? secret.size() / 2 : secret.size();
    if (strength < 32) throw std::invalid_argument{"the pepper needs at least 32 characters, or 64 hexadecimal digits"};
    api_key_ = hmac(secret, "mortise api keys 1");
    csrf_ = hmac(secret, "mortise csrf tokens 1");
}

std::string Pepper::hash_api_key(std::string_view secret) const { return hex(hmac(text_of(api_key_), secret)); }

std::string Pepper::csrf_token(std::string_view session_id) const { return base64url(hmac(text_of(csrf_), session_id)); }

std::array<unsigned char, 32> random_bytes() {
    std::array<unsigned char, 32> raw;
    randombytes_buf(raw.data(), raw.size());
    return raw;
}

std::string random_token() { return base64url(random_bytes()); }

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256(digest.data(), bytes(text), text.size());
    return hex(digest);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password, const Argon2Cost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, std::size_t{cost.memory_kib} * 1024,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc{};
    return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    std::array<char, crypto_pwhash_STRBYTES> terminated{};
    std::copy(hash.begin(), hash.end(), terminated.begin());
    return crypto_pwhash_str_verify(terminated.data(), password.data(), password.size()) == 0;
}

const std::string& dummy_password_hash(const Argon2Cost& cost) {
    static std::mutex mutex;
    static std::map<std::pair<unsigned, unsigned>, std::string> hashes;
    const std::lock_guard lock{mutex};
    auto& hash = hashes[{cost.memory_kib, cost.passes}];
    if (hash.empty()) hash = hash_password(random_token(), cost);
    return hash;
}

}  // namespace mortise::accounts

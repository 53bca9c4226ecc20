// How an API key is written: mk_<id>_<256 bits, base62><crc32, base62>, always of one length. The checksum turns away what was
// mistyped or cut before anybody asks the database; it is no protection. For issuing and verifying use ApiKeys.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "model/id.hpp"

namespace mortise::accounts {

constexpr std::size_t key_length = 3 + model::id_length + 1 + 43 + 6;

std::string format_key(const model::ApiKeyId& id, const std::array<unsigned char, 32>& secret);
// The id that a key names; empty unless its form and checksum hold.
std::optional<model::ApiKeyId> id_of_key(std::string_view key);
// Fit to be shown: the last four characters, `mk_…ab12`.
std::string hint_of_key(std::string_view key);

}  // namespace mortise::accounts

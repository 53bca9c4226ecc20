// API keys: mk_<id>_<256 bits, base62><crc32>. Looked up by id, compared by HMAC-SHA-256 under the server's pepper in constant
// time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.hpp"
#include "model/principal.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

struct VerifiedKey {
    model::ApiKeyId id;
    model::Person owner;
    model::WorkspaceId bound_to;  // empty: account-wide
    std::vector<model::WorkspaceId> denied_in;
    std::optional<model::Instant> last_used_at;
};

struct IssuedKey {
    model::ApiKeyId id;
    std::string secret;  // shown once
    std::string hint;
};

// A key as its owner and the operator may see it.
struct ListedKey {
    model::ApiKeyId id;
    std::string name, hint, status;  // ACTIVE, DEACTIVATED
    model::WorkspaceId bound_to;
    model::Instant created_at{};
    std::optional<model::Instant> last_used_at, deactivated_at;
};

class ApiKeys {
public:
    ApiKeys(storage::Connection& connection, const Pepper& pepper) : connection_{connection}, pepper_{pepper} {}

    // Nothing for a malformed, unknown, deactivated key, or one whose owner is not ACTIVE. A malformed one is turned away before
    // the database is asked; the others take the same path and time. One indexed statement.
    std::optional<VerifiedKey> verify(std::string_view key);
    IssuedKey issue(const model::UserId& owner, std::string_view name, const model::WorkspaceId& bound_to, model::Instant now);
    static void used(storage::Connection& connection, const model::ApiKeyId& id, model::Instant at);  // coalesced by Bookkeeping

    // For the CLI; people at a browser go through plugins.
    std::vector<ListedKey> of_user(const model::UserId& owner);      // oldest first
    bool deactivate(const model::ApiKeyId& id, model::Instant now);  // false: unknown, or not active any more

private:
    storage::Connection& connection_;
    const Pepper& pepper_;
};

}  // namespace mortise::accounts

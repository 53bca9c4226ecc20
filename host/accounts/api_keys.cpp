#include "accounts/api_keys.hpp"

#include "accounts/key_format.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

// What no HMAC is: compared for unknown ids, so that they take as long.
constexpr std::string_view no_hash = "0000000000000000000000000000000000000000000000000000000000000000";

std::optional<model::Instant> optional_instant(const storage::Rows& rows, std::size_t row, std::size_t column) {
    if (rows.is_null(row, column)) return std::nullopt;
    return model::from_microseconds(rows.integer(row, column));
}

}  // namespace

std::optional<VerifiedKey> ApiKeys::verify(std::string_view key) {
    const auto id = id_of_key(key);
    if (!id) return std::nullopt;

    // A row for each workspace that denies the key, or one where none does.
    const auto rows = connection_.query(
        R"(
        SELECT k.secret_hash, k.status, u.status, k.workspace_id, k.last_used_at, u.id, u.name, u.email, d.workspace_id
        FROM api_keys k JOIN users u ON u.id = k.user_id LEFT JOIN api_key_denials d ON d.key_id = k.id
        WHERE k.id = :id)",
        {arg("id", *id)},
        {Type::text, Type::text, Type::text, Type::text, Type::integer, Type::text, Type::text, Type::text, Type::text});
    const bool known = !rows.empty();
    const bool matches = equal_in_constant_time(known ? rows.text(0, 0) : no_hash, pepper_.hash_api_key(key));
    if (!matches || !known || rows.text(0, 1) != "ACTIVE" || rows.text(0, 2) != "ACTIVE") return std::nullopt;

    VerifiedKey verified;
    verified.id = *id;
    verified.bound_to = model::WorkspaceId::trusted(rows.text(0, 3));
    verified.last_used_at = optional_instant(rows, 0, 4);
    verified.owner = {model::UserId::trusted(rows.text(0, 5)), std::string{rows.text(0, 6)}, std::string{rows.text(0, 7)}};
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (!rows.is_null(row, 8)) verified.denied_in.push_back(model::WorkspaceId::trusted(rows.text(row, 8)));
    return verified;
}

IssuedKey ApiKeys::issue(const model::UserId& owner, std::string_view name, const model::WorkspaceId& bound_to,
                         model::Instant now) {
    IssuedKey issued;
    issued.id = model::ApiKeyId::trusted(model::make_id());
    issued.secret = format_key(issued.id, random_bytes());
    issued.hint = hint_of_key(issued.secret);
    connection_.execute(R"(
        INSERT INTO api_keys (id, user_id, workspace_id, name, hint, secret_hash, status, created_at)
        VALUES (:id, :user, :workspace, :name, :hint, :hash, 'ACTIVE', :now))",
                        {arg("id", issued.id), arg("user", owner), arg("workspace", bound_to), arg("name", name),
                         arg("hint", issued.hint), arg("hash", pepper_.hash_api_key(issued.secret)), arg("now", now)});
    return issued;
}

void ApiKeys::used(storage::Connection& connection, const model::ApiKeyId& id, model::Instant at) {
    connection.execute("UPDATE api_keys SET last_used_at = :at WHERE id = :id", {arg("at", at), arg("id", id)});
}

std::vector<ListedKey> ApiKeys::of_user(const model::UserId& owner) {
    const auto rows = connection_.query(
        R"(
        SELECT id, name, hint, status, workspace_id, created_at, last_used_at, deactivated_at
        FROM api_keys WHERE user_id = :user ORDER BY created_at, id)",
        {arg("user", owner)},
        {Type::text, Type::text, Type::text, Type::text, Type::text, Type::integer, Type::integer, Type::integer});
    std::vector<ListedKey> keys;
    keys.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        keys.push_back({model::ApiKeyId::trusted(rows.text(row, 0)), std::string{rows.text(row, 1)},
                        std::string{rows.text(row, 2)}, std::string{rows.text(row, 3)},
                        model::WorkspaceId::trusted(rows.text(row, 4)), model::from_microseconds(rows.integer(row, 5)),
                        optional_instant(rows, row, 6), optional_instant(rows, row, 7)});
    return keys;
}

bool ApiKeys::deactivate(const model::ApiKeyId& id, model::Instant now) {
    return connection_.execute(
               "UPDATE api_keys SET status = 'DEACTIVATED', deactivated_at = :now WHERE id = :id AND status = 'ACTIVE'",
               {arg("now", now), arg("id", id)}) == 1;
}

}  // namespace mortise::accounts

// Users: one row a person, whatever workspaces they are in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/id.hpp"
#include "model/instant.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

struct User {
    model::UserId id;
    std::string email, name, password_hash, status, language;
};

class Users {
public:
    explicit Users(storage::Connection& connection) : connection_{connection} {}

    std::optional<User> by_email(std::string_view email);      // compared folded
    std::optional<User> by_id(const model::UserId& id);
    // Throws storage::Error{constraint} when the e-mail is taken.
    model::UserId add(std::string_view email, std::string_view name, std::string_view password_hash, model::Instant now);
    void set_password(const model::UserId& id, std::string_view password_hash);
    void set_status(const model::UserId& id, std::string_view status);   // ACTIVE, INACTIVE

private:
    storage::Connection& connection_;
};

// Lower case for search and comparison (ASCII and Latin-1 letters, umlauts among them).
std::string fold(std::string_view text);

}  // namespace mortise::accounts

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

// What somebody chose for the pages. No language: the browser's. The theme is DEFAULT (the device's), LIGHT or DARK.
struct Preferences {
    std::optional<std::string> language;
    std::string theme = "DEFAULT";
};

class Users {
public:
    explicit Users(storage::Connection& connection) : connection_{connection} {}

    std::optional<User> by_email(std::string_view email);  // compared folded
    std::optional<User> by_id(const model::UserId& id);
    // Throws storage::Error{constraint} when the e-mail is taken.
    model::UserId add(std::string_view email, std::string_view name, std::string_view password_hash, model::Instant now);

    // Each throws Refusal user_not_found for a stranger. The first two keep the sort columns of the memberships in step.
    void rename(const model::UserId& id, std::string_view name);
    void set_email(const model::UserId& id, std::string_view email);  // storage::Error{constraint} when it is taken
    void set_password(const model::UserId& id, std::string_view password_hash);
    void set_status(const model::UserId& id, std::string_view status);  // ACTIVE, INACTIVE

    Preferences preferences(const model::UserId& id);   // the defaults for a stranger
    void set_preferences(const model::UserId& id, const Preferences& preferences);

private:
    storage::Connection& connection_;
};

// Lower case for search and comparison: ASCII, Latin-1 and Latin Extended-A letters, umlauts among them. Other UTF-8, and
// bytes that are none, stay as they are.
std::string fold(std::string_view text);

}  // namespace mortise::accounts

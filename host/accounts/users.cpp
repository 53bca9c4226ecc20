#include "accounts/users.hpp"

#include "model/problem.hpp"

namespace mortise::accounts {
namespace {

using storage::arg;
using storage::Type;

std::optional<User> first(const storage::Rows& rows) {
    if (rows.empty()) return std::nullopt;
    return User{model::UserId::trusted(rows.text(0, 0)),
                std::string{rows.text(0, 1)},
                std::string{rows.text(0, 2)},
                std::string{rows.text(0, 3)},
                std::string{rows.text(0, 4)},
                std::string{rows.text(0, 5)}};
}

void expect_one(std::int64_t affected) {
    if (affected != 1) throw model::Refusal{model::problems::unknown_user()};
}

}  // namespace

std::optional<User> Users::by_email(std::string_view email) {
    return first(
        connection_.query("SELECT id, email, name, password_hash, status, language FROM users WHERE email_folded = :email",
                          {arg("email", fold(email))}, {Type::text, Type::text, Type::text, Type::text, Type::text, Type::text}));
}

std::optional<User> Users::by_id(const model::UserId& id) {
    return first(connection_.query("SELECT id, email, name, password_hash, status, language FROM users WHERE id = :id",
                                   {arg("id", id)}, {Type::text, Type::text, Type::text, Type::text, Type::text, Type::text}));
}

model::UserId Users::add(std::string_view email, std::string_view name, std::string_view password_hash, model::Instant now) {
    const auto id = model::UserId::trusted(model::make_id());
    connection_.execute(R"(
        INSERT INTO users (id, email, email_folded, name, password_hash, created_at)
        VALUES (:id, :email, :folded, :name, :password, :now))",
                        {arg("id", id), arg("email", email), arg("folded", fold(email)), arg("name", name),
                         arg("password", password_hash), arg("now", now)});
    return id;
}

void Users::rename(const model::UserId& id, std::string_view name) {
    expect_one(connection_.execute("UPDATE users SET name = :name WHERE id = :id", {arg("name", name), arg("id", id)}));
    connection_.execute("UPDATE memberships SET sort_name = :name WHERE user_id = :id", {arg("name", fold(name)), arg("id", id)});
}

void Users::set_email(const model::UserId& id, std::string_view email) {
    const auto folded = fold(email);
    expect_one(connection_.execute("UPDATE users SET email = :email, email_folded = :folded WHERE id = :id",
                                   {arg("email", email), arg("folded", folded), arg("id", id)}));
    connection_.execute("UPDATE memberships SET sort_email = :email WHERE user_id = :id", {arg("email", folded), arg("id", id)});
}

void Users::set_password(const model::UserId& id, std::string_view password_hash) {
    expect_one(connection_.execute("UPDATE users SET password_hash = :password WHERE id = :id",
                                   {arg("password", password_hash), arg("id", id)}));
}

void Users::set_status(const model::UserId& id, std::string_view status) {
    expect_one(connection_.execute("UPDATE users SET status = :status WHERE id = :id", {arg("status", status), arg("id", id)}));
}

Preferences Users::preferences(const model::UserId& id) {
    const auto rows =
        connection_.query("SELECT language, theme FROM users WHERE id = :id", {arg("id", id)}, {Type::text, Type::text});
    if (rows.empty()) return {};
    Preferences preferences;
    if (!rows.is_null(0, 0)) preferences.language = rows.text(0, 0);
    preferences.theme = rows.text(0, 1);
    return preferences;
}

void Users::set_preferences(const model::UserId& id, const Preferences& preferences) {
    expect_one(connection_.execute("UPDATE users SET language = :language, theme = :theme WHERE id = :id",
                                   {arg("language", preferences.language), arg("theme", preferences.theme), arg("id", id)}));
}

}  // namespace mortise::accounts

// A user as clients of the public API see one, and the statements that find them.
#pragma once

#include <mortise/plugin.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace directory {

struct Membership {
    std::string_view user, workspace, status;
    std::string_view role = {};   // empty: not asked for
};

struct User {
    std::string_view id, email, name, status, time_zone;
    std::optional<std::string_view> language;
    std::string_view theme;
    std::optional<std::string_view> default_workspace, active_workspace;
    std::vector<Membership> memberships = {};   // those that were asked for
};

void write_json(mortise::JsonWriter& json, const Membership& membership);
void write_json(mortise::JsonWriter& json, const User& user);

enum class MemberOrder { id, email, name };
enum class Direction { ascending, descending };

struct MemberFilter {
    std::string email, name;   // LIKE patterns on folded text
    std::string_view status;   // ALL: any
    MemberOrder order;
    Direction direction;
    std::int64_t offset, limit;
    bool with_roles = false;
};

class Users {
public:
    explicit Users(const mortise::Storage& storage) : storage_{storage} {}

    // `confined_to`: nothing of another workspace is shown; empty: no such limit.
    User by_id(std::string_view id, std::string_view confined_to) const;
    std::vector<Membership> memberships_of(std::string_view user, std::string_view confined_to) const;
    // Each with the membership of this workspace, and without a word of others.
    std::vector<User> members_of(std::string_view workspace, const MemberFilter& filter) const;

private:
    const mortise::Storage& storage_;
};

}  // namespace directory

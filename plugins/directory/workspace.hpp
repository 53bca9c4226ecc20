// A workspace as clients of the public API see one, and the statements that find them.
#pragma once

#include <mortise/plugin.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "user.hpp"

namespace directory {

// What clients are told that a plan includes: from the settings, and no more than a hint.
using Features = std::map<std::string, std::vector<std::string>, std::less<>>;

struct Workspace {
    std::string_view id, name, plan;
    std::optional<std::string_view> subdomain;
    std::string_view user, membership_status;   // the caller and what they are here
};

void write_workspace(mortise::JsonWriter& json, const Workspace& workspace, const Features& features);

class Workspaces {
public:
    explicit Workspaces(const mortise::Storage& storage) : storage_{storage} {}

    // Where the user is an active member. `confined_to`: that one alone; empty: no such limit.
    std::vector<Workspace> of(std::string_view user, std::string_view confined_to) const;

    void rename(std::string_view workspace, std::string_view name) const;
    // Empty: none. Conflict `subdomain_taken` when it is another workspace's.
    void set_subdomain(std::string_view workspace, std::string_view subdomain) const;

private:
    const mortise::Storage& storage_;
};

}  // namespace directory

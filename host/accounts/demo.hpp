// The demo data set that tests, documentation and screenshots share: four workspaces, fifty people, five API keys, three running
// timers. Everybody's password is `mortise-demo`, behind one and the same hash: a data set for trying out, never for real use.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/secrets.hpp"
#include "model/id.hpp"
#include "model/instant.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

constexpr std::string_view demo_password = "mortise-demo";

struct DemoUser {
    std::string email;
    model::UserId id;
};

struct DemoWorkspace {
    std::string name;
    model::WorkspaceId id;
    std::string plan, subdomain;
};

struct DemoKey {
    std::string user, name;             // e-mail
    std::string workspace;              // name; empty: account-wide
    std::optional<std::string> secret;  // only from the call that seeded: nobody can read it again
};

struct DemoData {
    enum class Origin : std::uint8_t { seeded, found };
    Origin origin = Origin::seeded;
    std::vector<DemoUser> users;
    std::vector<DemoWorkspace> workspaces;
    std::vector<DemoKey> api_keys;
};

// Where olivia@acme.example is already, nothing is changed and what is there is told. Time entries are made only where the
// migrations of time-tracker ran before.
DemoData seed_demo(storage::Connection& connection, const Pepper& pepper, const Argon2Cost& cost, model::Instant now);

// What `mortise demo --json` prints; a secret that cannot be read again is null.
std::string to_json(const DemoData& data);

}  // namespace mortise::accounts

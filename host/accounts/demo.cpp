#include "accounts/demo.hpp"

#include <chrono>

#include "accounts/api_keys.hpp"
#include "accounts/demo_people.hpp"
#include "accounts/demo_time.hpp"
#include "accounts/invented_names.hpp"
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;
using storage::arg;
using storage::Type;

using Secrets = std::map<model::ApiKeyId, std::string>;

struct Generated {
    std::string email, name;
};

Generated generated(std::size_t index) { return {fold(invented_given_name(index)) + "@acme.example", invented_name(index)}; }

class Seeding {
public:
    Seeding(storage::Connection& connection, const Pepper& pepper, model::Instant now)
        : users_{connection}, workspaces_{connection}, keys_{connection, pepper}, connection_{connection}, now_{now} {}

    Secrets run(std::string_view password_hash) {
        const auto founded = now_ - std::chrono::days{400};
        for (const auto& [email, name] : demo::people) user_ids_.emplace(email, users_.add(email, name, password_hash, founded));
        for (const auto& [name, plan, subdomain] : demo::workspaces)
            workspace_ids_.emplace(name, workspaces_.add(name, plan, subdomain, founded));
        auto joined = founded;
        for (const auto& [workspace, email, role, status] : demo::memberships)
            workspaces_.add_member(workspace_of(workspace), user_of(email), role, status, joined += 36h);
        for (std::size_t i = 0; i < demo::generated_members; ++i) {
            const auto [email, name] = generated(i);
            const auto user = users_.add(email, name, password_hash, joined += 36h);
            workspaces_.add_member(workspace_of("Acme"), user, "member", model::MemberStatus::active, joined);
        }
        demo::seed_time(connection_, user_ids_, workspace_ids_, now_);
        return issue_keys();
    }

private:
    Secrets issue_keys() {
        Secrets secrets;
        auto issued_at = now_ - std::chrono::days{90};
        for (const auto& [email, name, workspace] : demo::keys) {
            const auto bound_to = workspace.empty() ? model::WorkspaceId{} : workspace_of(workspace);
            auto key = keys_.issue(user_of(email), name, bound_to, issued_at += 24h);
            secrets.emplace(key.id, std::move(key.secret));
        }
        return secrets;
    }

    const model::UserId& user_of(std::string_view email) const { return user_ids_.find(email)->second; }
    const model::WorkspaceId& workspace_of(std::string_view name) const { return workspace_ids_.find(name)->second; }

    Users users_;
    Workspaces workspaces_;
    ApiKeys keys_;
    storage::Connection& connection_;
    const model::Instant now_;
    demo::UserIds user_ids_;
    demo::WorkspaceIds workspace_ids_;
};

void find_user(storage::Connection& connection, std::string_view email, DemoData& data) {
    if (const auto user = Users{connection}.by_email(email)) data.users.push_back({user->email, user->id});
}

void find_workspace(storage::Connection& connection, std::string_view name, DemoData& data) {
    const auto rows =
        connection.query("SELECT id, plan, subdomain FROM workspaces WHERE name = :name ORDER BY created_at LIMIT 1",
                         {arg("name", name)}, {Type::text, Type::text, Type::text});
    if (rows.empty()) return;
    data.workspaces.push_back({std::string{name}, model::WorkspaceId::trusted(rows.text(0, 0)), std::string{rows.text(0, 1)},
                               std::string{rows.text(0, 2)}});
}

std::string name_of(const DemoData& data, const model::WorkspaceId& id) {
    for (const auto& workspace : data.workspaces)
        if (workspace.id == id) return workspace.name;
    return {};
}

// What there is of the data set now; somebody may have changed it.
DemoData read_back(storage::Connection& connection, const Pepper& pepper, const Secrets& secrets) {
    DemoData data;
    for (const auto& person : demo::people) find_user(connection, person.email, data);
    for (std::size_t i = 0; i < demo::generated_members; ++i) find_user(connection, generated(i).email, data);
    for (const auto& workspace : demo::workspaces) find_workspace(connection, workspace.name, data);
    for (const auto& user : data.users)
        for (const auto& key : ApiKeys{connection, pepper}.of_user(user.id)) {
            const auto secret = secrets.find(key.id);
            data.api_keys.push_back({user.email, key.name, name_of(data, key.bound_to),
                                     secret == secrets.end() ? std::nullopt : std::optional{secret->second}});
        }
    return data;
}

}  // namespace

DemoData seed_demo(storage::Connection& connection, const Pepper& pepper, const Argon2Cost& cost, model::Instant now) {
    Secrets secrets;
    const bool found = Users{connection}.by_email(demo::people.front().email).has_value();
    if (!found) secrets = Seeding{connection, pepper, now}.run(hash_password(demo_password, cost));
    auto data = read_back(connection, pepper, secrets);
    data.origin = found ? DemoData::Origin::found : DemoData::Origin::seeded;
    return data;
}

}  // namespace mortise::accounts

// Every cell of role x plan x permission, as access.yaml says it, over HTTP: what /permissions tells, and what the routes do.
// The probe shows that a denied request made no plugin call.
#include <gtest/gtest.h>

#include <algorithm>

#include "config/access_rules.hpp"
#include "support/openapi.hpp"
#include "support/server.hpp"

namespace {

using namespace mortise;
using namespace mortise::testing;
namespace json = boost::json;

const std::vector<std::pair<std::string, std::string>> people{{"owner", "olivia@acme.example"},
                                                              {"admin", "adam@acme.example"},
                                                              {"project_manager", "petra@acme.example"},
                                                              {"team_manager", "tom@acme.example"},
                                                              {"member", "mia@acme.example"}};

std::size_t position(const std::vector<std::string>& list, std::string_view text) {
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), text) - list.begin());
}

// What access.yaml says about this cell: empty when allowed, else the reason.
std::string expected(const config::AccessRules& access, const config::Rule& rule, std::string_view role, std::string_view plan) {
    if (rule.signed_in) return {};
    if (position(rule.roles, role) == rule.roles.size()) return "role_required";
    return position(access.plans, plan) < position(access.plans, rule.plan) ? "plan_required" : "";
}

class AccessMatrix : public ::testing::Test {
protected:
    AccessMatrix() : server_{{.with_probe = true}} {
        config::Problems problems;
        access_ = *config::read_access_rules((server_.folder() / "access.yaml").string(), problems);
        for (const auto& [role, email] : people) clients_.push_back(server_.signed_in(email));
    }
    const config::Rule* rule(std::string_view permission) const {
        for (const auto& [owner, rules] : access_.rules)
            for (const auto& rule : rules)
                if (rule.permission == permission) return &rule;
        return nullptr;
    }
    void set_plan(const std::string& plan) { server_.command({"workspace", "set-plan", "--workspace", "Acme", "--plan", plan}); }

    Server server_;
    config::AccessRules access_;
    std::vector<Client> clients_;
};

TEST_F(AccessMatrix, PermissionsTellEveryCell) {
    const auto path = "/workspaces/" + server_.workspace("Acme") + "/permissions";
    std::size_t cells = 0, rules = 0;
    for (const auto& [owner, owned] : access_.rules) rules += owned.size();
    for (const auto& plan : access_.plans) {
        set_plan(plan);
        for (std::size_t person = 0; person < people.size(); ++person) {
            const auto answer = clients_[person].get(path);
            ASSERT_EQ(answer.status, 200) << answer.body;
            const auto permissions = answer.json().at("permissions").as_object();
            for (const auto& [permission, entry] : permissions) {
                const auto* found = rule(permission);
                ASSERT_TRUE(found) << std::string{permission};
                const auto reason = expected(access_, *found, people[person].first, plan);
                EXPECT_EQ(entry.at("allowed").as_bool(), reason.empty()) << plan << ' ' << people[person].first << ' ' << std::string{permission};
                if (!reason.empty()) {
                    EXPECT_EQ(std::string_view{entry.at("reason").as_string()}, reason);
                }
                ++cells;
            }
        }
    }
    EXPECT_EQ(cells, access_.plans.size() * people.size() * rules);
}

TEST_F(AccessMatrix, RoutesAllowAndRefuseEveryCell) {
    const auto acme = server_.workspace("Acme"), noah = server_.user("noah@acme.example");
    const auto all = operations(clients_[0]);
    ASSERT_GT(all.size(), 25u);
    for (const auto& plan : access_.plans) {
        set_plan(plan);
        for (std::size_t person = 0; person < people.size(); ++person) {
            for (const auto& operation : all) {
                if (operation.path.starts_with("/probe/") || operation.path.ends_with("/log-in-as")) continue;   // below, and in its own suite
                const bool of_another = operation.path.find("{user}") != std::string::npos;
                const auto* found = rule(of_another ? operation.permission_for_others : operation.permission);
                const auto reason = expected(access_, *found, people[person].first, plan);
                const auto answer = clients_[person].send(operation.method, filled(operation.path, {{"workspace", acme}, {"user", noah}}),
                                                          operation.method == "GET" || operation.method == "DELETE" ? "" : "{}");
                const auto cell = plan + ' ' + people[person].first + ' ' + operation.method + ' ' + operation.path + ": " + answer.body;
                if (reason.empty()) {
                    EXPECT_NE(answer.status, 401) << cell;
                    EXPECT_NE(answer.status, 403) << cell;
                    EXPECT_NE(answer.reason(), "no_such_route") << cell;
                } else {
                    EXPECT_EQ(answer.status, 403) << cell;
                    EXPECT_EQ(answer.reason(), reason) << cell;
                }
            }
        }
    }
}

TEST_F(AccessMatrix, ADeniedRequestMakesNoPluginCall) {
    const auto acme = server_.workspace("Acme");
    const auto calls = [&] { return clients_[0].get("/probe/calls").json().as_object(); };
    const auto writes = [&] {
        const auto all = calls();
        const auto* count = all.if_contains("write");
        return count ? count->to_number<std::int64_t>() : 0;
    };
    set_plan("standard");   // probe.write needs pro, and owner or admin
    const auto before = writes();
    for (auto& client : clients_) EXPECT_EQ(client.post("/workspaces/" + acme + "/probe/notes", R"({"text":"x"})").status, 403);
    auto stranger = server_.client();
    EXPECT_EQ(stranger.post("/workspaces/" + acme + "/probe/notes", R"({"text":"x"})").status, 401);
    auto of_another = server_.signed_in("gwen@globex.example");
    EXPECT_EQ(of_another.post("/workspaces/" + acme + "/probe/notes", R"({"text":"x"})").status, 404);
    EXPECT_EQ(writes(), before);
    set_plan("pro");
    EXPECT_EQ(clients_[0].post("/workspaces/" + acme + "/probe/notes", R"({"text":"x"})").status, 200) << server_.log();
    EXPECT_EQ(writes(), before + 1);
}

TEST_F(AccessMatrix, RoleAndPlanTakeEffectAtTheNextRequest) {
    const auto accounts = "/workspaces/" + server_.workspace("Acme") + "/accounts";
    auto& owner = clients_[0];
    EXPECT_EQ(owner.get(accounts).status, 200);
    set_plan("pro");
    EXPECT_EQ(owner.get(accounts).reason(), "plan_required");
    set_plan("enterprise");
    server_.command({"workspace", "transfer", "--workspace", "Acme", "--user", "adam@acme.example"});
    EXPECT_EQ(owner.get(accounts).reason(), "role_required");
    EXPECT_EQ(clients_[1].get(accounts).status, 200);
    server_.command({"workspace", "set-status", "--workspace", "Acme", "--user", "olivia@acme.example", "--status", "INACTIVE"});   // an admin now
    EXPECT_EQ(owner.get(accounts).reason(), "workspace_not_found");
}

}  // namespace

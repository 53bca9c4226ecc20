// The role x plan x permission matrix over the rules as values; tests/integration runs the same matrix over HTTP.
#include <gtest/gtest.h>

#include "access/policy.hpp"

namespace {

using namespace mortise;
using access::Decision;

config::AccessRules rules() {
    config::AccessRules rules;
    rules.plans = {"free", "basic", "standard", "pro", "enterprise"};
    rules.roles = {"owner", "admin", "member"};
    rules.rules["accounts-tab"] = {{"accounts.view", {}, false, "enterprise", {"owner"}}};
    rules.rules["time-tracker"] = {{"time.track-own", {}, false, "free", {"owner", "admin", "member"}},
                                   {"time.view-others", {}, false, "pro", {"owner", "admin"}}};
    rules.rules["directory"] = {{"user.view", {}, true, {}, {}}};
    rules.rules["absent"] = {{"absent.thing", {}, false, "free", {"owner"}}};
    rules.deny_while_logged_in_as = {{"accounts.view", {}}, {"profile.*", {}}};
    return rules;
}

const std::map<std::string, std::string, std::less<>> defined{{"accounts.view", "accounts-tab"}, {"time.track-own", "time-tracker"},
                                                              {"time.view-others", "time-tracker"}, {"user.view", "directory"},
                                                              {"profile.edit", "directory"}};

TEST(Policy, DecidesEveryCellAsTheRulesSay) {
    const auto source = rules();
    const access::Policy policy{source, defined};
    int cells = 0;
    for (const auto& [owner, owned] : source.rules) {
        for (const auto& rule : owned) {
            if (owner == "absent" || rule.signed_in) continue;
            const auto permission = policy.index_of(rule.permission);
            for (std::size_t plan = 0; plan < source.plans.size(); ++plan) {
                for (std::size_t role = 0; role < source.roles.size(); ++role) {
                    const bool has_role = std::find(rule.roles.begin(), rule.roles.end(), source.roles[role]) != rule.roles.end();
                    const bool has_plan = plan >= std::size_t(std::find(source.plans.begin(), source.plans.end(), rule.plan) - source.plans.begin());
                    const auto expected = !has_role ? Decision::role_required : !has_plan ? Decision::plan_required : Decision::allowed;
                    EXPECT_EQ(policy.decide(permission, {true, false, std::int8_t(role), std::int8_t(plan)}), expected)
                        << rule.permission << ' ' << source.roles[role] << ' ' << source.plans[plan];
                    ++cells;
                }
            }
        }
    }
    EXPECT_EQ(cells, 3 * 5 * 3);
}

TEST(Policy, NobodyIsAllowedWithoutSigningIn) {
    const access::Policy policy{rules(), defined};
    EXPECT_EQ(policy.decide(policy.index_of("user.view"), {false, false, 0, 4}), Decision::not_signed_in);
}

TEST(Policy, SignedInRulesAskForNoWorkspace) {
    const access::Policy policy{rules(), defined};
    EXPECT_EQ(policy.decide(policy.index_of("user.view"), {true, false, -1, -1}), Decision::allowed);
}

TEST(Policy, WorkspaceRulesRefuseWithoutAWorkspace) {
    const access::Policy policy{rules(), defined};
    EXPECT_EQ(policy.decide(policy.index_of("time.track-own"), {true, false, -1, -1}), Decision::role_required);
    EXPECT_EQ(policy.decide(policy.index_of("time.track-own"), {true, false, 0, -1}), Decision::plan_required);
}

TEST(Policy, RulesOfPluginsThatAreNotEnabledAreInert) {
    const access::Policy policy{rules(), defined};
    EXPECT_EQ(policy.decide(policy.index_of("absent.thing"), {true, false, 0, 4}), Decision::not_enabled);
    EXPECT_EQ(policy.decide(access::no_permission, {true, false, 0, 4}), Decision::not_enabled);
}

TEST(Policy, AnotherPluginsRuleDoesNotCount) {
    auto source = rules();
    source.rules["absent"].push_back({"accounts.view", {}, false, "free", {"member"}});
    const access::Policy policy{source, defined};
    EXPECT_EQ(policy.decide(policy.index_of("accounts.view"), {true, false, 2, 4}), Decision::role_required);
}

TEST(Policy, TheDenyListHoldsWhateverTheRole) {
    const access::Policy policy{rules(), defined};
    EXPECT_EQ(policy.decide(policy.index_of("accounts.view"), {true, true, 0, 4}), Decision::logged_in_as);
    EXPECT_EQ(policy.decide(policy.index_of("profile.edit"), {true, true, 0, 4}), Decision::logged_in_as);
    EXPECT_EQ(policy.decide(policy.index_of("time.track-own"), {true, true, 0, 4}), Decision::allowed);
}

TEST(Policy, APermissionWithoutARuleIsRefused) {
    const access::Policy policy{rules(), defined};
    EXPECT_EQ(policy.decide(policy.index_of("profile.edit"), {true, false, 0, 4}), Decision::role_required);
}

TEST(Policy, AnUnknownPlanInARuleRefusesEverybody) {
    auto source = rules();
    source.rules["accounts-tab"][0].plan = "platinum";
    const access::Policy policy{source, defined};
    EXPECT_EQ(policy.decide(policy.index_of("accounts.view"), {true, false, 0, 4}), Decision::plan_required);
}

TEST(Policy, TellsBothThatAreMissing) {
    const access::Policy policy{rules(), defined};
    const auto accounts = policy.index_of("accounts.view");
    const auto neither = policy.requirement(accounts, {true, false, policy.role_index("member"), policy.plan_index("pro")});
    EXPECT_TRUE(neither.role_missing);
    EXPECT_TRUE(neither.plan_missing);
    EXPECT_EQ(neither.plan, "enterprise");
    EXPECT_EQ(neither.roles, (std::vector<std::string_view>{"owner"}));
    const auto plan_alone = policy.requirement(accounts, {true, false, policy.role_index("owner"), policy.plan_index("free")});
    EXPECT_FALSE(plan_alone.role_missing);
    EXPECT_TRUE(plan_alone.plan_missing);
    const auto own = policy.requirement(policy.index_of("user.view"), {true, false, -1, -1});
    EXPECT_TRUE(own.plan.empty());
    EXPECT_FALSE(own.role_missing || own.plan_missing);
}

}  // namespace

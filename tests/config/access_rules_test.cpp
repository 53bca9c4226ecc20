#include "config/access_rules.hpp"

#include <gmock/gmock.h>

#include "support.hpp"

namespace mortise::config {
namespace {

TEST(AccessRules, OfTheRepositoryAreRight) {
    Problems problems;
    const auto rules = read_access_rules(MORTISE_SOURCE_DIR "/config/access.yaml", problems);
    ASSERT_TRUE(rules) << problems.text();
    EXPECT_THAT(rules->plans, ::testing::ElementsAre("free", "basic", "standard", "pro", "enterprise"));
    EXPECT_THAT(rules->roles, ::testing::ElementsAre("owner", "admin", "project_manager", "team_manager", "member"));
    const auto& timer = rules->rules.at("timer-control");
    ASSERT_EQ(timer.size(), 1u);
    EXPECT_EQ(timer[0].permission, "timers.stop-others");
    EXPECT_EQ(timer[0].plan, "enterprise");
    EXPECT_THAT(timer[0].roles, ::testing::ElementsAre("owner"));
    EXPECT_FALSE(timer[0].signed_in);
    EXPECT_GT(timer[0].at.line, 0);
    EXPECT_TRUE(rules->rules.at("api-keys")[0].signed_in);
    EXPECT_EQ(rules->deny_while_logged_in_as.size(), 7u);
}

TEST(AccessRules, NothingIsDeniedWithoutADenyList) {
    const testing::Folder folder;
    Problems problems;
    const auto rules = read_access_rules(folder.write("access.yaml", "plans: [free]\nroles: [owner]\nrules: {}\n"), problems);
    ASSERT_TRUE(rules) << problems.text();
    EXPECT_TRUE(rules->deny_while_logged_in_as.empty());
}

TEST(DenyPattern, MatchesAPermissionOrAPrefix) {
    const DenyPattern exact{"api-keys.manage-own", {}}, prefix{"profile.*", {}};
    EXPECT_TRUE(exact.matches("api-keys.manage-own"));
    EXPECT_FALSE(exact.matches("api-keys.manage-own.x"));
    EXPECT_FALSE(exact.matches("api-keys"));
    EXPECT_TRUE(prefix.matches("profile.name"));
    EXPECT_TRUE(prefix.matches("profile.name.first"));
    EXPECT_FALSE(prefix.matches("profile"));
    EXPECT_FALSE(prefix.matches("profiles.name"));
}

struct Refused {
    const char* name;
    std::string rules;  // below two lines that name plans and roles
    std::string problems;
};

std::ostream& operator<<(std::ostream& out, const Refused& refused) { return out << refused.name; }

class RefusedRules : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedRules, HaveAPosition) {
    const testing::Folder folder;
    Problems problems;
    EXPECT_FALSE(read_access_rules(folder.write("access.yaml", "plans: [free, pro]\nroles: [owner, member]\n" + GetParam().rules),
                                   problems));
    EXPECT_EQ(folder.text_of(problems), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, RefusedRules,
    ::testing::Values(
        Refused{"no_rules", "", "access.yaml:1:1: rules is missing; add it\n"},
        Refused{"unknown_key", "rules: {}\nrule: {}\n", "access.yaml:4:1: unknown key \"rule\"; did you mean \"rules\"?\n"},
        Refused{"plugin_without_rules", "rules:\n  a:\n", "access.yaml:4:3: rules.a must be a map, not nothing\n"},
        Refused{"plugin_id", "rules: {A: {}}\n",
                "access.yaml:3:9: \"A\" is no plugin id; rules stand under the plugin that defines their permissions\n"},
        Refused{"permission", "rules: {a: {Stop: signed-in}}\n",
                "access.yaml:3:13: \"Stop\" is no permission; write it like timers.stop-others\n"},
        Refused{"kind", "rules: {a: {b.c: anybody}}\n",
                "access.yaml:3:18: the rule of b.c must be signed-in or { plan, roles }\n"},
        Refused{"unknown_plan", "rules: {a: {b.c: {plan: por, roles: [owner]}}}\n",
                "access.yaml:3:25: unknown plan \"por\"; did you mean \"pro\"?\n"},
        Refused{"unknown_role", "rules: {a: {b.c: {plan: pro, roles: [owner, chief]}}}\n",
                "access.yaml:3:45: unknown role \"chief\"; known are owner, member\n"},
        Refused{"role_twice", "rules: {a: {b.c: {plan: pro, roles: [owner, owner]}}}\n",
                "access.yaml:3:45: \"owner\" stands twice in b.c.roles; remove one\n"},
        Refused{"roles_is_a_text", "rules: {a: {b.c: {plan: pro, roles: owner}}}\n",
                "access.yaml:3:37: b.c.roles must be a list, not a single value\n"},
        Refused{"nobody", "rules: {a: {b.c: {plan: pro, roles: []}}}\n",
                "access.yaml:3:37: b.c.roles is empty, so that nobody may; name at least one role\n"},
        Refused{"no_plan", "rules: {a: {b.c: {roles: [owner]}}}\n", "access.yaml:3:18: b.c.plan is missing; add it\n"},
        Refused{"extra", "rules: {a: {b.c: {plan: pro, roles: [owner], role: owner}}}\n",
                "access.yaml:3:46: unknown key \"b.c.role\"; did you mean \"roles\"?\n"},
        Refused{
            "wildcard_inside", "rules: {}\nwhile-logged-in-as: {deny: [\"a.*.b\", \"*\", \".*\", \"a*\"]}\n",
            "access.yaml:4:29: \"a.*.b\" is no pattern; write a permission, or the front of some and .* at its end: profile.*\n"
            "access.yaml:4:38: \"*\" is no pattern; write a permission, or the front of some and .* at its end: profile.*\n"
            "access.yaml:4:43: \".*\" is no pattern; write a permission, or the front of some and .* at its end: profile.*\n"
            "access.yaml:4:49: \"a*\" is no pattern; write a permission, or the front of some and .* at its end: profile.*\n"},
        Refused{"no_deny", "rules: {}\nwhile-logged-in-as: {dny: []}\n",
                "access.yaml:4:21: while-logged-in-as.deny is missing; add it\n"
                "access.yaml:4:22: unknown key \"while-logged-in-as.dny\"; did you mean \"deny\"?\n"}),
    [](const auto& info) { return info.param.name; });

TEST(AccessRules, NeedPlansAndRoles) {
    const testing::Folder folder;
    Problems problems;
    EXPECT_FALSE(read_access_rules(folder.write("access.yaml", "plans: []\nroles: owner\nrules: {}\n"), problems));
    EXPECT_EQ(folder.text_of(problems),
              "access.yaml:1:8: plans is empty; name at least one\n"
              "access.yaml:2:8: roles must be a list, not a single value\n");
}

}  // namespace
}  // namespace mortise::config

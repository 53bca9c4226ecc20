#include <gtest/gtest.h>

#include "config/access_rules.hpp"
#include "package_folder.hpp"
#include "plugins/registry.hpp"

namespace mortise::plugins {
namespace {

// One plugin with a route in a workspace, one without, and a part of the page that needs another plugin's permission.
constexpr const char* manifest =
    "id: timers\n"
    "version: 1.0.0\n"
    "vendor: mortise\n"
    "abi: { built: 1.0, required: 1.0 }\n"
    "title: { en: A, de: A }\n"
    "permissions:\n"
    "  timers.stop: { en: S, de: S }\n"
    "  timers.mine: { en: S, de: S }\n"
    "routes:\n"
    "  stop: { method: POST, path: \"/workspaces/{workspace}/timers/{user}/stop\", needs: timers.stop, needs-for-others: "
    "timers.stop-others }\n"
    "  mine: { method: GET, path: /timers, needs: timers.mine }\n"
    "web:\n"
    "  account.action: { module: web/a.js, element: a-b, needs: accounts.view }\n";

struct Case {
    const char* name;
    std::string rules;  // from line 4 on
    std::string problems;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

class Access : public ::testing::TestWithParam<Case> {};

TEST_P(Access, IsChecked) {
    const test::PackageFolder folder;
    folder.write("timers/web/a.js", "");
    folder.write("timers/plugin.yaml", manifest);
    config::Problems problems;
    const auto read = read_manifest(folder.path("timers"), problems);
    ASSERT_TRUE(read) << problems.text();
    const auto rules = config::read_access_rules(
        folder.write("access.yaml", "plans: [free, pro]\nroles: [owner, member]\nrules:\n" + GetParam().rules), problems);
    ASSERT_TRUE(rules) << problems.text();
    check_access(*rules, {*read}, problems);
    EXPECT_EQ(folder.text_of(problems), GetParam().problems);
}

const std::string right =
    "  timers: { timers.stop: { plan: pro, roles: [owner] }, timers.mine: signed-in }\n"
    "  timer-control: { timers.stop-others: { plan: pro, roles: [owner] } }\n"
    "  accounts-tab: { accounts.view: { plan: pro, roles: [owner] } }\n";
const std::string others = right.substr(right.find('\n') + 1);

INSTANTIATE_TEST_SUITE_P(
    Rules, Access,
    ::testing::Values(
        Case{"right", right, ""},
        Case{"no_rule", "  timers: { timers.mine: signed-in }\n" + others,
             "timers/plugin.yaml:7:3: no rule for timers.stop; add one under rules.timers in access.yaml\n"},
        Case{"no_rules", others,
             "timers/plugin.yaml:8:3: no rule for timers.mine; add one under rules.timers in access.yaml\n"
             "timers/plugin.yaml:7:3: no rule for timers.stop; add one under rules.timers in access.yaml\n"},
        Case{"under_another_plugin", "  timer: { timers.stop: { plan: pro, roles: [owner] }, timers.mine: signed-in }\n" + others,
             "timers/plugin.yaml:8:3: no rule for timers.mine; add one under rules.timers in access.yaml\n"
             "timers/plugin.yaml:7:3: no rule for timers.stop; add one under rules.timers in access.yaml\n"},
        Case{
            "unknown_permission",
            "  timers: { timers.stop: { plan: pro, roles: [owner] }, timers.mine: signed-in, timers.mina: signed-in }\n" + others,
            "access.yaml:4:81: timers defines no permission \"timers.mina\"; did you mean \"timers.mine\"?\n"},
        Case{"inert", right + "  absent: { any.thing: signed-in }\n", ""},
        Case{"signed_in_for_a_workspace", "  timers: { timers.stop: signed-in, timers.mine: signed-in }\n" + others,
             "access.yaml:4:13: timers.stop guards POST /workspaces/{workspace}/timers/{user}/stop, which names a workspace; "
             "write { plan, "
             "roles } instead of signed-in\n"},
        Case{"roles_without_a_workspace",
             "  timers: { timers.stop: { plan: pro, roles: [owner] }, timers.mine: { plan: free, roles: [owner] } }\n" + others,
             "access.yaml:4:57: timers.mine guards GET /timers, which names no workspace; write signed-in instead of { plan, "
             "roles }\n"},
        Case{"foreign_permissions", right.substr(0, right.find('\n') + 1),
             "timers/plugin.yaml:10:97: unknown permission \"timers.stop-others\": no rule in access.yaml names it; check its "
             "spelling\n"
             "timers/plugin.yaml:13:19: unknown permission \"accounts.view\": no rule in access.yaml names it; check its "
             "spelling\n"}),
    [](const auto& info) { return std::string{info.param.name}; });

}  // namespace
}  // namespace mortise::plugins

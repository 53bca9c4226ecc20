#include <gtest/gtest.h>

#include "pipeline/route.hpp"

namespace {

using namespace mortise;
using model::Method;

pipeline::RouteTable table() {
    std::vector<pipeline::Route> routes;
    const auto add = [&](Method method, std::string pattern) {
        pipeline::Route route;
        route.method = method;
        route.pattern = std::move(pattern);
        routes.push_back(std::move(route));
    };
    add(Method::get, "/api/v1/user");
    add(Method::get, "/api/v1/workspaces/{workspace}");
    add(Method::get, "/api/v1/workspaces/{workspace}/users");
    add(Method::get, "/api/v1/workspaces/{workspace}/time-entries/{entry}");
    add(Method::del, "/api/v1/workspaces/{workspace}/time-entries/{entry}");
    add(Method::get, "/api/v1/workspaces/{workspace}/time-entries/status/in-progress");
    add(Method::get, "/api/v1/workspaces/{workspace}/{thing}/deep");
    add(Method::post, "/api/v1/user/api-keys");
    return pipeline::RouteTable{std::move(routes)};
}

TEST(RouteTable, FindsLiteralsAndParameters) {
    const auto routes = table();
    EXPECT_EQ(routes.find(Method::get, "/api/v1/user").route->pattern, "/api/v1/user");
    const auto match = routes.find(Method::get, "/api/v1/workspaces/abc/time-entries/42");
    ASSERT_TRUE(match.route);
    ASSERT_EQ(match.parameters.size(), 2u);
    EXPECT_EQ(match.parameters[0].name, "workspace");
    EXPECT_EQ(match.parameters[0].value, "abc");
    EXPECT_EQ(match.parameters[1].value, "42");
}

TEST(RouteTable, ALiteralGoesBeforeAParameterAndFallsBackToIt) {
    const auto routes = table();
    EXPECT_EQ(routes.find(Method::get, "/api/v1/workspaces/abc/time-entries/status/in-progress").route->pattern,
              "/api/v1/workspaces/{workspace}/time-entries/status/in-progress");
    EXPECT_EQ(routes.find(Method::get, "/api/v1/workspaces/abc/time-entries/deep").route->pattern,
              "/api/v1/workspaces/{workspace}/time-entries/{entry}");
    const auto fallback = routes.find(Method::get, "/api/v1/workspaces/abc/users/deep");
    ASSERT_TRUE(fallback.route);
    EXPECT_EQ(fallback.route->pattern, "/api/v1/workspaces/{workspace}/{thing}/deep");
    EXPECT_EQ(fallback.parameters[1].value, "users");
}

TEST(RouteTable, SaysWhichMethodsAPathTakes) {
    const auto routes = table();
    const auto wrong = routes.find(Method::put, "/api/v1/workspaces/abc/time-entries/42");
    EXPECT_FALSE(wrong.route);
    EXPECT_EQ(wrong.allow, "GET, HEAD, DELETE");
    EXPECT_EQ(routes.find(Method::get, "/api/v1/user/api-keys").allow, "POST");
}

TEST(RouteTable, HeadFindsWhatGetHas) { EXPECT_TRUE(table().find(Method::head, "/api/v1/user").route); }

TEST(RouteTable, KnowsNothingElse) {
    const auto routes = table();
    for (const auto* path : {"", "/", "user", "/api/v1/user/", "/api/v1//user", "/api/v1/workspaces/", "/api/v1/workspaces//users", "/api/v1/users", "/api"}) {
        const auto match = routes.find(Method::get, path);
        EXPECT_FALSE(match.route) << path;
        EXPECT_TRUE(match.allow.empty()) << path;
    }
}

}  // namespace

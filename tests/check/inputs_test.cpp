// What handlers are given by the rules that try them.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "check/dynamic_inputs.hpp"

namespace mortise::check {
namespace {

plugins::RouteSpec route_of(const std::string& path) {
    plugins::RouteSpec route;
    route.path = path;
    return route;
}

TEST(Inputs, AreHostileInThePathAsWell) {
    std::set<std::string> entries;
    for (const auto& input : InputMaker{1}.hostile(route_of("/workspaces/{workspace}/entries/{entry}"))) {
        ASSERT_EQ(input.path.size(), 2u);
        EXPECT_EQ(input.path[0].second.size(), 24u) << "the host lets no other workspace by";
        entries.insert(input.path[1].second);
        EXPECT_TRUE(!input.allowed || input.path[1].second.size() == 24);
    }
    for (const auto& hostile : {std::string(4'096, 'a'), std::string{"a\0b", 3}, std::string{"\xff"}})
        EXPECT_TRUE(entries.contains(hostile)) << hostile.size();
}

}  // namespace
}  // namespace mortise::check

// The routes that plugins must leave to the host are those that it has.
#include <gtest/gtest.h>

#include <boost/json/value.hpp>

#include "plugins/manifest_reader.hpp"
#include "plugins/names.hpp"
#include "support/server.hpp"

namespace mortise::check {
namespace {

TEST(HostRoutes, AreThoseOfTheServerThatNoPluginHas) {
    const mortise::testing::Server server;
    auto client = server.client();
    const auto document = client.raw("GET", "/api/openapi.json", {}, {}).json();
    std::size_t own = 0;
    for (const auto& [path, methods] : document.at("paths").as_object())
        for (const auto& [method, operation] : methods.as_object()) {
            std::string route{method};
            for (auto& c : route) c = static_cast<char>(std::toupper(c));
            constexpr std::string_view prefix = "/api/v1";
            if (!std::string_view{path}.starts_with(prefix)) continue;
            route += " " + plugins::path_pattern(std::string_view{path}.substr(prefix.size()));
            const bool of_plugin = operation.as_object().contains("x-permission");
            own += !of_plugin;
            EXPECT_EQ(plugins::is_host_route(route), !of_plugin) << route;
        }
    EXPECT_GE(own, 13u);
}

}  // namespace
}  // namespace mortise::check

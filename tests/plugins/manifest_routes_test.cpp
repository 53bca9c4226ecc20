#include <gtest/gtest.h>

#include "package_folder.hpp"
#include "plugins/manifest.hpp"

namespace mortise::plugins {
namespace {

// Eight lines that are right; each case goes on from line 9, inside routes.
constexpr const char* head_of_routes =
    "id: a\n"
    "version: 1.0.0\n"
    "vendor: mortise\n"
    "abi: { built: 1.0, required: 1.0 }\n"
    "title: { en: A, de: A }\n"
    "permissions: { a.see: { en: See, de: Sehen } }\n"
    "schemas: { Entry: { type: object, required: [id], properties: { id: { type: string }, part: { type: string } } }, Round: { "
    "type: object, properties: { again: { $ref: \"a#Round\" } } } }\n"
    "routes:\n";

struct RefusedRoute {
    const char* name;
    std::string yaml;
    std::string problems;  // without the file's name
};

std::ostream& operator<<(std::ostream& out, const RefusedRoute& refused) { return out << refused.name; }

class ManifestRoute : public ::testing::TestWithParam<RefusedRoute> {};

TEST_P(ManifestRoute, IsRefusedWithItsPosition) {
    const test::PackageFolder folder;
    folder.write("a/plugin.yaml", head_of_routes + GetParam().yaml);
    config::Problems problems;
    EXPECT_FALSE(read_manifest(folder.path("a"), problems));
    std::string text = folder.text_of(problems);
    const std::string file = "a/plugin.yaml:";
    for (auto at = text.find(file); at != std::string::npos; at = text.find(file)) text.erase(at, file.size());
    EXPECT_EQ(text, GetParam().problems);
}

// A route on line 9 that is right but for what follows.
std::string route(const std::string& method, const std::string& path, const std::string& rest = "") {
    return "  x: { method: " + method + ", path: \"" + path + "\", needs: a.see" + (rest.empty() ? "" : ", " + rest) + " }\n";
}

const auto name_of_route_case = [](const auto& info) { return std::string{info.param.name}; };

INSTANTIATE_TEST_SUITE_P(
    Refusals, ManifestRoute,
    ::testing::Values(
        RefusedRoute{"nothing", "  x: {}\n",
                "9:6: routes.x.method is missing; add it\n9:6: routes.x.path is missing; add it\n9:6: routes.x.needs is missing; "
                "add it\n"},
        RefusedRoute{"handler", "  Stop: { method: GET, path: /x, needs: a.see }\n",
                "9:3: \"Stop\" is no name of a handler; write it like stop\n"},
        RefusedRoute{"method", route("TRACE", "/x"), "9:16: routes.x.method must be one of GET, POST, PUT, PATCH, DELETE\n"},
        RefusedRoute{"unknown_key", route("GET", "/x", "need: a.see"),
                "9:47: unknown key \"routes.x.need\"; did you mean \"needs\"?\n"},
        RefusedRoute{"public", "  x: { method: GET, path: /x }\n", "9:6: routes.x.needs is missing; add it\n"},
        RefusedRoute{"foreign_permission", "  x: { method: GET, path: /x, needs: a.sea }\n",
                "9:38: this manifest defines no permission \"a.sea\"; did you mean \"a.see\"?\n"},
        RefusedRoute{"for_others_name", route("GET", "/w/{workspace}/{user}", "needs-for-others: All"),
                "9:84: \"All\" is no permission; write it like timers.stop-others\n"},
        RefusedRoute{"for_others_path", route("GET", "/w/{workspace}", "needs-for-others: a.all"),
                "9:77: routes.x.needs-for-others is for routes with {user}; remove it\n"},
        RefusedRoute{"api", route("GET", "/x", "api: private"), "9:52: routes.x.api must be one of own, public\n"},
        RefusedRoute{"step_up", route("POST", "/x", "step-up: perhaps"), "9:57: routes.x.step-up must be true or false\n"},
        RefusedRoute{"audit_of_get", route("GET", "/x", "audit: { action: a.b }"),
                "9:54: a GET changes nothing and has no audit row; remove audit\n"},
        RefusedRoute{"audit_true", route("POST", "/x", "audit: true"), "9:55: routes.x.audit must be false or { action, target }\n"},
        RefusedRoute{"audit_none_of_a_user", route("POST", "/w/{workspace}/{user}", "audit: false"),
                "9:74: audit: false is for self-service; a route that names a {user} always has its row\n"},
        RefusedRoute{"audit_action", route("POST", "/x", "audit: { action: Stop }"),
                "9:65: \"Stop\" is no action; write it like timer.stop\n"},
        RefusedRoute{"audit_target", route("POST", "/x/{id}", "audit: { target: user }"),
                "9:70: the path has no parameter {user}; known are id\n"},
        RefusedRoute{"audit_key", route("POST", "/x", "audit: { targt: id }"),
                "9:57: unknown key \"routes.x.audit.targt\"; did you mean \"target\"?\n"},
        RefusedRoute{"deadline", route("GET", "/x", "limits: { deadline: 0s }"),
                "9:67: routes.x.limits.deadline must be a duration above zero, with its unit: 500ms, 2s, 15m, 12h\n"},
        RefusedRoute{"deadline_long", route("GET", "/x", "limits: { deadline: 2m }"),
                "9:67: routes.x.limits.deadline must be at most 60s\n"},
        RefusedRoute{"body_limit", route("POST", "/x", "limits: { body: 1GiB }"),
                "9:64: routes.x.limits.body must be a size from 1B to 4194304B, with its unit: 512B, 16KiB, 1MiB\n"},
        RefusedRoute{"body_of_get", route("GET", "/x", "body: { type: object }"),
                "9:53: a GET takes no body; describe the query under parameters\n"},
        RefusedRoute{"body_type", route("POST", "/x", "body: { type: array }"),
                "9:56: routes.x.body must be a schema of type: object\n"},
        RefusedRoute{"body_broken", route("POST", "/x", "body: { type: object, properties: { n: { minimum: low } } }"),
                "9:89: routes.x.body: minimum must be a number\n"},
        RefusedRoute{"body_reference", route("POST", "/x", "body: { $ref: \"a#Entri\" }"),
                "9:62: \"a#Entri\" must stand alone and name one of this manifest's schemas, like a#Name\n"},
        RefusedRoute{"body_foreign", route("POST", "/x", "body: { $ref: \"b#Entry\" }"),
                "9:62: \"b#Entry\" must stand alone and name one of this manifest's schemas, like a#Name\n"},
        RefusedRoute{"body_circle", route("POST", "/x", "body: { $ref: \"a#Round\" }"),
                "7:167: \"a#Round\" leads back to itself; write what is checked without a circle, like a#Name\n"},
        RefusedRoute{"query_object", route("GET", "/x", "parameters: { type: object, properties: { f: { type: object } } }"),
                "9:100: routes.x.parameters.f cannot be an object in a query\n"},
        RefusedRoute{"answer_status", route("GET", "/x", "answers: { ok: {} }"), "9:58: \"ok\" is no status; write it like 200\n"},
        RefusedRoute{"answer", route("GET", "/x", "answers: { 404: Not found }"),
                "9:63: routes.x.answers.404 must be a schema, a reason like timer_not_running, or a list of reasons\n"},
        RefusedRoute{
            "duplicate",
            "  x: { method: GET, path: \"/x/{id}\", needs: a.see }\n  y: { method: GET, path: \"/x/{name}\", needs: a.see }\n",
            "10:3: routes.y has the method and path of routes.x; change one\n"}),
    name_of_route_case);

INSTANTIATE_TEST_SUITE_P(
    Paths, ManifestRoute,
    ::testing::Values(
        RefusedRoute{"relative", route("GET", "x"), "9:27: routes.x.path must begin with /\n"},
        RefusedRoute{"trailing", route("GET", "/x/"),
                "9:27: routes.x.path has a segment \"\"; use letters, digits, hyphens, or one whole {parameter}\n"},
        RefusedRoute{"dots", route("GET", "/x/../y"),
                "9:27: routes.x.path has a segment \"..\"; use letters, digits, hyphens, or one whole {parameter}\n"},
        RefusedRoute{"query", route("GET", "/x?y"),
                "9:27: routes.x.path has a segment \"x?y\"; use letters, digits, hyphens, or one whole {parameter}\n"},
        RefusedRoute{"half", route("GET", "/x-{id}"),
                "9:27: routes.x.path has a segment \"x-{id}\"; use letters, digits, hyphens, or one whole {parameter}\n"},
        RefusedRoute{"parameter", route("GET", "/{Id}"), "9:27: routes.x.path has a parameter \"Id\"; write it like {id}\n"},
        RefusedRoute{"misspelt", route("GET", "/{workspce}"),
                "9:27: routes.x.path has a parameter {workspce}; did you mean {workspace}?\n"},
        RefusedRoute{"twice", route("GET", "/{id}/{id}"), "9:27: routes.x.path has {id} twice; give each parameter its own name\n"},
        RefusedRoute{"user_alone", route("GET", "/users/{user}"),
                "9:27: routes.x.path has {user} without {workspace} before it; a user is looked up in a workspace\n"},
        RefusedRoute{"user_first", route("GET", "/users/{user}/{workspace}"),
                "9:27: routes.x.path has {user} without {workspace} before it; a user is looked up in a workspace\n"}),
    name_of_route_case);

TEST(ManifestRoute, MayNameASchemaForItsBody) {
    const test::PackageFolder folder;
    folder.write("a/plugin.yaml", head_of_routes + route("POST", "/x", "body: { $ref: \"a#Entry\" }, answers: { 409: [self, nested] }"));
    config::Problems problems;
    const auto manifest = read_manifest(folder.path("a"), problems);
    ASSERT_TRUE(manifest) << problems.text();
    EXPECT_TRUE(manifest->routes[0].body->at("properties").as_object().contains("part"));
    EXPECT_FALSE(manifest->routes[0].body_optional);
    EXPECT_EQ(manifest->routes[0].answers.at("409"), "self, nested");
}

}  // namespace
}  // namespace mortise::plugins

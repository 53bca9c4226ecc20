#include <gmock/gmock.h>

#include "config/access_rules.hpp"
#include "config/settings.hpp"
#include "package_folder.hpp"
#include "plugins/registry.hpp"

namespace mortise::plugins {
namespace {

std::string manifest(const std::string& id, const std::string& rest = "", const std::string& version = "1.0.0",
                     const std::string& abi = "{ built: 1.0, required: 1.0 }", const std::string& vendor = "mortise") {
    return "id: " + id + "\nversion: " + version + "\nvendor: " + vendor + "\nabi: " + abi + "\ntitle: { en: A, de: A }\n" + rest;
}

// Packages, and a mortise.yaml that enables plugins from line 6 on.
class Packages : public ::testing::Test {
protected:
    void add(const std::string& id, const std::string& yaml) {
        folder.write("packages/" + id + "/plugin.yaml", yaml);
        folder.write("packages/" + id + "/" + id + ".so", "code");
        folder.write("packages/" + id + "/web/a.js", "");
    }

    std::vector<Manifest> read(const std::string& enabled) {
        folder.write("access.yaml", "");
        const std::string file = folder.write("mortise.yaml",
                                              "database: { url: \"sqlite:m.db\" }\naccess: access.yaml\nplugins:\n"
                                              "  directory: packages\n  enabled:\n" +
                                                  enabled);
        const auto settings = config::read_settings(file, {}, problems);
        EXPECT_TRUE(settings) << problems.text();
        return settings ? read_enabled(settings->plugins, problems) : std::vector<Manifest>{};
    }

    std::string text() const { return folder.text_of(problems); }

    test::PackageFolder folder;
    config::Problems problems;
};

TEST_F(Packages, AreReadInTheOrderOfTheConfiguration) {
    add("a", manifest("a", "requires: { b: 1 }\nextensions: { required: [mortise.storage/1] }\n"));
    add("b", manifest("b",
                      "extensions: { required: [mortise.sessions/1], optional: [mortise.credentials/1] }\n"
                      "settings: { type: object, additionalProperties: false, required: [minutes],\n"
                      "            properties: { minutes: { type: integer, default: 5 } } }\n",
                      "1.4.2"));
    const auto manifests = read("    a: {}\n    b: { grants: [sessions] }\n");
    EXPECT_EQ(text(), "");
    ASSERT_EQ(manifests.size(), 2u);
    EXPECT_EQ(manifests[0].id, "a");
    EXPECT_EQ(manifests[1].id, "b");
}

TEST_F(Packages, MayBeNone) {
    add("a", manifest("a"));
    EXPECT_TRUE(read("    {}\n").empty());
    EXPECT_EQ(text(), "");
}

TEST_F(Packages, EveryProblemIsToldAtOnce) {
    add("time-tracker", manifest("time-tracker"));
    add("no-code", manifest("no-code"));
    std::filesystem::remove(folder.path("packages/no-code/no-code.so"));
    add("broken", manifest("broken", "colour: red\n"));
    EXPECT_TRUE(read("    time-traker: {}\n    no-code: { isolation: process }\n    broken: {}\n").empty());
    EXPECT_EQ(text(),
              "mortise.yaml:6:5: no plugin \"time-traker\": there is no packages/time-traker/plugin.yaml; did you mean "
              "\"time-tracker\"?\n"
              "mortise.yaml:7:5: isolation: process of no-code is not available in this version; remove it to run the plugin in "
              "the host\n"
              "mortise.yaml:7:5: the package of \"no-code\" has no code: there is no packages/no-code/no-code.so; build or "
              "install the whole "
              "package\n"
              "packages/broken/plugin.yaml:6:1: unknown key \"colour\"; known are id, version, vendor, edition, abi, requires, "
              "extensions, title, "
              "permissions, tables, schemas, routes, schedules, events, subscribes, settings, web\n");
}

TEST_F(Packages, NeedTheirFolder) {
    EXPECT_TRUE(read("    a: {}\n").empty());
    EXPECT_EQ(text(), "mortise.yaml:4:14: no folder packages; build the plugins, or say where they are\n");
}

TEST_F(Packages, AbiMustBeTheHosts) {
    add("old", manifest("old", "", "1.0.0", "{ built: 2.0, required: 2.0 }"));
    add("new", manifest("new", "", "1.0.0", "{ built: 1.999, required: 1.999 }"));
    add("lenient", manifest("lenient", "", "1.0.0", "{ built: 1.999, required: 1.0 }"));
    EXPECT_TRUE(read("    old: {}\n    new: {}\n    lenient: {}\n").empty());
    EXPECT_EQ(text(),
              "packages/old/plugin.yaml:4:20: old is built for ABI 2.0, this host speaks 1.0; take a package for this host\n"
              "packages/new/plugin.yaml:4:22: new needs ABI 1.999, this host speaks 1.0; update the host\n");
}

TEST_F(Packages, WhatTheyRequireMustBeEnabled) {
    add("a", manifest("a", "requires: { b: 1, c: 2, d: 1 }\n"));
    add("c", manifest("c", "", "1.9.0"));
    add("d", "id: d\n");
    EXPECT_TRUE(read("    a: {}\n    c: {}\n").empty());
    EXPECT_EQ(text(),
              "packages/a/plugin.yaml:6:13: a requires the plugin \"b\"; enable it, or disable a\n"
              "packages/a/plugin.yaml:6:19: a requires c 2, enabled is 1.9.0; install packages that fit together\n"
              "packages/a/plugin.yaml:6:25: a requires the plugin \"d\"; enable it, or disable a\n");
}

TEST_F(Packages, WhatCouldNotBeReadIsNotToldTwice) {
    add("a", manifest("a", "requires: { d: 1 }\n"));
    add("d", manifest("d", "x: 1\n"));
    EXPECT_TRUE(read("    a: {}\n    d: {}\n").empty());
    EXPECT_EQ(problems.all().size(), 1u) << text();
}

TEST_F(Packages, MustNotRequireEachOther) {
    add("a", manifest("a", "requires: { b: 1 }\n"));
    add("b", manifest("b", "requires: { c: 1 }\n"));
    add("c", manifest("c", "requires: { b: 1 }\n"));
    EXPECT_TRUE(read("    a: {}\n    b: {}\n    c: {}\n").empty());
    EXPECT_EQ(text(),
              "packages/b/plugin.yaml:6:1: b requires itself, by way of others; one of them must do without\n"
              "packages/c/plugin.yaml:6:1: c requires itself, by way of others; one of them must do without\n");
}

TEST_F(Packages, PowersNeedAGrant) {
    add("a", manifest("a", "extensions: { required: [mortise.sessions/1, mortise.credentials/1, mortise.storage/1] }\n"));
    add("b", manifest("b", "extensions: { optional: [mortise.sessions/1] }\n"));
    add("c", manifest("c", "web: { account.action: { module: web/a.js, element: a-b } }\n", "1.0.0",
                      "{ built: 1.0, required: 1.0 }", "other"));
    add("d", manifest("d", "web: { account.action: { module: web/a.js, element: a-c } }\n"));
    EXPECT_TRUE(
        read("    a: { grants: [credentials] }\n    b: { grants: [sesions, web, storage] }\n    c: {}\n    d: {}\n").empty());
    EXPECT_EQ(
        text(),
        "mortise.yaml:6:5: a requires the extension \"mortise.sessions/1\"; add grants: [sessions] if you trust it with that\n"
        "mortise.yaml:7:5: b never asks for the grant \"sesions\"; remove it\n"
        "mortise.yaml:7:5: b never asks for the grant \"web\"; remove it\n"
        "mortise.yaml:7:5: b never asks for the grant \"storage\"; remove it\n"
        "mortise.yaml:8:5: c brings modules into every page; add grants: [web] if you trust it with that\n");
}

TEST_F(Packages, GrantedPowersAreFine) {
    add("b", manifest("b", "extensions: { optional: [mortise.sessions/1] }\n"));
    add("c", manifest("c", "web: { account.action: { module: web/a.js, element: a-b } }\n", "1.0.0",
                      "{ built: 1.0, required: 1.0 }", "other"));
    EXPECT_EQ(read("    b: { grants: [sessions] }\n    c: { grants: [web] }\n").size(), 2u) << text();
}

TEST_F(Packages, SettingsKeepToTheirSchema) {
    const std::string schema =
        "settings: { type: object, additionalProperties: false, required: [name],\n"
        "            properties: { name: { type: string }, minutes: { type: integer, maximum: 60, default: 5 } } }\n";
    for (const char* id : {"a", "b", "c"}) add(id, manifest(id, schema));
    add("d", manifest("d"));
    EXPECT_TRUE(
        read("    a: { settings: { name: x, minutes: 61 } }\n    b:\n      settings:\n        name: x\n        minuts: 5\n"
             "    c: {}\n    d: { settings: { any: 1 } }\n")
            .empty());
    EXPECT_EQ(text(),
              "mortise.yaml:6:31: settings.minutes of a must be at most 60; see settings in packages/a/plugin.yaml\n"
              "mortise.yaml:10:9: settings.minuts of b is not known; see settings in packages/b/plugin.yaml\n"
              "mortise.yaml:11:5: settings.name of c is required; see settings in packages/c/plugin.yaml\n"
              "mortise.yaml:12:22: settings.any of d is not known; see settings in packages/d/plugin.yaml\n");
}

TEST_F(Packages, ReferencesMustLeadSomewhere) {
    add("a", manifest("a", "requires: { b: 1 }\nevents: { a.x: { audience: user, payload: { $ref: \"b#Entri\" } } }\n"));
    add("b", manifest("b", "schemas: { Entry: {} }\n"));
    EXPECT_TRUE(read("    a: {}\n    b: {}\n").empty());
    EXPECT_EQ(text(), "packages/a/plugin.yaml:7:51: b names no schema \"Entri\"; look under schemas in packages/b/plugin.yaml\n");
}

TEST_F(Packages, DoNotDefineTheSame) {
    const std::string own =
        "permissions: { x.see: { en: S, de: S } }\n"
        "tables: { things: { own: true } }\n";
    add("a", manifest("a", own + "routes: { list: { method: GET, path: \"/x/{id}\", needs: x.see } }\n"
                                 "events: { x.gone: { audience: user, payload: {} }, x.came: { audience: user, payload: {} } }\n"
                                 "web: { account.action: { module: web/a.js, element: a-b } }\n"));
    add("b",
        manifest("b", own + "routes: { show: { method: GET, path: \"/x/{name}\", needs: x.see } }\n"
                            "events: { x.gone: { audience: workspace, payload: {} }, x.came: { audience: user, payload: {} } }\n"
                            "web: { account.action: { module: web/a.js, element: a-b } }\n"));
    EXPECT_TRUE(read("    a: {}\n    b: {}\n").empty());
    EXPECT_EQ(
        text(),
        "packages/b/plugin.yaml:6:16: the permission x.see is defined by a already; enable one of the two\n"
        "packages/b/plugin.yaml:8:11: the route GET /x/{} is defined by a already; enable one of the two\n"
        "packages/b/plugin.yaml:7:11: the table things is defined by a already; enable one of the two\n"
        "packages/b/plugin.yaml:9:11: the event x.gone is described otherwise by a; give both the same audience and payload\n"
        "packages/b/plugin.yaml:10:24: the element a-b is defined by a already; enable one of the two\n");
}

TEST_F(Packages, LeaveTheHostItsRoutes) {
    add("a", manifest("a", "permissions: { x.see: { en: A, de: A } }\n"
                           "routes: { see: { method: GET, path: \"/workspaces/{workspace}/permissions\", needs: x.see } }\n"));
    EXPECT_TRUE(read("    a: {}\n").empty());
    EXPECT_EQ(text(),
              "packages/a/plugin.yaml:7:11: the route GET /workspaces/{}/permissions is the host's own; give the plugin's another "
              "path\n");
}

TEST_F(Packages, HaveMigrations) {
    add("a", manifest("a"));
    folder.write("packages/a/migrations/0001_things.sql", "CREATE TABLE things (id TEXT PRIMARY KEY);\n");
    const auto manifests = read("    a: {}\n");
    ASSERT_EQ(manifests.size(), 1u) << text();
    const auto set = migrations_of(manifests[0]);
    EXPECT_EQ(set.owner, "a");
    ASSERT_EQ(set.migrations.size(), 1u);
    EXPECT_EQ(set.migrations[0].name, "0001_things.sql");
}

TEST(Grants, AreNeededForPowers) {
    for (const char* name : {"sessions", "credentials", "scheduler", "mortise.sessions/1", "mortise.credentials/2"})
        EXPECT_TRUE(needs_grant(name)) << name;
    for (const char* name : {"storage", "mortise.storage/1", "", "com.example.sessions/1"})
        EXPECT_FALSE(needs_grant(name)) << name;
}

// What the repository holds, as it is configured there. Packages are made of the sources; only the code is a stand-in, for none
// is run.
TEST_F(Packages, OfTheRepositoryFitTogether) {
    const std::filesystem::path source{MORTISE_SOURCE_DIR};
    const auto settings = config::read_settings(source / "config/mortise.yaml", {{"plugins.directory", folder.path()}}, problems);
    ASSERT_TRUE(settings) << problems.text();
    for (const auto& plugin : settings->plugins.enabled) {
        std::filesystem::copy(source / "plugins" / plugin.id, folder.path(plugin.id), std::filesystem::copy_options::recursive);
        folder.write(plugin.id + "/" + plugin.id + ".so", "code");
    }
    const auto manifests = read_enabled(settings->plugins, problems);
    EXPECT_EQ(manifests.size(), settings->plugins.enabled.size());
    const auto rules = config::read_access_rules(settings->access_file, problems);
    ASSERT_TRUE(rules) << problems.text();
    check_access(*rules, manifests, problems);
    EXPECT_EQ(text(), "");
}

}  // namespace
}  // namespace mortise::plugins

// What is wrong with a request, or with a configuration, is said clearly and nothing happens.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/server.hpp"

namespace {

using namespace mortise::testing;

std::string read(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(BadInput, IsRefusedNamingTheField) {
    const Server server;
    const auto acme = "/workspaces/" + server.workspace("Acme"), mia = server.user("mia@acme.example");
    auto owner = server.signed_in("olivia@acme.example");
    const auto stop = acme + "/accounts/" + mia + "/timer/stop", entries = acme + "/time-entries";
    struct Case {
        std::string path, body;
        int status, code;
        std::string field;
    };
    const Case cases[]{{stop, "{", 400, 3000, "body"},
                       {stop, "[]", 400, 501, "body"},
                       {stop, R"({"end":7})", 400, 501, "end"},
                       {stop, R"({"end":"yesterday"})", 400, 501, "end"},
                       {stop, R"({"ende":"2026-01-01T00:00:00Z"})", 400, 501, "ende"},
                       {stop, R"({"end":"2099-01-01T00:00:00Z"})", 400, 501, "end"},
                       {stop, R"({"end":"1999-01-01T00:00:00Z"})", 400, 501, "end"},
                       {acme + "/accounts/" + mia + "/log-in-as", R"({"reason":")" + std::string(600, 'x') + "\"}", 400, 501, "reason"},
                       {"/user/api-keys", R"({"name":""})", 400, 501, "name"},
                       {"/user/api-keys", R"({"name":")" + std::string(101, 'x') + "\"}", 400, 501, "name"},
                       {"/user/api-keys", R"({})", 400, 501, "name"},
                       {entries, R"({"start":"2026-01-02T00:00:00Z","end":"2026-01-01T00:00:00Z"})", 400, 501, "end"},
                       {entries, R"({"start":true})", 400, 501, "start"}};
    for (const auto& bad : cases) {
        const auto answer = owner.post(bad.path, bad.body);
        const auto where = bad.path + ' ' + bad.body.substr(0, 80) + " -> " + answer.body;
        ASSERT_EQ(answer.status, bad.status) << where;
        EXPECT_EQ(answer.json().at("code").to_number<int>(), bad.code) << where;
        EXPECT_EQ(answer.json().at("field").as_string(), bad.field) << where;
    }
    EXPECT_EQ(owner.post(entries, R"({"start":"2026-01-01T00:00:00Z","end":"2026-01-01T01:00:00Z","colour":"red"})").status, 201);   // the public API ignores what it does not know
    EXPECT_EQ(owner.post(stop, std::string(64 * 1024, ' ')).status, 413);
    EXPECT_EQ(owner.get(acme + "/accounts?page-size=many").json().at("field").as_string(), "page-size");
}

TEST(BadInput, RoutesAndMethodsThatAreNone) {
    const Server server{{.sets = {"plugins.enabled.timer-control=null"}}};
    auto owner = server.signed_in("olivia@acme.example");
    const auto missing = owner.get("/nothing");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.json().at("code").to_number<int>(), 3000);
    const auto disabled = owner.post("/workspaces/" + server.workspace("Acme") + "/accounts/" + server.user("mia@acme.example") + "/timer/stop");
    EXPECT_EQ(disabled.without_date_and_id(), owner.post("/nothing").without_date_and_id());
    const auto permissions = owner.get("/workspaces/" + server.workspace("Acme") + "/permissions").json().at("permissions").as_object();
    if (const auto* entry = permissions.if_contains("timers.stop-others")) {
        EXPECT_EQ(entry->at("reason").as_string(), "not_enabled");
    }
    EXPECT_EQ(owner.get("/workspaces/" + server.workspace("Acme") + "/accounts").status, 200);   // nothing else changes
    const auto wrong = owner.put("/user", "{}");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.header("allow"), "GET, HEAD");
}

struct BrokenConfiguration {
    const char *from, *to;     // in the text of the file
    bool in_access;
    const char* expected;      // part of a line on standard error
};

TEST(BadConfiguration, IsRefusedWithFileLineAndRemedy) {
    const Server server;   // for its configuration files
    const auto config = server.config_file().string(), access = (server.folder() / "access.yaml").string();
    const auto good_config = read(config), good_access = read(access);
    const BrokenConfiguration cases[]{
        {"server:", "sever:", false, "mortise.yaml"},
        {"    timer-control: {}", "    timer-control: {}\n    timer-kontrol: {}", false, "timer-kontrol"},
        {"grants: [sessions]", "grants: []", false, "sessions"},
        {"    timers.stop-others:", "    timers.stop-other:", true, "timers.stop-other"},
        {"  timer-control:\n    timers.stop-others: { plan: enterprise, roles: [owner] }\n", "", true, "timers.stop-others"},
        {"    accounts.view: { plan: enterprise", "    accounts.view: { plan: platinum", true, "platinum"},
        {"    accounts.view: { plan: enterprise, roles: [owner]", "    accounts.view: { plan: enterprise, roles: [king]", true, "king"},
        {"plans: [free,", "plans: [free, free,", true, "free"},
        {"  api-keys:", "  api-keys:\n    api-keys.manage-own: signed-in\n  api-keys:", true, "api-keys"}};
    for (const auto& broken : cases) {
        const auto& good = broken.in_access ? good_access : good_config;
        const auto at = good.find(broken.from);
        ASSERT_NE(at, std::string::npos) << broken.from;
        auto text = good;
        text.replace(at, std::string{broken.from}.size(), broken.to);
        std::ofstream{broken.in_access ? access : config} << text;
        for (const auto* verb : {"check-config", "serve"}) {
            const auto finished = run_mortise({verb, "--config", config, "--set", "plugins.directory=" + std::string{MORTISE_BUILD_DIR} + "/plugins",
                                               "--set", "database.url=sqlite:" + (server.folder() / "other.db").string()});
            EXPECT_EQ(finished.code, 78) << verb << ' ' << broken.to << '\n' << finished.out << finished.err;
            const auto line = finished.err.find(broken.expected);
            EXPECT_NE(line, std::string::npos) << broken.to << '\n' << finished.err;
            EXPECT_NE(finished.err.find(".yaml:"), std::string::npos) << finished.err;
        }
        std::ofstream{broken.in_access ? access : config} << good;
    }
}

TEST(BadConfiguration, WhatThisVersionDoesNotDoIsRefused) {
    const Server server;
    for (const auto* set : {"plugins.trust.require=signed", "plugins.trust.require=first-party", "database.url=postgresql://localhost/mortise"}) {
        const auto finished = run_mortise({"check-config", "--config", server.config_file().string(), "--set", set, "--set",
                                           "plugins.directory=" + std::string{MORTISE_BUILD_DIR} + "/plugins"});
        EXPECT_EQ(finished.code, 78) << set << '\n' << finished.out;
        EXPECT_NE(finished.err.find("this version"), std::string::npos) << set << '\n' << finished.err;
    }
}

TEST(BadConfiguration, ALibraryThatIsDamagedIsFoundByTheCheckToo) {
    const Server server{{.with_probe = true}};
    const auto library = server.folder() / "plugins/probe/probe.so";
    const std::vector<std::string> check{"check-config", "--config", server.config_file().string(), "--set",
                                         "plugins.directory=" + (server.folder() / "plugins").string()};
    const auto sound = run_mortise(check);
    EXPECT_EQ(sound.code, 0) << sound.err;
    std::filesystem::remove(library);
    std::ofstream{library} << "not a library";
    const auto damaged = run_mortise(check);
    EXPECT_EQ(damaged.code, 78) << damaged.out;
    EXPECT_NE(damaged.err.find("probe"), std::string::npos) << damaged.err;
}

TEST(BadConfiguration, EveryProblemIsSaidAtOnce) {
    const Server server;
    auto text = read(server.config_file().string());
    text.replace(text.find("server:"), 7, "sever:");
    text.replace(text.find("grants: [sessions]"), 18, "grants: [sesions]");
    std::ofstream{server.config_file()} << text;
    const auto finished = run_mortise({"check-config", "--config", server.config_file().string(), "--set", "colour=red", "--set",
                                       "plugins.directory=" + std::string{MORTISE_BUILD_DIR} + "/plugins"});
    EXPECT_EQ(finished.code, 78);
    for (const auto* part : {"sever", "sesions", "--set"}) EXPECT_NE(finished.err.find(part), std::string::npos) << part << '\n' << finished.err;
}

}  // namespace

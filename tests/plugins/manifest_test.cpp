#include "plugins/manifest.hpp"

#include <gmock/gmock.h>

#include "package_folder.hpp"

namespace mortise::plugins {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

constexpr const char* everything = R"(id: timer-control
version: 1.2.3-rc.1+build.5
vendor: mortise
edition: enterprise
abi: { built: 1.2, required: 1.1 }
requires: { time-tracker: 1 }
extensions: { required: [mortise.storage/1, mortise.events/1], optional: [mortise.clock/1, com.example.thing/2] }
title: { en: Timer control, de: Timer-Steuerung }
permissions:
  timers.stop-others: { en: Stop timers, de: Timer stoppen }
  timers.see: { en: See timers, de: Timer sehen, fr: Voir les minuteurs }
tables:
  time_entries: { read: [id, ended_at], write: [ended_at] }
  workspaces: { read: [id] }
  stops: { own: true }
  audit_log: { delete: true }
schemas:
  Stop: { type: object, properties: { entry: { $ref: "time-tracker#TimeEntry" } } }
routes:
  stop:
    method: POST
    path: /workspaces/{workspace}/accounts/{user}/timer/stop
    needs: timers.stop-others
    needs-for-others: timers.see-all
    audit: { action: timer.stop, target: user }
    step-up: true
    limits: { body: 1KiB, deadline: 2s }
    body: { type: object, additionalProperties: false, properties: { end: { type: string, format: date-time } } }
    answers: { 200: { $ref: "timer-control#Stop" }, 404: timer_not_running, 204: ~ }
  list:
    method: GET
    api: public
    path: /workspaces/{workspace}/timers
    needs: timers.see
    parameters: { type: object, properties: { page: { type: integer, minimum: 1, default: 1 } } }
  rename:
    method: PATCH
    path: /timers/{id}
    needs: timers.see
    audit: false
    body: { type: object, required: [name], properties: { name: { type: string } } }
events:
  timer.stopped: { audience: user, payload: { $ref: "time-tracker#TimeEntry" } }
  timer.seen: { audience: workspace-owners, payload: { type: object } }
  timers_all.gone: { audience: workspace, payload: { type: object } }
subscribes: [timer.started]
settings: { type: object, additionalProperties: false, properties: { minutes: { type: integer, default: 5 } } }
web:
  account.action: { module: web/a.js, element: stop-timer-action, needs: timers.stop-others }
  app.page:
    - { module: web/a.js, element: timers-page, path: timers, title: { en: Timers, de: Timer } }
    - { module: web/a.js, element: other-page, path: other, title: { en: Other, de: Anderes } }
)";

TEST(Manifest, IsReadWhole) {
    const test::PackageFolder folder;
    folder.write("timer-control/web/a.js", "");
    folder.write("timer-control/plugin.yaml", everything);
    config::Problems problems;
    const auto manifest = read_manifest(folder.path("timer-control"), problems);
    ASSERT_TRUE(manifest) << problems.text();

    EXPECT_EQ(manifest->folder, folder.path("timer-control"));
    EXPECT_EQ(manifest->file, folder.path("timer-control/plugin.yaml"));
    EXPECT_EQ(manifest->id, "timer-control");
    EXPECT_EQ(manifest->version, "1.2.3-rc.1+build.5");
    EXPECT_EQ(manifest->vendor, "mortise");
    EXPECT_EQ(manifest->edition, "enterprise");
    EXPECT_EQ(manifest->abi.built_minor, 2u);
    EXPECT_EQ(manifest->abi.required_minor, 1u);
    EXPECT_EQ(manifest->requires_plugins.at("time-tracker"), 1);
    EXPECT_THAT(manifest->extensions_required, ElementsAre("mortise.storage/1", "mortise.events/1"));
    EXPECT_THAT(manifest->extensions_optional, ElementsAre("mortise.clock/1", "com.example.thing/2"));
    EXPECT_EQ(manifest->extension_positions.at("mortise.events/1").line, 7);
    EXPECT_EQ(manifest->title.by_language.at("de"), "Timer-Steuerung");
    EXPECT_EQ(manifest->permissions.at("timers.see").by_language.at("fr"), "Voir les minuteurs");
    EXPECT_THAT(manifest->tables.at("time_entries").read, ElementsAre("ended_at", "id"));
    EXPECT_THAT(manifest->tables.at("time_entries").write, ElementsAre("ended_at"));
    EXPECT_TRUE(manifest->tables.at("stops").owned);
    EXPECT_FALSE(manifest->tables.at("workspaces").erase);
    EXPECT_TRUE(manifest->tables.at("audit_log").erase);
    EXPECT_TRUE(manifest->schemas.contains("Stop"));
    EXPECT_EQ(manifest->references.size(), 3u);
    EXPECT_EQ(manifest->events.at("timer.stopped").audience, model::Audience::user);
    EXPECT_EQ(manifest->events.at("timer.seen").audience, model::Audience::workspace_owners);
    EXPECT_EQ(manifest->events.at("timers_all.gone").audience, model::Audience::workspace);
    EXPECT_THAT(manifest->subscribes, ElementsAre("timer.started"));
    EXPECT_TRUE(manifest->settings_schema.contains("properties"));
    EXPECT_EQ(manifest->document.find("id")->scalar, "timer-control");
}

TEST(Manifest, HasItsRoutes) {
    const test::PackageFolder folder;
    folder.write("timer-control/web/a.js", "");
    folder.write("timer-control/plugin.yaml", everything);
    config::Problems problems;
    const auto manifest = read_manifest(folder.path("timer-control"), problems);
    ASSERT_TRUE(manifest) << problems.text();
    ASSERT_EQ(manifest->routes.size(), 3u);

    const RouteSpec& stop = manifest->routes[0];
    EXPECT_EQ(stop.handler, "stop");
    EXPECT_EQ(stop.at.line, 20);
    EXPECT_EQ(stop.method, model::Method::post);
    EXPECT_EQ(stop.path, "/workspaces/{workspace}/accounts/{user}/timer/stop");
    EXPECT_EQ(stop.needs, "timers.stop-others");
    EXPECT_EQ(stop.needs_for_others, "timers.see-all");
    EXPECT_FALSE(stop.public_api);
    EXPECT_EQ(stop.audit.action, "timer.stop");
    EXPECT_EQ(stop.audit.target, "user");
    EXPECT_TRUE(stop.audit.always);
    EXPECT_TRUE(stop.step_up);
    EXPECT_EQ(stop.body_limit, 1024u);
    EXPECT_EQ(stop.deadline, 2s);
    EXPECT_FALSE(stop.parameters);
    EXPECT_TRUE(stop.body);
    EXPECT_TRUE(stop.body_optional);
    EXPECT_EQ(stop.answers.at("404"), "timer_not_running");
    EXPECT_TRUE(stop.answers.at("200").is_object());
    EXPECT_TRUE(stop.answers.at("204").is_null());

    const RouteSpec& list = manifest->routes[1];
    EXPECT_EQ(list.method, model::Method::get);
    EXPECT_TRUE(list.public_api);
    EXPECT_EQ(list.body_limit, 16u * 1024);
    EXPECT_EQ(list.deadline, 10s);
    EXPECT_TRUE(list.parameters);
    EXPECT_FALSE(list.body);

    const RouteSpec& rename = manifest->routes[2];
    EXPECT_FALSE(rename.audit.always);
    EXPECT_EQ(rename.audit.action, "timer-control.rename");
    EXPECT_FALSE(rename.body_optional);
}

TEST(Manifest, HasItsPartsOfPages) {
    const test::PackageFolder folder;
    folder.write("timer-control/web/a.js", "");
    folder.write("timer-control/plugin.yaml", everything);
    config::Problems problems;
    const auto manifest = read_manifest(folder.path("timer-control"), problems);
    ASSERT_TRUE(manifest) << problems.text();
    ASSERT_EQ(manifest->web.size(), 3u);
    EXPECT_EQ(manifest->web[0].slot, "account.action");
    EXPECT_EQ(manifest->web[0].module, "web/a.js");
    EXPECT_EQ(manifest->web[0].element, "stop-timer-action");
    EXPECT_EQ(manifest->web[0].needs, "timers.stop-others");
    EXPECT_EQ(manifest->web[1].slot, "app.page");
    EXPECT_EQ(manifest->web[1].path, "timers");
    EXPECT_EQ(manifest->web[1].title.by_language.at("en"), "Timers");
    EXPECT_EQ(manifest->web[2].element, "other-page");
}

TEST(Manifest, MayBeShort) {
    const test::PackageFolder folder;
    folder.write("a/plugin.yaml", "id: a\nversion: 1.0.0\nvendor: m\nabi: {built: 1.0, required: 1.0}\ntitle: {en: A, de: A}\n");
    config::Problems problems;
    const auto manifest = read_manifest(folder.path("a"), problems);
    ASSERT_TRUE(manifest) << problems.text();
    EXPECT_EQ(manifest->edition, "community");
    EXPECT_TRUE(manifest->routes.empty());
    EXPECT_EQ(manifest->settings_schema.at("additionalProperties"), false);
}

TEST(Manifest, IsInItsFolder) {
    const test::PackageFolder folder;
    config::Problems problems;
    EXPECT_FALSE(read_manifest(folder.path("none"), problems));
    EXPECT_EQ(folder.text_of(problems), "none/plugin.yaml: no such file; check the path\n");
}

}  // namespace
}  // namespace mortise::plugins

#include <gtest/gtest.h>

#include "package_folder.hpp"
#include "plugins/manifest.hpp"

namespace mortise::plugins {
namespace {

// Six lines that are right; each case goes on from line 7.
constexpr const char* head =
    "id: a\n"
    "version: 1.0.0\n"
    "vendor: mortise\n"
    "abi: { built: 1.0, required: 1.0 }\n"
    "title: { en: A, de: A }\n"
    "permissions: { a.see: { en: See, de: Sehen } }\n";

struct RefusedManifest {
    const char* name;
    std::string yaml;
    std::string problems;  // without the file's name
};

std::ostream& operator<<(std::ostream& out, const RefusedManifest& refused) { return out << refused.name; }

std::string problems_of(const std::string& yaml, const std::string& folder_name = "a") {
    const test::PackageFolder folder;
    folder.write(folder_name + "/web/a.js", "");
    folder.write(folder_name + "/web/a.css", "");
    folder.write("outside.js", "");
    folder.write(folder_name + "/plugin.yaml", yaml);
    config::Problems problems;
    EXPECT_FALSE(read_manifest(folder.path(folder_name), problems));
    std::string text = folder.text_of(problems);
    const std::string file = folder_name + "/plugin.yaml:";
    for (auto at = text.find(file); at != std::string::npos; at = text.find(file)) text.erase(at, file.size());
    return text;
}

class ManifestSection : public ::testing::TestWithParam<RefusedManifest> {};

TEST_P(ManifestSection, IsRefusedWithItsPosition) { EXPECT_EQ(problems_of(head + GetParam().yaml), GetParam().problems); }

const auto name_of_refusal = [](const auto& info) { return std::string{info.param.name}; };

INSTANTIATE_TEST_SUITE_P(
    Contents, ManifestSection,
    ::testing::Values(
        RefusedManifest{"schedule_without_extension", "schedules: { tidy: { every: 1m, needs: a.see } }\n",
                "7:14: schedules need the extension mortise.scheduler/1; add it under extensions\n"},
        RefusedManifest{"schedule_without_pace",
                "extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { needs: a.see } }\n",
                "8:20: schedules.tidy.every is missing; add it\n"},
        RefusedManifest{"schedule_too_often",
                "extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: 9s, needs: a.see } }\n",
                "8:29: schedules.tidy.every must be 10s to 744h\n"},
        RefusedManifest{"schedule_of_no_permission",
                "extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: 1m, needs: a.sea } }\n",
                "8:40: this manifest defines no permission \"a.sea\"; did you mean \"a.see\"?\n"},
        RefusedManifest{"schedule_too_long",
                "extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: 1m, needs: a.see, deadline: 11s } }\n",
                "8:57: schedules.tidy.deadline must be at most 10s, for it holds up those who write\n"},
        RefusedManifest{"schedule_action",
                "extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: 1m, needs: a.see, audit: { action: A } } }\n",
                "8:64: \"A\" is no action; write it like timer.auto-stop\n"},
        RefusedManifest{"schedule_of_a_route",
                "extensions: { required: [mortise.scheduler/1] }\nroutes: { tidy: { method: GET, path: /a, needs: a.see } }\n"
                "schedules: { tidy: { every: 1m, needs: a.see } }\n",
                "9:14: the handler \"tidy\" has a route; give the schedule one of its own\n"},
        RefusedManifest{"unknown_key", "route: {}\n", "7:1: unknown key \"route\"; did you mean \"routes\"?\n"},
        RefusedManifest{"requires_name", "requires: { B: 1 }\n", "7:13: \"B\" is no plugin id; write it like time-tracker\n"},
        RefusedManifest{"requires_version", "requires: { b: 1.0 }\n", "7:16: requires.b must be a major version, like 1\n"},
        RefusedManifest{"requires_itself", "requires: { a: 1 }\n", "7:13: a plugin cannot require itself; remove the line\n"},
        RefusedManifest{"requires_list", "requires: [b]\n", "7:11: requires must be a map, not a list\n"},
        RefusedManifest{"extension", "extensions: { required: [storage] }\n",
                "7:26: \"storage\" is no extension; write it with its revision, like mortise.storage/1\n"},
        RefusedManifest{"unknown_extension", "extensions: { required: [mortise.storag/1] }\n",
                "7:26: this host has no extension \"mortise.storag/1\"; did you mean \"mortise.storage/1\"?\n"},
        RefusedManifest{"later_extension", "extensions: { required: [mortise.storage/2] }\n",
                "7:26: this host has no extension \"mortise.storage/2\"; did you mean \"mortise.storage/1\"?\n"},
        RefusedManifest{"extension_twice", "extensions: { required: [mortise.ids/1], optional: [mortise.ids/1] }\n",
                "7:53: \"mortise.ids/1\" is required and optional; name it once\n"},
        RefusedManifest{"extension_revision", "extensions: { optional: [com.example.x/0] }\n",
                "7:26: \"com.example.x/0\" is no extension; write it with its revision, like mortise.storage/1\n"},
        RefusedManifest{"table_name", "tables: { Time: { own: true } }\n", "7:11: \"Time\" is no table; write it like time_entries\n"},
        RefusedManifest{"table_of_the_host", "tables: { users: { own: true } }\n",
                "7:11: \"users\" is the host's table; a plugin reads and writes columns of it\n"},
        RefusedManifest{"table_own_and_more", "tables: { t: { own: true, read: [id] } }\n",
                "7:11: tables.t is the plugin's own, every column of it; leave read, write and delete out\n"},
        RefusedManifest{"table_nothing", "tables: { t: {} }\n",
                "7:14: tables.t allows nothing; write own: true, or name columns under read or write\n"},
        RefusedManifest{"table_star", "tables: { t: { read: [\"*\"] } }\n",
                "7:22: \"*\" is no column; name each one, like started_at\n"
                "7:14: tables.t allows nothing; write own: true, or name columns under read or write\n"},
        RefusedManifest{"table_key", "tables: { t: { reads: [id] } }\n",
                "7:16: unknown key \"tables.t.reads\"; did you mean \"read\"?\n"
                "7:14: tables.t allows nothing; write own: true, or name columns under read or write\n"},
        RefusedManifest{"event_name", "events: { Timer: { audience: user, payload: {} } }\n",
                "7:11: \"Timer\" is no event; write it like timer.stopped\n"},
        RefusedManifest{"event_audience", "events: { a.b: { audience: all, payload: {} } }\n",
                "7:28: events.a.b.audience must be one of user, workspace-owners, workspace\n"},
        RefusedManifest{"event_without", "events: { a.b: {} }\n",
                "7:16: events.a.b.audience is missing; add it\n7:16: events.a.b.payload is missing; add it\n"},
        RefusedManifest{"event_payload", "events: { a.b: { audience: user, payload: { tipe: object } } }\n",
                "7:45: events.a.b.payload: unknown keyword \"tipe\"; did you mean \"type\"?\n"},
        RefusedManifest{"subscribes", "subscribes: [A]\n", "7:13: \"A\" is no event; write it like timer.stopped\n"},
        RefusedManifest{"schema_name", "schemas: { entry: {} }\n", "7:12: \"entry\" is no name of a schema; write it like TimeEntry\n"},
        RefusedManifest{"schema_broken", "schemas:\n  Entry:\n    properties:\n      end: { type: strng }\n",
                "10:14: schemas.Entry: type must be null, boolean, integer, number, string, array or object\n"},
        RefusedManifest{"reference_form", "schemas: { E: { $ref: \"#/E\" } }\n",
                "7:23: \"#/E\" is no reference; write it like time-tracker#TimeEntry\n"},
        RefusedManifest{"reference_company", "schemas: { F: {}, E: { $ref: \"a#F\", type: object } }\n",
                "7:24: $ref stands alone; remove the keys beside it\n"},
        RefusedManifest{"reference_own", "schemas: { E: { $ref: \"a#F\" } }\n",
                "7:23: no schema \"F\" in this manifest; add it under schemas\n"},
        RefusedManifest{"reference_not_required", "schemas: { E: { $ref: \"b#F\" } }\n",
                "7:23: \"b\" is not required by this plugin; add it under requires\n"},
        RefusedManifest{"settings", "settings:\n  type: object\n  properties:\n    minutes: { type: integer, default: many }\n",
                "10:31: settings: the default breaks its own schema: it must be a whole number\n"},
        RefusedManifest{"settings_type", "settings: { type: array }\n", "7:13: settings must be a schema of type: object\n"}),
    name_of_refusal);

INSTANTIATE_TEST_SUITE_P(
    Web, ManifestSection,
    ::testing::Values(
        RefusedManifest{"slot", "web: { account.actions: { module: web/a.js, element: a-b } }\n",
                "7:8: unknown slot \"account.actions\"; did you mean \"account.action\"?\n"},
        RefusedManifest{"needed", "web: { account.action: {} }\n",
                "7:24: web.account.action.module is missing; add it\n7:24: web.account.action.element is missing; add it\n"},
        RefusedManifest{"module_outside", "web: { account.action: { module: web/../../outside.js, element: a-b } }\n",
                "7:34: \"web/../../outside.js\" is no module of the package; write it like web/timer-control.js\n"},
        RefusedManifest{"module_absolute", "web: { account.action: { module: /web/a.js, element: a-b } }\n",
                "7:34: \"/web/a.js\" is no module of the package; write it like web/timer-control.js\n"},
        RefusedManifest{"module_kind", "web: { account.action: { module: web/a.css, element: a-b } }\n",
                "7:34: \"web/a.css\" is no module of the package; write it like web/timer-control.js\n"},
        RefusedManifest{"module_absent", "web: { account.action: { module: web/b.js, element: a-b } }\n",
                "7:34: no file web/b.js in the package; check the path\n"},
        RefusedManifest{"element", "web: { account.action: { module: web/a.js, element: action } }\n",
                "7:53: \"action\" is no custom element; write it like stop-timer-action, with a hyphen\n"},
        RefusedManifest{"needs", "web: { account.action: { module: web/a.js, element: a-b, needs: See } }\n",
                "7:65: \"See\" is no permission; write it like timers.stop-others\n"},
        RefusedManifest{"page", "web: { app.page: [{ module: web/a.js, element: a-b }] }\n",
                "7:19: web.app.page.path is missing; add it\n7:19: web.app.page.title is missing; add it\n"},
        RefusedManifest{"page_path", "web: { app.page: { module: web/a.js, element: a-b, path: /a, title: { en: A, de: A } } }\n",
                "7:58: \"/a\" is no address below the slot's own; write one word, like audit-log\n"},
        RefusedManifest{"page_title", "web: { app.page: { module: web/a.js, element: a-b, path: a, title: { en: A } } }\n",
                "7:68: web.app.page.title.de is missing; every text is there in English and German\n"},
        RefusedManifest{"action_path", "web: { app.banner: { module: web/a.js, element: a-b, path: a } }\n",
                "7:60: web.app.banner.path is for pages and tabs; remove it\n"}),
    name_of_refusal);

TEST(ManifestHead, IsRefusedWithItsPosition) {
    const RefusedManifest cases[] = {
        {"nothing", "{}\n",
         "1:1: id is missing; add it\n1:1: version is missing; add it\n1:1: vendor is missing; add it\n"
         "1:1: abi is missing; add it\n1:1: title is missing; add it\n"},
        {"values",
         "id: A/../b\nversion: \"1.0\"\nvendor: [m]\nedition: gold\nabi: { built: \"1\", required: 1.x, needed: 2 }\n"
         "title: { en: A, german: B, fr: }\npermissions: { see: S }\n",
         "1:5: \"A/../b\" is no id; write it like timer-control or com.example.auto-stop\n"
         "2:10: \"1.0\" is no semantic version; write it like 1.0.0\n"
         "3:9: vendor must be a single value, not a list\n"
         "4:10: edition must be one of community, enterprise\n"
         "5:15: abi.built must be MAJOR.MINOR, like 1.0\n"
         "5:30: abi.required must be MAJOR.MINOR, like 1.0\n"
         "5:35: unknown key \"abi.needed\"; known are built, required\n"
         "6:17: \"german\" is no language; write two letters, like en\n"
         "6:32: title.fr must be a single value, not nothing\n"
         "6:8: title.de is missing; every text is there in English and German\n"
         "7:16: \"see\" is no permission; write it like timers.stop-others\n"
         "7:21: permissions.see must be a map, not a single value\n"},
        {"folder", std::string{"id: b\n"} + std::string{head}.substr(6),
         "1:5: the id is \"b\", but the folder \"a\"; give both the same name\n"},
    };
    for (const RefusedManifest& refused : cases) EXPECT_EQ(problems_of(refused.yaml), refused.problems) << refused.name;
}

TEST(ManifestHead, AbiOrderIsChecked) {
    const std::string rest = "id: a\nversion: 1.0.0\nvendor: m\ntitle: {en: A, de: A}\n";
    const char* problem = "5:6: abi.required must be of the major version that abi.built is, and not above it\n";
    EXPECT_EQ(problems_of(rest + "abi: { built: 1.0, required: 1.1 }\n"), problem);
    EXPECT_EQ(problems_of(rest + "abi: { built: 2.0, required: 1.0 }\n"), problem);
}

TEST(ManifestHead, VersionsAreSemantic) {
    for (const char* version :
         {"1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0+", "1.0.0-a b", "1..0", "1.0.x", "-1.0.0"})
        EXPECT_NE(problems_of("id: a\nversion: \"" + std::string{version} +
                              "\"\nvendor: m\nabi: { built: 1.0, required: 1.0 }\n"
                              "title: { en: A, de: A }\n")
                      .find("2:10: "),
                  std::string::npos)
            << version;
}

TEST(ManifestTables, OfAThirdPartyBearItsId) {
    EXPECT_EQ(
        problems_of(
            "id: com.example.auto-stop\nversion: 1.0.0\nvendor: e\nabi: { built: 1.0, required: 1.0 }\ntitle: { en: A, de: A }\n"
            "tables: { com_example_auto_stop_rules: { own: true }, rules: { own: true } }\n",
            "com.example.auto-stop"),
        "6:55: a table of com.example.auto-stop must begin with com_example_auto_stop_\n");
}

TEST(ManifestText, IsStrictYaml) {
    EXPECT_EQ(problems_of(std::string{head} + "id: a\n"), "7:1: duplicate key \"id\"; it stands already in line 1\n");
}

}  // namespace
}  // namespace mortise::plugins

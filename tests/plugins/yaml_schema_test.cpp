// sdk/schema/plugin.schema.json, which editors complete by, held to the reader: what ships is taken by both, and what the schema
// refuses is refused by the reader, too. (Not the other way round: the reader knows more.)
#include <gtest/gtest.h>

#define VALIJSON_USE_EXCEPTIONS 1
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <sstream>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "package_folder.hpp"
#include "plugins/manifest.hpp"

namespace mortise::plugins::schema_for_editors {
namespace {

using valijson::adapters::BoostJsonAdapter;

class ManifestSchema {
public:
    ManifestSchema() {
        std::ifstream file{MORTISE_SOURCE_DIR "/sdk/schema/plugin.schema.json"};
        std::stringstream text;
        text << file.rdbuf();
        const auto document = boost::json::parse(text.str());
        valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(BoostJsonAdapter{document}, schema_);
    }

    // What it has against a manifest; empty when it takes it.
    std::string problems_of(const std::string& yaml) const {
        config::Problems problems;
        const auto document = config::parse_yaml(yaml, "plugin.yaml", problems);
        if (!document) return problems.text();
        const auto manifest = config::to_json(*document);
        valijson::ValidationResults results;
        if (valijson::Validator{}.validate(schema_, BoostJsonAdapter{manifest}, &results)) return "";
        std::string text;
        for (valijson::ValidationResults::Error error; results.popError(error);) {
            for (const auto& part : error.context) text += part;
            text += ": " + error.description + "\n";
        }
        return text;
    }

private:
    valijson::Schema schema_;
};

const ManifestSchema& schema() {
    static const ManifestSchema loaded;
    return loaded;
}

TEST(ManifestSchema, TakesEveryManifestOfTheTree) {
    namespace fs = std::filesystem;
    int found = 0;
    for (const char* folder : {"plugins", "sdk/templates", "tests", "docs"})
        for (const auto& entry : fs::recursive_directory_iterator{fs::path{MORTISE_SOURCE_DIR} / folder}) {
            if (entry.path().filename() != "plugin.yaml") continue;
            std::ifstream file{entry.path()};
            std::stringstream text;
            text << file.rdbuf();
            EXPECT_EQ(schema().problems_of(text.str()), "") << entry.path();
            ++found;
        }
    EXPECT_GE(found, 10);
}

struct Variant {
    const char* name;
    std::string yaml;
};

constexpr const char* identity =
    "id: a\nversion: 1.0.0\nvendor: mortise\nabi: { built: 1.0, required: 1.0 }\ntitle: { en: A, de: A }\n";
constexpr const char* permission = "permissions: { a.see: { en: See, de: Sehen } }\n";

std::string beside(const std::string& yaml) { return std::string{identity} + permission + yaml; }
std::string route(const std::string& members) { return beside("routes: { go: { path: /a, needs: a.see, " + members + " } }\n"); }
std::string page(const std::string& members) { return beside("web: { app.page: { " + members + " } }\n"); }

bool reader_takes(const std::string& yaml) {
    const test::PackageFolder folder;
    folder.write("a/web/a.js", "");
    folder.write("a/plugin.yaml", yaml);
    config::Problems problems;
    return read_manifest(folder.path("a"), problems).has_value();
}

const std::vector<Variant>& right() {
    static const std::vector<Variant> list{
        Variant{"least", identity},
        Variant{
            "version_with_tails",
            "id: a\nversion: 1.0.0-rc.1+b.2\nvendor: m\nabi: { built: '1.0', required: 1.0 }\ntitle: { en: 7, de: A, fr: A }\n"},
        Variant{"requires", beside("requires: { time-tracker: 1 }\n")},
        Variant{"extensions", beside("extensions: { required: [mortise.ids/1], optional: [com.example.thing/2] }\n")},
        Variant{"tables", beside("tables: { a_b: { own: true }, users: { read: [id], write: [], delete: false } }\n")},
        Variant{
            "schemas",
            beside("schemas: { Entry: { type: object, properties: { x: { type: [string, 'null'], format: date-time } } } }\n")},
        Variant{"route", route("method: PUT, api: public, audit: false, step-up: true, limits: { body: 1KiB, deadline: 2s }, "
                               "body: { type: object }, "
                               "answers: { 200: { type: array }, 404: not_there, 409: [one, other], 204: ~ }")},
        Variant{"reference", beside("schemas: { E: { type: object } }\nroutes: { go: { path: '/a/{id}', needs: a.see, method: "
                                    "POST, audit: { action: a.go, target: id }, body: { $ref: a#E } } }\n")},
        Variant{"schedule", beside("extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: 5m, needs: "
                                   "a.see, audit: { action: a.tidied }, deadline: 5s } }\n")},
        Variant{
            "event",
            beside(
                "events: { a.done: { audience: workspace-owners, payload: { type: object } } }\nsubscribes: [timer.stopped]\n")},
        Variant{"settings", beside("settings: { type: object, additionalProperties: false, properties: { n: { type: integer, "
                                   "default: 5, minimum: 1 } } }\n")},
        Variant{"page", page("module: web/a.js, element: a-page, path: a, title: { en: A, de: A }")},
        Variant{"actions", beside("web: { account.action: [{ module: web/a.js, element: a-b, needs: a.see }, { module: web/a.js, "
                                  "element: a-c }] }\n")}};
    return list;
}

const std::vector<Variant>& wrong() {
    static const std::vector<Variant> list{
        Variant{"nothing", "{}\n"},
        Variant{"unknown_key", beside("route: {}\n")},
        Variant{"id", "id: A\nversion: 1.0.0\nvendor: m\nabi: { built: 1.0, required: 1.0 }\ntitle: { en: A, de: A }\n"},
        Variant{"version", "id: a\nversion: '1.0'\nvendor: m\nabi: { built: 1.0, required: 1.0 }\ntitle: { en: A, de: A }\n"},
        Variant{"no_vendor", "id: a\nversion: 1.0.0\nabi: { built: 1.0, required: 1.0 }\ntitle: { en: A, de: A }\n"},
        Variant{"edition", beside("edition: free\n")},
        Variant{"abi", "id: a\nversion: 1.0.0\nvendor: m\nabi: { built: 1.0.0, required: 1.0 }\ntitle: { en: A, de: A }\n"},
        Variant{"abi_key", "id: a\nversion: 1.0.0\nvendor: m\nabi: { built: 1.0, needed: 1.0 }\ntitle: { en: A, de: A }\n"},
        Variant{"title", "id: a\nversion: 1.0.0\nvendor: m\nabi: { built: 1.0, required: 1.0 }\ntitle: { en: A }\n"},
        Variant{"requires", beside("requires: { b: 1.5 }\n")},
        Variant{"requires_name", beside("requires: { B: 1 }\n")},
        Variant{"extension", beside("extensions: { required: [storage] }\n")},
        Variant{"extension_key", beside("extensions: { needed: [mortise.ids/1] }\n")},
        Variant{"permission", std::string{identity} + "permissions: { see: { en: A, de: A } }\n"},
        Variant{"permission_texts", std::string{identity} + "permissions: { a.see: See }\n"},
        Variant{"table", beside("tables: { A: { own: true } }\n")},
        Variant{"table_of_nothing", beside("tables: { a: {} }\n")},
        Variant{"table_key", beside("tables: { a: { all: true } }\n")},
        Variant{"column", beside("tables: { a: { read: ['*'] } }\n")},
        Variant{"own", beside("tables: { a: { own: perhaps } }\n")},
        Variant{"schema_name", beside("schemas: { entry: { type: object } }\n")},
        Variant{"schema_keyword", beside("schemas: { Entry: { typ: object } }\n")},
        Variant{"schema_type", beside("schemas: { Entry: { type: text } }\n")},
        Variant{"schema_format", beside("schemas: { Entry: { type: string, format: email } }\n")},
        Variant{"schema_deep_down", beside("schemas: { Entry: { type: object, properties: { a: { maxLenght: 7 } } } }\n")},
        Variant{"reference", beside("schemas: { Entry: { $ref: entry } }\n")},
        Variant{"handler", beside("routes: { Go: { method: GET, path: /a, needs: a.see } }\n")},
        Variant{"method", route("method: HEAD")},
        Variant{"no_method", route("api: own")},
        Variant{"route_key", route("method: GET, auth: none")},
        Variant{"no_permission", beside("routes: { go: { method: GET, path: /a } }\n")},
        Variant{"path", beside("routes: { go: { method: GET, path: a, needs: a.see } }\n")},
        Variant{"path_parameter", beside("routes: { go: { method: GET, path: '/a-{id}', needs: a.see } }\n")},
        Variant{"api", route("method: GET, api: private")},
        Variant{"audit", route("method: POST, audit: true")},
        Variant{"audit_key", route("method: POST, audit: { name: a }")},
        Variant{"step_up", route("method: POST, step-up: 1")},
        Variant{"body_limit", route("method: POST, limits: { body: 16000 }")},
        Variant{"deadline", route("method: POST, limits: { deadline: 10 }")},
        Variant{"body", route("method: POST, body: { type: array }")},
        Variant{"parameters", route("method: GET, parameters: []")},
        Variant{"answer_status", route("method: GET, answers: { 99: { type: object } }")},
        Variant{"answer", route("method: GET, answers: { 404: Not there }")},
        Variant{"schedule", beside("extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { needs: a.see } }\n")},
        Variant{"schedule_pace",
                beside("extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: often, needs: a.see } }\n")},
        Variant{
            "schedule_key",
            beside(
                "extensions: { required: [mortise.scheduler/1] }\nschedules: { tidy: { every: 5m, needs: a.see, at: noon } }\n")},
        Variant{"event", beside("events: { Done: { audience: user, payload: { type: object } } }\n")},
        Variant{"audience", beside("events: { a.done: { audience: all, payload: { type: object } } }\n")},
        Variant{"no_payload", beside("events: { a.done: { audience: user } }\n")},
        Variant{"subscription", beside("subscribes: timer.stopped\n")},
        Variant{"settings", beside("settings: { type: string }\n")},
        Variant{"slot", beside("web: { app.pages: {} }\n")},
        Variant{"module", page("module: a.js, element: a-page, path: a, title: { en: A, de: A }")},
        Variant{"element", page("module: web/a.js, element: page, path: a, title: { en: A, de: A }")},
        Variant{"page_without_path", page("module: web/a.js, element: a-page, title: { en: A, de: A }")},
        Variant{"action_with_path", beside("web: { account.action: { module: web/a.js, element: a-b, path: a } }\n")}};
    return list;
}

TEST(ManifestSchema, TakesWhatTheReaderTakes) {
    for (const auto& [name, yaml] : right()) {
        EXPECT_TRUE(reader_takes(yaml)) << name;
        EXPECT_EQ(schema().problems_of(yaml), "") << name;
    }
}

TEST(ManifestSchema, RefusesOnlyWhatTheReaderRefuses) {
    for (const auto& [name, yaml] : wrong()) {
        EXPECT_FALSE(reader_takes(yaml)) << name;
        EXPECT_NE(schema().problems_of(yaml), "") << name;
    }
}

}  // namespace
}  // namespace mortise::plugins::schema_for_editors

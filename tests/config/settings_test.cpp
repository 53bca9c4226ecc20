#include "config/settings.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <cstdlib>

#include "support.hpp"

namespace mortise::config {
namespace {

using namespace std::chrono_literals;
using testing::Folder;

constexpr const char* minimal =
    "database: {url: \"sqlite:data/m.db\"}\n"
    "access: access.yaml\n"
    "plugins: {directory: plugins}\n";

// A folder with mortise.yaml and the access.yaml it names.
struct World {
    explicit World(const std::string& yaml = minimal) {
        folder.write("access.yaml", "");
        file = folder.write("mortise.yaml", yaml);
    }
    std::optional<Settings> read(const std::vector<Override>& overrides = {}) { return read_settings(file, overrides, problems); }
    std::string text() const { return folder.text_of(problems); }

    Folder folder;
    std::string file;
    Problems problems;
};

TEST(Settings, OfTheRepositoryAreRight) {
    Problems problems;
    const auto settings = read_settings(MORTISE_SOURCE_DIR "/config/mortise.yaml", {}, problems);
    ASSERT_TRUE(settings) << problems.text();
    EXPECT_EQ(settings->database.url, "sqlite:" MORTISE_SOURCE_DIR "/data/mortise.db");
    EXPECT_EQ(settings->access_file, MORTISE_SOURCE_DIR "/config/access.yaml");
    EXPECT_EQ(settings->plugins.directory, "");
    std::vector<std::string> ids;
    for (const auto& plugin : settings->plugins.enabled) ids.push_back(plugin.id);
    EXPECT_THAT(ids, ::testing::ElementsAre("directory", "time-tracker", "api-keys", "accounts-tab", "api-key-admin",
                                            "impersonation", "timer-control", "audit-log"));
    EXPECT_THAT(settings->plugins.enabled[5].grants, ::testing::ElementsAre("sessions"));
    EXPECT_EQ(settings->plugins.enabled[5].settings.at("minutes"), 60);
}

TEST(Settings, HaveDefaults) {
    World world;
    const auto settings = world.read();
    ASSERT_TRUE(settings) << world.text();
    EXPECT_EQ(settings->server.listen[0].address, "127.0.0.1");
    EXPECT_EQ(settings->server.listen[0].port, 8080);
    EXPECT_EQ(settings->server.base_domain, "localhost");
    EXPECT_FALSE(settings->server.tls);
    EXPECT_FALSE(settings->server.plain_cookies);
    EXPECT_EQ(settings->sessions.idle, 30min);
    EXPECT_EQ(settings->log_level, "info");
    EXPECT_TRUE(settings->plugins.enabled.empty());
    EXPECT_EQ(settings->plugins.trust, "off");
}

TEST(Settings, AreAllRead) {
    World world{R"(
server:
  listen: [127.0.0.1:0, "[::1]:80", unix:run/web.sock]
  admin-listen: unix:/run/admin.sock
  base-domain: example.org
  public-url: https://example.org:8443
  trusted-proxies: [10.0.0.0/8, "fd00::/8", 192.0.2.1]
  tls: {certificate: tls/cert.pem, key: tls/key.pem}
  cookies: plain
  web: ../shell
  io-threads: 3
  workers: 7
  work-queue: 99
  node: one
database: {url: "postgresql://m@db/mortise", readers: 9}
sessions: {idle: 5m, absolute: 1h, impersonation-idle: 90s, step-up: 2000ms}
passwords: {memory: 64MiB, passes: 3, at-once: 4}
secrets: {pepper: "0123456789abcdef0123456789abcdef"}
log: {level: warning}
access: access.yaml
plugins:
  directory: plugins
  trust: {require: signed, keys: [RWQ1]}
  enabled:
    b: {grants: [sessions, web], isolation: process, settings: {minutes: 5, "on": [a, "1"]}}
    com.example.a: {isolation: none}
)"};
    world.folder.write("tls/cert.pem", "c");
    world.folder.write("tls/key.pem", "k");
    const auto settings = world.read();
    ASSERT_TRUE(settings) << world.text();
    const ServerSettings& server = settings->server;
    ASSERT_EQ(server.listen.size(), 3u);
    EXPECT_EQ(server.listen[1].address, "::1");
    EXPECT_EQ(server.listen[1].port, 80);
    EXPECT_EQ(server.listen[2].unix_path, world.folder.path("run/web.sock"));
    EXPECT_EQ(server.admin_listen.unix_path, "/run/admin.sock");
    EXPECT_EQ(server.base_domain, "example.org");
    EXPECT_EQ(server.public_url, "https://example.org:8443");
    EXPECT_EQ(server.trusted_proxies.size(), 3u);
    EXPECT_EQ(server.tls->certificate, world.folder.path("tls/cert.pem"));
    EXPECT_EQ(server.tls->key, world.folder.path("tls/key.pem"));
    EXPECT_TRUE(server.plain_cookies);
    EXPECT_EQ(server.web, std::filesystem::path{world.folder.path()}.parent_path().string() + "/shell");
    EXPECT_EQ(server.io_threads, 3u);
    EXPECT_EQ(server.workers, 7u);
    EXPECT_EQ(server.work_queue, 99u);
    EXPECT_EQ(server.node, "one");
    EXPECT_EQ(settings->database.url, "postgresql://m@db/mortise");
    EXPECT_EQ(settings->database.readers, 9u);
    EXPECT_EQ(settings->sessions.idle, 5min);
    EXPECT_EQ(settings->sessions.absolute, 1h);
    EXPECT_EQ(settings->sessions.impersonation_idle, 90s);
    EXPECT_EQ(settings->sessions.step_up, 2s);
    EXPECT_EQ(settings->passwords.memory_kib, 64u * 1024);
    EXPECT_EQ(settings->passwords.passes, 3u);
    EXPECT_EQ(settings->passwords.at_once, 4u);
    EXPECT_EQ(settings->pepper, "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(settings->log_level, "warning");
    EXPECT_EQ(settings->plugins.trust, "signed");
    EXPECT_THAT(settings->plugins.keys, ::testing::ElementsAre("RWQ1"));
    ASSERT_EQ(settings->plugins.enabled.size(), 2u);
    const EnabledPlugin& plugin = settings->plugins.enabled[0];
    EXPECT_EQ(plugin.id, "b");
    EXPECT_EQ(plugin.at.line, 25);
    EXPECT_THAT(plugin.grants, ::testing::ElementsAre("sessions", "web"));
    EXPECT_EQ(plugin.isolation, Isolation::process);
    EXPECT_EQ(plugin.settings, boost::json::parse(R"({"minutes": 5, "on": ["a", "1"]})").as_object());
    EXPECT_EQ(plugin.settings_node.find("minutes")->at.line, 25);
    EXPECT_EQ(settings->plugins.enabled[1].isolation, Isolation::none);
}

struct RefusedSetting {
    const char* name;
    std::string yaml;  // instead of, or after, the minimal file
    std::string problems;
};

std::ostream& operator<<(std::ostream& out, const RefusedSetting& refused) { return out << refused.name; }

// One section after the minimal file, which has three lines.
class SettingsSection : public ::testing::TestWithParam<RefusedSetting> {};

TEST_P(SettingsSection, IsRefusedWithItsPosition) {
    World world{minimal + GetParam().yaml};
    world.read();
    EXPECT_EQ(world.text(), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, SettingsSection,
    ::testing::Values(
        RefusedSetting{"unknown_section", "servr: {}\n", "mortise.yaml:4:1: unknown key \"servr\"; did you mean \"server\"?\n"},
        RefusedSetting{"unknown_key", "server:\n  listn: 127.0.0.1:1\n",
                "mortise.yaml:5:3: unknown key \"server.listn\"; did you mean \"listen\"?\n"},
        RefusedSetting{"unlike_any_key", "log: {colour: red}\n", "mortise.yaml:4:7: unknown key \"log.colour\"; known are level\n"},
        RefusedSetting{"section_is_no_map", "server: 8080\n", "mortise.yaml:4:9: server must be a map, not a single value\n"},
        RefusedSetting{"listen", "server: {listen: \"8080\"}\n",
                "mortise.yaml:4:18: server.listen: \"8080\" is no address; write 127.0.0.1:8080, \"[::1]:8080\" or unix:PATH\n"},
        RefusedSetting{"listen_port", "server: {listen: [127.0.0.1:8080, 127.0.0.1:65536]}\n",
                "mortise.yaml:4:35: server.listen: \"127.0.0.1:65536\" is no address; write 127.0.0.1:8080, \"[::1]:8080\" or "
                "unix:PATH\n"},
        RefusedSetting{"listen_name", "server: {listen: \"localhost:8080\"}\n",
                "mortise.yaml:4:18: server.listen: \"localhost:8080\" is no address; write 127.0.0.1:8080, \"[::1]:8080\" or "
                "unix:PATH\n"},
        RefusedSetting{"listen_nothing", "server: {listen: []}\n",
                "mortise.yaml:4:18: server.listen is empty; name at least one address\n"},
        RefusedSetting{"base_domain", "server: {base-domain: \"Example.org:80\"}\n",
                "mortise.yaml:4:23: server.base-domain must be a host name in lower case, without a port: example.org\n"},
        RefusedSetting{"public_url", "server: {public-url: \"https://example.org/x\"}\n",
                "mortise.yaml:4:22: server.public-url must be like https://example.org, without a path\n"},
        RefusedSetting{"proxies", "server: {trusted-proxies: [10.0.0.0/33]}\n",
                "mortise.yaml:4:28: \"10.0.0.0/33\" is no address; write 10.0.0.1, or a range like 10.0.0.0/8\n"},
        RefusedSetting{"tls_key", "server: {tls: {certificate: access.yaml}}\n",
                "mortise.yaml:4:15: server.tls.key is missing; add it\n"},
        RefusedSetting{"tls_file", "server: {tls: {certificate: access.yaml, key: none.pem}}\n",
                "mortise.yaml:4:47: no file none.pem; check the path\n"},
        RefusedSetting{"cookies", "server: {cookies: chocolate}\n",
                "mortise.yaml:4:19: server.cookies must be one of host-prefix, plain\n"},
        RefusedSetting{"workers", "server: {workers: 0}\n", "mortise.yaml:4:19: server.workers must be a whole number from 1 to 256\n"},
        RefusedSetting{"io_threads", "server: {io-threads: many}\n",
                "mortise.yaml:4:22: server.io-threads must be a whole number from 1 to 64\n"},
        RefusedSetting{"work_queue", "server: {work-queue: -1}\n",
                "mortise.yaml:4:22: server.work-queue must be a whole number from 1 to 100000\n"},
        RefusedSetting{"empty_text", "server: {node: \"\"}\n",
                "mortise.yaml:4:16: server.node is empty; give it a value or leave it out\n"},
        RefusedSetting{"duration", "sessions: {idle: 30}\n",
                "mortise.yaml:4:18: sessions.idle must be a duration above zero, with its unit: 500ms, 2s, 15m, 12h\n"},
        RefusedSetting{"duration_zero", "sessions: {step-up: 0s}\n",
                "mortise.yaml:4:21: sessions.step-up must be a duration above zero, with its unit: 500ms, 2s, 15m, 12h\n"},
        RefusedSetting{"duration_fraction", "sessions: {idle: 1500ms}\n", "mortise.yaml:4:18: sessions.idle must be whole seconds\n"},
        RefusedSetting{"idle_beyond_absolute", "sessions: {idle: 13h}\n",
                "mortise.yaml:4:11: sessions.idle is longer than sessions.absolute; shorten it, or it never takes effect\n"},
        RefusedSetting{"memory", "passwords: {memory: 1MiB}\n",
                "mortise.yaml:4:21: passwords.memory must be a size from 8388608B to 1073741824B, with its unit: 512B, 16KiB, "
                "1MiB\n"},
        RefusedSetting{"pepper", "secrets: {pepper: short}\n",
                "mortise.yaml:4:19: secrets.pepper is shorter than 32 characters; make one with: openssl rand -hex 32\n"},
        RefusedSetting{"pepper_file", "secrets: {pepper: \"${file:none}\"}\n", "mortise.yaml:4:19: no file none; check the path\n"},
        RefusedSetting{"pepper_variable", "secrets: {pepper: \"${env:MORTISE_TEST_UNSET}\"}\n",
                "mortise.yaml:4:19: the environment variable \"MORTISE_TEST_UNSET\" is not set; set it before the start\n"},
        RefusedSetting{"reference", "secrets: {pepper: \"${vault:x}\"}\n",
                "mortise.yaml:4:19: unknown reference \"vault:x\"; write ${file:PATH} or ${env:NAME}\n"},
        RefusedSetting{"open_reference", "secrets: {pepper: \"${file:x\"}\n",
                "mortise.yaml:4:19: a reference is not closed; write ${file:PATH} or ${env:NAME}\n"},
        RefusedSetting{"level", "log: {level: loud}\n", "mortise.yaml:4:14: log.level must be one of debug, info, warning, error\n"}),
    [](const auto& info) { return info.param.name; });

class SettingsFile : public ::testing::TestWithParam<RefusedSetting> {};

TEST_P(SettingsFile, IsRefusedWithItsPosition) {
    World world{GetParam().yaml};
    world.read();
    EXPECT_EQ(world.text(), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Refusals, SettingsFile,
    ::testing::Values(RefusedSetting{"nothing_there", "server: {}\n",
                              "mortise.yaml:1:1: database is missing; add it\n"
                              "mortise.yaml:1:1: access is missing; add it\n"
                              "mortise.yaml:1:1: plugins is missing; add it\n"},
                      RefusedSetting{"no_map", "[1]\n", "mortise.yaml:1:1: the document must be a map, not a list\n"},
                      RefusedSetting{"sections",
                              "database: {url: mysql://x, readers: 0}\naccess: none.yaml\n"
                              "plugins:\n  directory: p\n  trust: {require: maybe}\n  enabled: [a]\n",
                              "mortise.yaml:1:17: database.url must be sqlite:PATH or postgresql://user@host/name\n"
                              "mortise.yaml:1:37: database.readers must be a whole number from 1 to 256\n"
                              "mortise.yaml:2:9: no file none.yaml; check the path\n"
                              "mortise.yaml:5:20: plugins.trust.require must be one of signed, first-party, off\n"
                              "mortise.yaml:6:12: plugins.enabled must be a map, not a list\n"},
                      RefusedSetting{
                          "plugins",
                          "database: {url: \"sqlite:\"}\naccess: access.yaml\nplugins:\n  trust: {require: signed}\n  enabled:\n"
                          "    A b: {}\n    a: {grants: web}\n    b: {grants: [web, web], settings: 5}\n    c: {isolation: "
                          "thread, setting: {}}\n    d:\n",
                          "mortise.yaml:1:17: database.url must be sqlite:PATH or postgresql://user@host/name\n"
                          "mortise.yaml:4:10: plugins.trust.require is signed, but keys is empty, so that nothing would load; "
                          "name a public key\n"
                          "mortise.yaml:6:5: \"A b\" is no plugin id; write it like timer-control or com.example.auto-stop\n"
                          "mortise.yaml:7:17: plugins.enabled.a.grants must be a list, not a single value\n"
                          "mortise.yaml:8:23: \"web\" stands twice in plugins.enabled.b.grants; remove one\n"
                          "mortise.yaml:8:39: plugins.enabled.b.settings must be a map, not a single value\n"
                          "mortise.yaml:9:20: plugins.enabled.c.isolation must be one of none, process\n"
                          "mortise.yaml:9:28: unknown key \"plugins.enabled.c.setting\"; did you mean \"settings\"?\n"
                          "mortise.yaml:10:5: plugins.enabled.d must be a map, not nothing\n"}),
    [](const auto& info) { return info.param.name; });

TEST(Settings, ReadSecretsFromFilesAndTheEnvironment) {
    World world{std::string{minimal} + "secrets: {pepper: \"${file:run/pepper}\"}\n"};
    world.folder.write("run/pepper", "fedcba9876543210fedcba9876543210\n");
    setenv("MORTISE_TEST_PASSWORD", "hush", 1);
    const auto settings = world.read({{"database.url", "postgresql://m:${env:MORTISE_TEST_PASSWORD}@db/m"}});
    unsetenv("MORTISE_TEST_PASSWORD");
    ASSERT_TRUE(settings) << world.text();
    EXPECT_EQ(settings->pepper, "fedcba9876543210fedcba9876543210");
    EXPECT_EQ(settings->database.url, "postgresql://m:hush@db/m");
}

TEST(Settings, NeverQuoteASecret) {
    World world{std::string{minimal} + "secrets: {pepper: \"${file:run/pepper}\"}\n"};
    world.folder.write("run/pepper", "hush-hush\n");
    world.folder.write("run/url", "hush://hush\n");
    world.read({{"database.url", "${file:" + world.folder.path("run/url") + "}"}});
    EXPECT_EQ(world.problems.all().size(), 2u) << world.text();
    EXPECT_THAT(world.text(), ::testing::Not(::testing::HasSubstr("hush")));
}

}  // namespace
}  // namespace mortise::config

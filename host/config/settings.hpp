// config/mortise.yaml as values: what runs here. Paths in the file are relative to the file, paths in --set to the working directory.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "config/problem.hpp"

namespace mortise::config {

struct Endpoint {
    std::string address;            // 127.0.0.1, ::1, or empty with unix_path
    unsigned short port = 0;        // 0: any free one
    std::string unix_path;
};

struct TlsFiles {
    std::string certificate, key;
};

struct ServerSettings {
    std::vector<Endpoint> listen{{"127.0.0.1", 8080, {}}};
    Endpoint admin_listen{"127.0.0.1", 8081, {}};
    std::string base_domain = "localhost";
    std::string public_url;                       // http://localhost:8080; empty: made from base-domain, the first port and tls
    std::vector<std::string> trusted_proxies;     // addresses or CIDR ranges
    std::optional<TlsFiles> tls;
    bool plain_cookies = false;                   // server.cookies: host-prefix | plain; plain: no Secure, no __Host-, for http without localhost
    std::string web;                              // folder of the shell; empty: beside the program
    unsigned io_threads = 1;
    unsigned workers = 2;                         // threads that run reading handlers
    unsigned work_queue = 512;
    std::string node;                             // name in audit rows; empty: the machine's
};

struct SessionSettings {
    std::chrono::seconds idle{30 * 60};
    std::chrono::seconds absolute{12 * 3600};
    std::chrono::seconds impersonation_idle{15 * 60};
    std::chrono::seconds step_up{10 * 60};
};

struct PasswordSettings {
    unsigned memory_kib = 19 * 1024;
    unsigned passes = 2;
    unsigned at_once = 2;                         // hashes at the same time
};

struct DatabaseSettings {
    std::string url = "sqlite:data/mortise.db";
    unsigned readers = 4;
};

enum class Isolation : unsigned char { none, process };

struct EnabledPlugin {
    std::string id;
    Position at;
    std::vector<std::string> grants;
    boost::json::object settings;                 // as written; the manifest's schema checks and completes them
    Node settings_node;                           // for positions
    Isolation isolation = Isolation::none;
};

struct PluginSettings {
    std::string directory;                        // empty: that of the packages which came with the program
    Position directory_at;
    std::string trust = "off";                    // signed | first-party | off
    std::vector<std::string> keys;
    std::vector<EnabledPlugin> enabled;           // in the order of their tabs
};

struct Settings {
    std::string file;
    ServerSettings server;
    DatabaseSettings database;
    SessionSettings sessions;
    PasswordSettings passwords;
    std::string pepper;                           // secrets.pepper, hex or text; empty: from a file beside the database
    std::string log_level = "info";
    std::string access_file;
    PluginSettings plugins;
};

// One --set dotted.key=value.
struct Override {
    std::string key, value;
};

// Nothing when the file is no YAML. When `problems` got any, what could be read, good only for finding more of them.
// The value of an override is read as YAML.
std::optional<Settings> read_settings(const std::string& file, const std::vector<Override>& overrides, Problems& problems);

}  // namespace mortise::config

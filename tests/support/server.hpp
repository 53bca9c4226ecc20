// A real `mortise serve` with the demo data, in a temporary folder of its own, ended with the object.
#pragma once

#include <sys/types.h>

#include <boost/json/value.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_client.hpp"

namespace mortise::testing {

// A plugin that only tests have: its package, its lines for access.yaml, and what stands after its id in mortise.yaml.
struct TestPlugin {
    std::filesystem::path package;
    std::filesystem::path rules;
    std::string entry = "{}";
};

struct ServerOptions {
    std::vector<std::string> sets;                  // --set, over the repository's config/mortise.yaml
    bool with_probe = false;                        // also enables the plugin `probe` of tests/probe
    std::vector<TestPlugin> plugins = {};           // and these
    std::string access;                             // instead of config/access.yaml's text
};

struct Finished {
    int code = 0;
    std::string out, err;
};

// A port that was free a moment ago.
std::uint16_t free_port();

// Runs `mortise ARGUMENTS` and waits for it, 60 s at most.
Finished run_mortise(const std::vector<std::string>& arguments, std::string_view input = {});

class Server {
public:
    explicit Server(ServerOptions options = {});
    ~Server();                                      // SIGTERM, and a check that it ended with 0
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    Client client(std::string host = "localhost") const { return Client{port_, std::move(host)}; }
    Client signed_in(std::string_view email, std::string host = "localhost") const;
    Client with_key(std::string_view user, std::string_view workspace = {}, std::string host = "localhost") const;   // a demo key

    std::string user(std::string_view email) const;       // id
    std::string workspace(std::string_view name) const;   // id
    std::string key(std::string_view user, std::string_view workspace = {}) const;   // the first such key's secret
    const boost::json::value& demo() const { return demo_; }

    // `mortise GROUP COMMAND ...` on this server's database, through its socket; throws when it fails.
    boost::json::value command(std::vector<std::string> arguments) const;
    // All audit rows, newest first, as `mortise audit list --json`.
    boost::json::array audit(std::size_t limit = 10'000) const;

    void hang_up() const;                            // SIGHUP
    void stop();                                     // SIGTERM and wait; the object stays usable for its files
    void kill();                                     // SIGKILL and wait
    void start();                                    // again, on the same files and port
    unsigned short port() const { return port_; }
    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path config_file() const { return folder_ / "mortise.yaml"; }
    std::string log() const;                         // standard error of all runs

private:
    void write_configuration(const ServerOptions& options);
    std::vector<std::string> common_arguments() const;

    std::filesystem::path folder_;
    std::vector<std::string> sets_;
    pid_t pid_ = 0;
    unsigned short port_ = 0, admin_port_ = 0;
    boost::json::value demo_;
};

}  // namespace mortise::testing

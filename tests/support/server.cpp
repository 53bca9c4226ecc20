#include "support/server.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace mortise::testing {

namespace json = boost::json;
using namespace std::chrono_literals;

namespace {

const std::string program = std::string{MORTISE_BUILD_DIR} + "/bin/mortise";

bool is_free(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const int failed = ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::close(fd);
    return failed == 0;
}

pid_t start_process(const std::vector<std::string>& arguments, int in, int out, int err) {
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid != 0) return pid;
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(err, 2);
    for (int fd = 3; fd < 256; ++fd) ::close(fd);
    ::execv(argv[0], argv.data());
    ::_exit(127);
}

int wait_for(pid_t pid, std::chrono::seconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    int status = 0;
    while (::waitpid(pid, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > until) {
            ::kill(pid, SIGKILL);
            ::waitpid(pid, &status, 0);
            return -1;
        }
        std::this_thread::sleep_for(2ms);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "mortise-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
    return name;
}

}  // namespace

// A port that was free a moment ago, below those that the system gives to outgoing connections: of these other tests make many,
// and one of them would take the port before the server does.
std::uint16_t free_port() {
    static std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<std::uint16_t> ports{10'000, 32'000};
    for (;;)
        if (const auto port = ports(random); is_free(port)) return port;
}

Finished run_mortise(const std::vector<std::string>& arguments, std::string_view input) {
    const auto folder = make_folder();
    { std::ofstream{folder / "in"} << input; }
    const int in = ::open((folder / "in").c_str(), O_RDONLY);
    const int out = ::open((folder / "out").c_str(), O_WRONLY | O_CREAT, 0600);
    const int err = ::open((folder / "err").c_str(), O_WRONLY | O_CREAT, 0600);
    const pid_t pid = start_process(arguments, in, out, err);
    for (const int fd : {in, out, err}) ::close(fd);
    Finished finished;
    finished.code = wait_for(pid, 60s);
    finished.out = read_file(folder / "out");
    finished.err = read_file(folder / "err");
    std::filesystem::remove_all(folder);
    return finished;
}

Server::Server(ServerOptions options) : folder_{make_folder()}, port_{free_port()}, admin_port_{free_port()} {
    write_configuration(options);
    auto arguments = common_arguments();
    arguments.insert(arguments.begin(), {"demo", "--json"});
    const auto seeded = run_mortise(arguments);
    if (seeded.code != 0) throw std::runtime_error{"mortise demo: " + seeded.err};
    demo_ = json::parse(seeded.out);
    start();
}

void Server::write_configuration(const ServerOptions& options) {
    const std::filesystem::path repository{MORTISE_SOURCE_DIR};
    auto text = read_file(repository / "config/mortise.yaml");
    auto access = options.access.empty() ? read_file(repository / "config/access.yaml") : options.access;
    const std::string build{MORTISE_BUILD_DIR};
    auto test_plugins = options.plugins;
    if (options.with_probe) test_plugins.push_back({build + "/test-plugins/probe", repository / "tests/probe/rules.yaml"});
    auto plugins = build + "/plugins";
    if (!test_plugins.empty()) {
        plugins = (folder_ / "plugins").string();
        std::filesystem::copy(build + "/plugins", plugins, std::filesystem::copy_options::recursive);
    }
    for (const auto& plugin : test_plugins) {
        const auto id = plugin.package.filename().string();
        std::filesystem::copy(plugin.package, folder_ / "plugins" / id, std::filesystem::copy_options::recursive);
        text.insert(text.find('\n', text.find("  enabled:")) + 1, "    " + id + ": " + plugin.entry + '\n');
        if (options.access.empty()) access.insert(access.find("\nrules:\n") + 8, read_file(plugin.rules));
    }
    std::ofstream{config_file()} << text;
    std::ofstream{folder_ / "access.yaml"} << access;
    sets_ = {"server.listen=127.0.0.1:" + std::to_string(port_),
             "server.admin-listen=127.0.0.1:" + std::to_string(admin_port_),
             "database.url=sqlite:" + (folder_ / "mortise.db").string(),
             "plugins.directory=" + plugins,
             "passwords.memory=8MiB",
             "passwords.passes=1"};  // quick to hash; the cost is tested where passwords are
    sets_.insert(sets_.end(), options.sets.begin(), options.sets.end());
}

std::vector<std::string> Server::common_arguments() const {
    std::vector<std::string> arguments{"--config", config_file().string()};
    for (const auto& set : sets_) {
        arguments.push_back("--set");
        arguments.push_back(set);
    }
    return arguments;
}

void Server::start() {
    auto arguments = common_arguments();
    arguments.insert(arguments.begin(), "serve");
    const int null = ::open("/dev/null", O_RDWR);
    const int log = ::open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    pid_ = start_process(arguments, null, null, log);
    ::close(null);
    ::close(log);
    for (int i = 0; i < 1500; ++i) {
        std::this_thread::sleep_for(20ms);
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = 0;
            throw std::runtime_error{"mortise serve ended: " + this->log()};
        }
        try {
            if (client().raw("GET", "/readyz", {}, {}).status == 200) return;
        } catch (const std::exception&) {
        }
    }
    throw std::runtime_error{"mortise serve does not answer: " + this->log()};
}

void Server::stop() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGTERM);
    const int code = wait_for(pid_, 30s);
    pid_ = 0;
    EXPECT_EQ(code, 0) << "mortise serve ended badly:\n" << log();
}

void Server::kill() {
    ::kill(pid_, SIGKILL);
    wait_for(pid_, 10s);
    pid_ = 0;
}

Server::~Server() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Server::hang_up() const { ::kill(pid_, SIGHUP); }

Client Server::signed_in(std::string_view email, std::string host) const {
    auto made = client(std::move(host));
    made.sign_in(email);
    return made;
}

Client Server::with_key(std::string_view user, std::string_view workspace, std::string host) const {
    auto made = client(std::move(host));
    made.use_key(key(user, workspace));
    return made;
}

std::string Server::user(std::string_view email) const {
    for (const auto& user : demo_.at("users").as_array())
        if (user.at("email").as_string() == email) return json::value_to<std::string>(user.at("id"));
    throw std::out_of_range{"no demo user " + std::string{email}};
}

std::string Server::workspace(std::string_view name) const {
    for (const auto& workspace : demo_.at("workspaces").as_array())
        if (workspace.at("name").as_string() == name) return json::value_to<std::string>(workspace.at("id"));
    throw std::out_of_range{"no demo workspace " + std::string{name}};
}

std::string Server::key(std::string_view user, std::string_view workspace) const {
    for (const auto& key : demo_.at("apiKeys").as_array()) {
        const auto& bound = key.at("workspace");
        const bool matches = workspace.empty() ? bound.is_null() : bound.is_string() && bound.as_string() == workspace;
        if (key.at("user").as_string() == user && matches) return json::value_to<std::string>(key.at("secret"));
    }
    throw std::out_of_range{"no demo key of " + std::string{user}};
}

json::value Server::command(std::vector<std::string> arguments) const {
    const auto common = common_arguments();
    arguments.insert(arguments.end(), common.begin(), common.end());
    arguments.push_back("--json");
    const auto finished = run_mortise(arguments, "a long enough password\n");
    if (finished.code != 0) throw std::runtime_error{"mortise " + arguments[0] + ' ' + arguments[1] + ": " + finished.err};
    return json::parse(finished.out);
}

json::array Server::audit(std::size_t limit) const {
    return command({"audit", "list", "--limit", std::to_string(limit)}).as_array();
}

std::string Server::log() const { return read_file(folder_ / "log"); }

}  // namespace mortise::testing

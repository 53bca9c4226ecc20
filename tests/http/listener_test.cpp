// Addresses, how many may be connected, and what becomes of the server when the system has no more descriptors.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <thread>

#include "running_server.hpp"
#include "temporary_folder.hpp"

namespace mortise::http::test {
namespace {

int status_of(Client client) {
    client.send(line("GET / HTTP/1.1"));
    const auto answer = client.read_answer();
    return answer ? answer->status : 0;
}

std::string failure_to_start(Address address) {
    auto options = quick_options();
    options.listen = {std::move(address)};
    try {
        RunningServer server{options};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

TEST(Listener, ListensOnSeveralAddressesAndTellsTheirPorts) {
    TemporaryFolder folder;
    auto options = quick_options();
    options.listen = {{"127.0.0.1", 0, {}}, {"127.0.0.1", 0, {}}, {"", 0, folder / "admin.socket"}};
    RunningServer server{options};
    const auto listening = server->listening();
    ASSERT_EQ(listening.size(), 3u);
    EXPECT_NE(listening[0].port, 0);
    EXPECT_NE(listening[0].port, listening[1].port);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(status_of(server.connect(i)), 200);
}

TEST(Listener, OnAUnixSocketIsForTheOwnerAndLeavesNothing) {
    TemporaryFolder folder;
    auto options = quick_options();
    options.listen = {{"", 0, folder / "admin.socket"}};
    {
        RunningServer server{options};
        struct stat status {};
        ASSERT_EQ(::lstat((folder / "admin.socket").c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777, 0600u);
        auto client = server.connect();
        client.send(line("GET / HTTP/1.1"));
        EXPECT_EQ(client.read_answer()->field("x-client"), "unix");
        EXPECT_NE(failure_to_start(options.listen[0]).find("Address already in use"), std::string::npos);
        EXPECT_EQ(status_of(server.connect()), 200);
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "admin.socket"));
}

TEST(Listener, TakesThePlaceOfAUnixSocketThatWasLeftBehind) {
    TemporaryFolder folder;
    const auto path = folder / "admin.socket";
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::strncpy(name.sun_path, path.c_str(), sizeof name.sun_path - 1);
    const int left = ::socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(::bind(left, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    ::close(left);
    auto options = quick_options();
    options.listen = {{"", 0, path}};
    RunningServer server{options};
    EXPECT_EQ(status_of(server.connect()), 200);
}

TEST(Listener, SaysWhyItCannotListen) {
    RunningServer server;
    const auto taken = failure_to_start(server->listening()[0]);
    EXPECT_NE(taken.find("127.0.0.1:" + std::to_string(server->listening()[0].port)), std::string::npos) << taken;
    EXPECT_NE(taken.find("choose another address"), std::string::npos) << taken;
    EXPECT_NE(failure_to_start({"localhost", 0, {}}).find("localhost:0"), std::string::npos);
    EXPECT_NE(failure_to_start({"192.0.2.1", 0, {}}).find("no such address"), std::string::npos);
    EXPECT_NE(failure_to_start({"", 0, std::string(200, 'a')}).find("too long"), std::string::npos);
    TemporaryFolder folder;
    folder.write("file", "precious");
    EXPECT_NE(failure_to_start({"", 0, folder / "file"}).find("there is a file of that name"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(folder / "file"));
}

TEST(Listener, SpreadsConnectionsOverThreads) {
    auto options = quick_options();
    options.io_threads = 3;
    std::mutex mutex;
    std::set<std::thread::id> threads;
    RunningServer server{options, [&](model::Request&&) -> Awaitable<model::Response> {
                             const std::lock_guard lock{mutex};
                             threads.insert(std::this_thread::get_id());
                             co_return model::Response{};
                         }};
    for (int i = 0; i < 6; ++i) EXPECT_EQ(status_of(server.connect()), 200);
    const std::lock_guard lock{mutex};
    EXPECT_EQ(threads.size(), 3u);
}

TEST(Listener, TurnsAwayWhoeverIsTooMany) {
    auto options = quick_options();
    options.connections = 2;
    options.idle_timeout = options.header_timeout = std::chrono::seconds{30};
    RunningServer server{options};
    auto first = server.connect(), second = server.connect();
    for (auto client : {&first, &second}) {
        client->send(line("GET / HTTP/1.1"));
        EXPECT_EQ(client->read_answer()->status, 200);
    }
    auto third = server.connect();
    const auto answer = third.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->field("retry-after"), "1");
    EXPECT_EQ(answer->field("x-content-type-options"), "nosniff");
    EXPECT_TRUE(third.closes());

    first.close();
    while (server->connections() == 2) std::this_thread::sleep_for(5ms);
    EXPECT_EQ(status_of(server.connect()), 200);
}

std::chrono::microseconds processor_time() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto total = [](const timeval& time) {
        return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
    };
    return total(usage.ru_utime) + total(usage.ru_stime);
}

// Takes every descriptor there is.
class Exhaustion {
public:
    Exhaustion() {
        getrlimit(RLIMIT_NOFILE, &before_);
        rlimit lower = before_;
        lower.rlim_cur = std::min<rlim_t>(before_.rlim_cur, 256);
        setrlimit(RLIMIT_NOFILE, &lower);
    }
    ~Exhaustion() {
        release();
        setrlimit(RLIMIT_NOFILE, &before_);
    }
    void begin() {
        for (int one; (one = ::dup(STDIN_FILENO)) >= 0;) taken_.push_back(one);
    }
    void release() {
        for (const int one : taken_) ::close(one);
        taken_.clear();
    }

private:
    rlimit before_{};
    std::vector<int> taken_;
};

TEST(Listener, SurvivesRunningOutOfDescriptors) {
    RunningServer server;
    const auto address = server->listening()[0];
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(address.port);
    inet_pton(AF_INET, address.host.c_str(), &name.sin_addr);
    std::vector<int> peers;
    for (int i = 0; i < 20; ++i) peers.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));

    testing::internal::CaptureStderr();
    Exhaustion exhaustion;
    exhaustion.begin();
    for (const int peer : peers) ASSERT_EQ(::connect(peer, reinterpret_cast<sockaddr*>(&name), sizeof name), 0);
    const auto before = processor_time();
    char byte;
    EXPECT_EQ(::recv(peers.front(), &byte, 1, 0), 0) << "the first is turned away at once";
    std::this_thread::sleep_for(2s);
    EXPECT_LT(processor_time() - before, 100ms) << "5 % of two seconds";
    exhaustion.release();
    for (const int peer : peers) ::close(peer);

    const auto released = std::chrono::steady_clock::now();
    EXPECT_EQ(status_of(server.connect()), 200);
    EXPECT_LT(std::chrono::steady_clock::now() - released, 1s);
    const auto log = testing::internal::GetCapturedStderr();
    EXPECT_NE(log.find("accept_exhausted"), std::string::npos);
    EXPECT_LE(std::ranges::count(log, '\n'), 5) << log;
}

}  // namespace
}  // namespace mortise::http::test

// Peers that take their time: each kind has its own deadline, and others are served meanwhile.
#include <gtest/gtest.h>

#include <thread>

#include "running_server.hpp"

namespace mortise::http::test {
namespace {

constexpr auto long_enough = 5s;  // for a limit of one second, looked at once a second

void expect_still_serving(const RunningServer& server) {
    auto other = server.connect();
    other.send(line("GET / HTTP/1.1"));
    const auto answer = other.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

// Sends `bytes` one by one until the server has had enough; how long that took.
std::chrono::milliseconds drip(Client& client, std::string_view bytes) {
    const auto began = std::chrono::steady_clock::now();
    for (const char c : bytes) {
        if (std::chrono::steady_clock::now() - began > 2 * long_enough || client.closes(100ms) || !client.send({&c, 1})) break;
    }
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
}

TEST(SlowPeer, ThatNeverEndsItsHeaderIsToldAndClosed) {
    RunningServer server;
    auto client = server.connect();
    EXPECT_LT(drip(client, "GET / HTTP/1.1\r\nHost: a.test\r\nX-A: " + std::string(200, 'a')), long_enough);
    expect_still_serving(server);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
    EXPECT_NE(answer->body.find("header_timeout"), std::string::npos);
}

TEST(SlowPeer, ThatNeverEndsItsBodyIsToldAndClosed) {
    RunningServer server;
    auto client = server.connect();
    client.send(with("Content-Length: 64\r\n"));
    EXPECT_LT(drip(client, std::string(64, 'a')), long_enough);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
    EXPECT_NE(answer->body.find("body_timeout"), std::string::npos);
    EXPECT_EQ(server.requests(), 0u);
}

TEST(SlowPeer, ThatSendsChunksForEverIsToldAndClosed) {
    RunningServer server;
    auto client = server.connect();
    client.send(with("Transfer-Encoding: chunked\r\n"));
    std::string chunks;
    for (int i = 0; i < 60; ++i) chunks += "1\r\nx\r\n";
    EXPECT_LT(drip(client, chunks), long_enough);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408);
}

TEST(SlowPeer, ThatDoesNotReadIsClosed) {
    const auto body = std::make_shared<const std::string>(32 << 20, 'x');
    RunningServer server{quick_options(), [body](model::Request&&) -> Awaitable<model::Response> {
                             model::Response response;
                             response.shared_body = body;
                             co_return response;
                         }};
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1"));
    const auto until = std::chrono::steady_clock::now() + long_enough;
    while (server.requests() == 0 || (server->connections() > 0 && std::chrono::steady_clock::now() < until))
        std::this_thread::sleep_for(20ms);
    EXPECT_EQ(server->connections(), 0u);
}

TEST(SlowPeer, ThatSaysNothingIsClosedWithoutAWord) {
    RunningServer server;
    auto silent = server.connect(), idle = server.connect();
    idle.send(line("GET / HTTP/1.1"));
    ASSERT_TRUE(idle.read_answer());
    EXPECT_TRUE(silent.closes(long_enough));
    EXPECT_TRUE(idle.closes(long_enough));
    EXPECT_EQ(silent.received() + idle.received(), "");
    EXPECT_EQ(server->connections(), 0u);
}

TEST(SlowPeer, IsNotOneWhoseRequestTakesLong) {
    std::thread worker;
    RunningServer server{quick_options(), from_callback([&](model::Request&& request, Answer answer) {
                             worker = std::thread{[request = std::move(request), answer] {
                                 std::this_thread::sleep_for(3500ms);
                                 answer(echo(request));
                             }};
                         })};
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1"));
    const auto answer = client.read_answer();
    worker.join();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

TEST(SlowPeer, InCrowdsKeepsNobodyElseWaiting) {
    RunningServer server;
    std::vector<Client> clients;
    for (int i = 0; i < 400; ++i) {
        clients.push_back(server.connect());
        clients.back().send("GET / HTTP/1.1\r\nHost:");
    }
    expect_still_serving(server);
    for (auto& client : clients) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 408);
    }
}

}  // namespace
}  // namespace mortise::http::test

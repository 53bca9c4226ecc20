// The end of a server: what is in flight is answered, what is idle is closed, nobody new is taken.
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "running_server.hpp"

namespace mortise::http::test {
namespace {

// A handler that answers when the test says so.
class Gate {
public:
    Handler handler() {
        return from_callback([this](model::Request&& request, http::Answer answer) {
            waiting_.set_value([request = std::move(request), answer] { answer(echo(request)); });
        });
    }
    std::function<void()> wait_for_request() { return waiting_.get_future().get(); }

private:
    std::promise<std::function<void()>> waiting_;
};

TEST(Drain, AnswersWhatIsInFlightAndSaysThatItCloses) {
    Gate gate;
    RunningServer server{quick_options(), gate.handler()};
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1") + line("GET /late HTTP/1.1"));
    const auto answer_now = gate.wait_for_request();
    std::thread draining{[&] { server->drain(std::chrono::seconds{5}); }};
    std::this_thread::sleep_for(100ms);
    answer_now();
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->field("connection"), "close");
    EXPECT_TRUE(client.closes());
    client.close();
    draining.join();
    EXPECT_EQ(server.requests(), 1u);
    EXPECT_EQ(server->connections(), 0u);
}

TEST(Drain, ClosesWhatIsIdleAndTakesNobodyNew) {
    auto options = quick_options();
    options.idle_timeout = std::chrono::seconds{60};
    RunningServer server{options};
    const auto address = server->listening()[0];
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1"));
    ASSERT_TRUE(client.read_answer());
    const auto began = std::chrono::steady_clock::now();
    server->drain(std::chrono::seconds{10});
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    EXPECT_TRUE(client.closes());
    EXPECT_THROW(Client{address}, std::runtime_error);
}

TEST(Drain, LetsAHeaderThatHasBegunEnd) {
    RunningServer server;
    auto client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a");
    while (server->connections() == 0) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(50ms);
    std::thread draining{[&] { server->drain(std::chrono::seconds{5}); }};
    std::this_thread::sleep_for(50ms);
    client.send(".test\r\n\r\n");
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->field("connection"), "close");
    client.close();
    draining.join();
}

TEST(Drain, StopsWaitingWhenTimeIsUp) {
    Gate gate;
    RunningServer server{quick_options(), gate.handler()};
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1"));
    const auto answer_too_late = gate.wait_for_request();
    const auto began = std::chrono::steady_clock::now();
    server->drain(std::chrono::seconds{1});
    EXPECT_LT(std::chrono::steady_clock::now() - began, 4s);
    EXPECT_TRUE(client.closes());
    answer_too_late();
}

TEST(Drain, MayStopAcceptingFirst) {
    auto options = quick_options();
    options.idle_timeout = std::chrono::seconds{60};
    RunningServer server{options};
    const auto address = server->listening()[0];
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1"));
    ASSERT_TRUE(client.read_answer());
    server->stop_accepting();
    EXPECT_THROW(Client{address}, std::runtime_error);
    client.send(line("GET / HTTP/1.1"));
    EXPECT_TRUE(client.read_answer());
    server->drain(std::chrono::seconds{1});
    server->drain(std::chrono::seconds{1});
    EXPECT_TRUE(client.closes());
}

TEST(Drain, FailsNobodyUnderLoad) {
    auto options = quick_options();
    options.io_threads = 2;
    RunningServer server{options};
    std::atomic<unsigned> answered{0}, broken{0};
    std::vector<std::thread> peers;
    for (int i = 0; i < 8; ++i)
        peers.emplace_back([&] {
            auto client = server.connect();
            for (;;) {
                if (!client.send(line("GET / HTTP/1.1"))) return;
                const auto answer = client.read_answer();
                // No answer at all is the idle connection's end meeting a new request; half of one never happens.
                if (!answer) return void(broken += !client.received().empty());
                ++answered;
                if (answer->field("connection") == "close") return;
            }
        });
    std::this_thread::sleep_for(300ms);
    server->drain(std::chrono::seconds{5});
    for (auto& peer : peers) peer.join();
    EXPECT_GT(answered, 100u);
    EXPECT_EQ(broken, 0u);
    EXPECT_EQ(answered, server.requests());
}

}  // namespace
}  // namespace mortise::http::test

// Answers that live on, and how each side ends them.
#include <gtest/gtest.h>

#include <thread>

#include "running_server.hpp"

namespace mortise::http::test {
namespace {

// A stream as the bus would make one, fed by the test.
class Feed final : public model::Stream {
public:
    void on_ready(std::function<void()> wake) override {
        const std::lock_guard lock{mutex_};
        wake_ = std::move(wake);
    }
    std::vector<std::shared_ptr<const std::string>> take() override {
        const std::lock_guard lock{mutex_};
        return std::exchange(chunks_, {});
    }
    bool closed() const override { return closed_; }
    void detach() override { detached_ = true; }

    void push(std::string chunk) {
        change([&] { chunks_.push_back(std::make_shared<const std::string>(std::move(chunk))); });
    }
    void close() {
        change([&] { closed_ = true; });
    }
    bool wait_until_detached() const {
        const auto until = std::chrono::steady_clock::now() + 5s;
        while (!detached_ && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(5ms);
        return detached_;
    }
    bool detached() const { return detached_; }

private:
    template <class Change>
    void change(Change change) {
        std::function<void()> wake;
        {
            const std::lock_guard lock{mutex_};
            change();
            wake = wake_;
        }
        if (wake) wake();
    }

    std::mutex mutex_;
    std::function<void()> wake_;
    std::vector<std::shared_ptr<const std::string>> chunks_;
    std::atomic<bool> closed_{false}, detached_{false};
};

class EventStream : public testing::Test {
protected:
    std::shared_ptr<Feed> feed = std::make_shared<Feed>();
    RunningServer server{quick_options(), [this](model::Request&&) -> Awaitable<model::Response> {
                             model::Response response;
                             response.stream = feed;
                             co_return response;
                         }};

    Client open() {
        auto client = server.connect();
        client.send(line("GET /events HTTP/1.1"));
        return client;
    }
};

TEST_F(EventStream, BeginsAtOnceAndIsNotStored) {
    auto client = open();
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->field("content-type"), "text/event-stream");
    EXPECT_EQ(answer->field("cache-control"), "no-store");
    EXPECT_EQ(answer->field("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer->fields.count("content-length"), 0u);
    EXPECT_EQ(answer->field("connection"), "close");
    EXPECT_TRUE(client.read_until(": hello\n\n"));
}

TEST_F(EventStream, PassesOnWhatComesInOrder) {
    feed->push("data: before\n\n");
    auto client = open();
    EXPECT_TRUE(client.read_until("data: before\n\n"));
    std::string expected = ": hello\n\ndata: before\n\n";
    for (int i = 0; i < 1000; ++i) {
        feed->push("data: " + std::to_string(i) + "\n\n");
        expected += "data: " + std::to_string(i) + "\n\n";
    }
    EXPECT_TRUE(client.read_until("data: 999\n\n"));
    EXPECT_TRUE(client.received().ends_with(expected));
}

TEST_F(EventStream, OutlivesTheIdleLimit) {
    auto client = open();
    EXPECT_FALSE(client.closes(3500ms));
    feed->push("data: late\n\n");
    EXPECT_TRUE(client.read_until("data: late\n\n"));
}

TEST_F(EventStream, EndsAfterTheLastChunk) {
    auto client = open();
    ASSERT_TRUE(client.read_until(": hello"));
    feed->push("data: last\n\n");
    feed->close();
    EXPECT_TRUE(client.closes());
    EXPECT_TRUE(client.received().ends_with("data: last\n\n"));
    EXPECT_TRUE(feed->wait_until_detached());
}

TEST_F(EventStream, IsDetachedWhenThePeerLeaves) {
    auto client = open();
    ASSERT_TRUE(client.read_until(": hello"));
    EXPECT_FALSE(feed->detached());
    client.close();
    EXPECT_TRUE(feed->wait_until_detached());
    feed->push("data: nobody\n\n");
}

TEST_F(EventStream, IsDetachedWhenThePeerSendsMore) {
    auto client = open();
    ASSERT_TRUE(client.read_until(": hello"));
    client.send(line("GET / HTTP/1.1"));
    EXPECT_TRUE(client.closes());
    EXPECT_TRUE(feed->wait_until_detached());
    EXPECT_EQ(server.requests(), 1u);
}

TEST_F(EventStream, IsDetachedWhenThePeerDoesNotRead) {
    auto client = open();
    ASSERT_TRUE(client.read_until(": hello"));
    for (int i = 0; i < 64; ++i) feed->push(std::string(1 << 20, 'x'));
    EXPECT_TRUE(feed->wait_until_detached());
}

TEST_F(EventStream, HasAHeaderAloneForHead) {
    auto client = server.connect();
    client.send(line("HEAD /events HTTP/1.1"));
    const auto answer = client.read_answer(Body::none);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->field("content-type"), "text/event-stream");
    EXPECT_TRUE(client.closes());
    EXPECT_EQ(client.received(), "");
    EXPECT_TRUE(feed->detached());
}

TEST_F(EventStream, EndsWithTheServer) {
    auto client = open();
    ASSERT_TRUE(client.read_until(": hello"));
    server->drain(std::chrono::seconds{5});
    EXPECT_TRUE(client.closes());
    EXPECT_TRUE(feed->detached());
    feed->push("data: too late\n\n");
}

}  // namespace
}  // namespace mortise::http::test

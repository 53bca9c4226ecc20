// Many streams and many threads at once.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "listening.hpp"

namespace mortise::events {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::shared_ptr<model::Stream>> open_many(Bus& bus, std::size_t count, const model::WorkspaceId& workspace) {
    std::vector<std::shared_ptr<model::Stream>> streams;
    streams.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto listener = listener_of(new_id<model::UserId>());
        listener.member_of = {workspace};
        streams.push_back(bus.open(std::move(listener)));
        streams.back()->on_ready([] {});
        streams.back()->take();
    }
    return streams;
}

TEST(Crowd, one_event_is_with_ten_thousand_streams_within_100_ms) {
    const auto bus = Bus::make({});
    const auto acme = new_id<model::WorkspaceId>();
    const auto streams = open_many(*bus, 10'000, acme);
    auto best = Clock::duration::max();
    for (int round = 0; round < 5; ++round) {
        const auto start = Clock::now();
        bus->publish({{"member.changed", model::Audience::workspace, acme, {}, "{}"}});
        best = std::min(best, Clock::now() - start);
        for (const auto& stream : streams) ASSERT_EQ(stream->take().size(), 1u);
    }
    EXPECT_LE(std::chrono::duration_cast<std::chrono::milliseconds>(best).count(), 100);
}

TEST(Crowd, an_idle_stream_holds_at_most_5_KiB) {
    const auto bus = Bus::make({});
    const auto before = mallinfo2().uordblks;
    const auto streams = open_many(*bus, 10'000, new_id<model::WorkspaceId>());
    EXPECT_LE((mallinfo2().uordblks - before) / streams.size(), 5u * 1024);
}

TEST(Crowd, an_event_for_one_user_does_not_visit_the_others) {
    const auto bus = Bus::make({});
    const auto streams = open_many(*bus, 10'000, new_id<model::WorkspaceId>());
    const auto mia = new_id<model::UserId>();
    const auto stream = bus->open(listener_of(mia));
    auto best = Clock::duration::max();
    for (int round = 0; round < 5; ++round) {
        stream->take();
        const auto start = Clock::now();
        for (int i = 0; i < 100; ++i) bus->publish({event_for(mia)});
        best = std::min(best, Clock::now() - start);
        ASSERT_EQ(stream->take().size(), 100u);
    }
    EXPECT_LE(std::chrono::duration_cast<std::chrono::milliseconds>(best).count(), 50);
}

TEST(Crowd, opening_publishing_ending_and_leaving_at_once_loses_nothing_and_leaves_nothing) {
    const auto bus =
        Bus::make({.streams = 20'000, .streams_per_session = 8, .streams_per_user = 1'000, .waiting_per_stream = 100'000});
    const auto acme = new_id<model::WorkspaceId>();
    const auto mia = new_id<model::UserId>();
    auto steady_listener = listener_of(mia);
    steady_listener.member_of = {acme};
    const auto steady = bus->open(steady_listener);
    std::atomic<std::size_t> woken{0};
    steady->on_ready([&] { ++woken; });
    steady->take();

    constexpr int rounds = 300;
    std::vector<std::thread> threads;
    for (int publisher = 0; publisher < 2; ++publisher)
        threads.emplace_back([&] {
            for (int i = 0; i < rounds; ++i) bus->publish({{"timer.stopped", model::Audience::workspace, acme, mia, "{}"}});
        });
    for (int visitor = 0; visitor < 3; ++visitor)
        threads.emplace_back([&, visitor] {
            for (int i = 0; i < rounds; ++i) {
                auto listener = listener_of(new_id<model::UserId>());
                listener.member_of = listener.owner_of = {acme};
                const auto session = listener.session;
                const auto user = listener.user;
                const auto stream = bus->open(std::move(listener));
                stream->on_ready([weak = std::weak_ptr{stream}] {
                    if (const auto alive = weak.lock()) alive->take();
                });
                if (visitor == 0) bus->end_session(session);
                else if (visitor == 1) bus->refresh(user);
                else stream->detach();
                ASSERT_TRUE(stream->closed());
            }
        });
    threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) bus->tick({});
    });
    for (auto& thread : threads) thread.join();

    const auto chunks = steady->take();
    EXPECT_EQ(
        std::count_if(chunks.begin(), chunks.end(), [](const auto& chunk) { return chunk->starts_with("event: timer.stopped"); }),
        2 * rounds);
    EXPECT_GE(woken.load(), 1u);
    EXPECT_EQ(bus->size(), 1u);
}

}  // namespace
}  // namespace mortise::events

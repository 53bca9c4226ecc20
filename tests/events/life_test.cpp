// How streams open, are woken, and close.
#include <gmock/gmock.h>

#include "listening.hpp"
#include "model/problem.hpp"

namespace mortise::events {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class Life : public testing::Test {
protected:
    std::shared_ptr<model::Stream> open(Listener listener) {
        auto stream = bus->open(std::move(listener));
        text_of(*stream);  // the greeting
        return stream;
    }

    std::unique_ptr<Bus> bus =
        Bus::make({.streams = 5, .streams_per_session = 2, .streams_per_user = 3, .waiting_per_stream = 4});
    const model::UserId mia = new_id<model::UserId>(), olivia = new_id<model::UserId>();
};

void expect_429(const std::function<void()>& call) {
    try {
        call();
        FAIL() << "was let in";
    } catch (const model::Refusal& refusal) {
        EXPECT_EQ(refusal.problem().status, 429);
        EXPECT_TRUE(refusal.problem().retry_after.has_value());
    }
}

TEST_F(Life, refuses_beyond_the_limit_of_a_session) {
    const auto listener = listener_of(mia);
    const auto one = open(listener), two = open(listener);
    expect_429([&] { bus->open(listener); });
    EXPECT_EQ(bus->size(), 2u);
    one->detach();
    EXPECT_NO_THROW(bus->open(listener));
}

TEST_F(Life, refuses_beyond_the_limit_of_a_user) {
    for (int i = 0; i < 3; ++i) open(listener_of(mia));
    expect_429([&] { bus->open(listener_of(mia)); });
    EXPECT_NO_THROW(bus->open(listener_of(olivia)));
}

TEST_F(Life, refuses_beyond_the_limit_of_the_host) {
    for (int i = 0; i < 5; ++i) open(listener_of(new_id<model::UserId>()));
    expect_429([&] { bus->open(listener_of(mia)); });
    EXPECT_EQ(bus->size(), 5u);
}

TEST_F(Life, wakes_once_until_what_waits_is_taken) {
    const auto stream = open(listener_of(mia));
    int woken = 0;
    stream->on_ready([&] { ++woken; });
    EXPECT_EQ(woken, 0);
    bus->publish({event_for(mia), event_for(mia)});
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(stream->take().size(), 2u);
    bus->publish({event_for(mia)});
    EXPECT_EQ(woken, 2);
}

TEST_F(Life, wakes_at_once_for_what_waited_before_it_was_ready) {
    const auto stream = bus->open(listener_of(mia));
    int woken = 0;
    stream->on_ready([&] { ++woken; });
    EXPECT_EQ(woken, 1);
    EXPECT_THAT(text_of(*stream), HasSubstr("retry:"));
}

TEST_F(Life, wakes_for_the_end_even_when_woken_already) {
    const auto listener = listener_of(mia);
    const auto stream = open(listener);
    int woken = 0;
    stream->on_ready([&] { ++woken; });
    bus->publish({event_for(mia)});
    bus->end_session(listener.session);
    EXPECT_EQ(woken, 2);
}

TEST_F(Life, a_reader_that_does_not_keep_up_is_closed_and_costs_nothing_more) {
    const auto slow = open(listener_of(mia)), quick = open(listener_of(mia));
    for (int i = 0; i < 5; ++i) {
        bus->publish({event_for(mia)});
        EXPECT_EQ(quick->take().size(), 1u);
    }
    EXPECT_TRUE(slow->closed());
    EXPECT_THAT(slow->take(), IsEmpty());
    EXPECT_FALSE(quick->closed());
    EXPECT_EQ(bus->size(), 1u);
}

TEST_F(Life, ending_a_session_closes_its_streams_and_those_of_its_children) {
    const auto own = listener_of(olivia);
    auto child = listener_of(mia);
    child.parent_session = own.session;
    const auto of_own = open(own), of_child = open(child), of_mia = open(listener_of(mia));
    bus->end_session(own.session);
    EXPECT_THAT(text_of(*of_own), HasSubstr("event: session.ended\n"));
    EXPECT_THAT(text_of(*of_child), HasSubstr("event: session.ended\n"));
    EXPECT_TRUE(of_own->closed());
    EXPECT_TRUE(of_child->closed());
    EXPECT_FALSE(of_mia->closed());
    EXPECT_THAT(text_of(*of_mia), IsEmpty());
    EXPECT_EQ(bus->size(), 1u);
}

TEST_F(Life, ending_a_child_leaves_its_parent) {
    const auto own = listener_of(olivia);
    auto child = listener_of(mia);
    child.parent_session = own.session;
    const auto of_own = open(own), of_child = open(child);
    bus->end_session(child.session);
    EXPECT_FALSE(of_own->closed());
    EXPECT_TRUE(of_child->closed());
}

TEST_F(Life, a_stream_opened_for_a_session_that_just_ended_is_closed_at_once) {
    const auto own = listener_of(olivia);
    auto child = listener_of(mia);
    child.parent_session = own.session;
    bus->end_session(own.session);
    for (const auto& listener : {own, child}) {
        const auto stream = bus->open(listener);
        EXPECT_TRUE(stream->closed());
        EXPECT_THAT(text_of(*stream), HasSubstr("event: session.ended\n"));
    }
    EXPECT_EQ(bus->size(), 0u);
}

TEST_F(Life, a_refresh_closes_the_streams_of_that_user) {
    const auto stream = open(listener_of(mia)), other = open(listener_of(olivia));
    bus->refresh(mia);
    EXPECT_THAT(text_of(*stream), HasSubstr("event: refresh\n"));
    EXPECT_TRUE(stream->closed());
    EXPECT_FALSE(other->closed());
}

TEST_F(Life, new_rules_close_everybodys_streams_and_let_them_return) {
    const auto stream = open(listener_of(mia)), other = open(listener_of(olivia));
    bus->refresh_all();
    EXPECT_THAT(text_of(*stream), HasSubstr("event: refresh\n"));
    EXPECT_TRUE(other->closed());
    EXPECT_FALSE(bus->open(listener_of(mia))->closed());
}

TEST_F(Life, a_stream_opened_on_rights_read_before_a_refresh_is_told_at_once) {
    auto before = listener_of(mia);
    before.read_at = std::chrono::steady_clock::now();
    bus->refresh(mia);
    EXPECT_TRUE(bus->open(before)->closed());
    auto after = listener_of(mia);
    after.read_at = std::chrono::steady_clock::now() + 1ms;
    EXPECT_FALSE(bus->open(after)->closed());
}

TEST_F(Life, a_tick_sends_a_comment_and_closes_what_has_expired) {
    const auto now = model::from_microseconds(1'000'000);
    auto expiring = listener_of(mia);
    expiring.expires_at = now;
    auto lasting = listener_of(mia);
    lasting.expires_at = now + 1us;
    const auto expired = open(expiring), living = open(lasting);
    bus->tick(now);
    EXPECT_THAT(text_of(*expired), HasSubstr("event: session.ended\n"));
    EXPECT_TRUE(expired->closed());
    EXPECT_EQ(text_of(*living), ":\n\n");
    EXPECT_FALSE(living->closed());
}

TEST_F(Life, shutdown_tells_everybody_to_reconnect_and_lets_nobody_in) {
    const auto one = open(listener_of(mia)), two = open(listener_of(olivia));
    bus->close_all();
    EXPECT_THAT(text_of(*one), HasSubstr("event: reconnect\n"));
    EXPECT_TRUE(two->closed());
    EXPECT_TRUE(bus->open(listener_of(mia))->closed());
    EXPECT_EQ(bus->size(), 0u);
}

TEST_F(Life, a_peer_that_left_is_forgotten_and_never_woken) {
    const auto stream = open(listener_of(mia));
    int woken = 0;
    stream->on_ready([&] { ++woken; });
    stream->detach();
    bus->publish({event_for(mia)});
    EXPECT_EQ(woken, 0);
    EXPECT_TRUE(stream->closed());
    EXPECT_THAT(stream->take(), IsEmpty());
    EXPECT_EQ(bus->size(), 0u);
    stream->detach();
    EXPECT_EQ(bus->size(), 0u);
}

TEST_F(Life, a_stream_outlives_its_bus) {
    const auto stream = open(listener_of(mia));
    bus->publish({event_for(mia)});
    bus.reset();
    EXPECT_THAT(text_of(*stream), EndsWith("data: {\"id\":\"1\"}\n\n"));
    stream->detach();
    EXPECT_TRUE(stream->closed());
}

}  // namespace
}  // namespace mortise::events

#include "accounts/bookkeeping.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "accounts/api_keys.hpp"
#include "with_sessions.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;

class BookkeepingTest : public WithSessions {
protected:
    std::size_t flush(model::Instant now, Bookkeeping::Which which = Bookkeeping::Which::due) {
        return bookkeeping.flush(
            now,
            [&](auto unit) {
                ++units;
                database->write_and_wait(unit);
                return true;
            },
            which);
    }
    void request(const StartedSession& session, model::Instant at) {
        const auto found = behind(session.token, at);
        ASSERT_TRUE(found);
        bookkeeping.session_seen(*found, at);
    }
    model::Instant last_seen(const StartedSession& session) {
        return model::from_microseconds(number("SELECT last_seen_at FROM sessions WHERE id = '" + session.id.string() + "'"));
    }

    Bookkeeping bookkeeping;
    int units = 0;
};

TEST_F(BookkeepingTest, writes_the_latest_of_many_once_a_minute_has_passed) {
    const auto session = begin(own(mia));
    request(session, start + 10s);
    request(session, start + 50s);
    EXPECT_EQ(flush(start + 59s), 0u);
    EXPECT_EQ(last_seen(session), start);
    EXPECT_EQ(flush(start + 60s), 1u);
    EXPECT_EQ(last_seen(session), start + 50s);
}

TEST_F(BookkeepingTest, writes_at_most_once_a_minute_however_often_it_is_asked) {
    const auto session = begin(own(mia));
    for (auto at = start; at < start + 10min; at += 5s) {
        request(session, at);
        flush(at);
    }
    EXPECT_LE(units, 10);
    EXPECT_GE(units, 8);
}

TEST_F(BookkeepingTest, has_no_unit_for_nothing) {
    EXPECT_EQ(flush(start + 5min), 0u);
    EXPECT_EQ(units, 0);
}

TEST_F(BookkeepingTest, keeps_a_busy_session_alive_to_the_second) {
    const auto session = begin(own(mia));
    for (auto at = start; at <= start + 45min; at += 5s) {
        if (at <= start + 10min + 50s) request(session, at);
        flush(at);
    }
    EXPECT_EQ(last_seen(session), start + 10min + 50s);
    EXPECT_TRUE(behind(session.token, start + 40min + 50s - 1us));
    EXPECT_FALSE(behind(session.token, start + 40min + 50s));
}

TEST_F(BookkeepingTest, notes_those_that_an_impersonation_was_started_from) {
    const auto root = begin(own(olivia));
    auto handed_over = own(olivia);
    handed_over.parent = root.id;
    const auto middle = begin(handed_over);
    const auto leaf = begin(impersonation(middle));
    request(leaf, start + 10min);
    EXPECT_EQ(flush(start + 10min), 3u);
    for (const auto& session : {root, middle, leaf}) EXPECT_EQ(last_seen(session), start + 10min);
}

TEST_F(BookkeepingTest, writes_when_a_key_was_used) {
    const Pepper pepper{"a pepper of more than thirty-two characters"};
    const auto key = write([&](auto& connection) { return ApiKeys{connection, pepper}.issue(mia, "Laptop", {}, start); });
    const auto verified = [&] { return *read([&](auto& connection) { return ApiKeys{connection, pepper}.verify(key.secret); }); };
    bookkeeping.key_used(key.id, verified().last_used_at, start + 1s);
    EXPECT_EQ(flush(start + 1s), 1u) << "never used before: due at once";
    EXPECT_EQ(verified().last_used_at, start + 1s);
    bookkeeping.key_used(key.id, verified().last_used_at, start + 2s);
    EXPECT_EQ(flush(start + 2s), 0u);
    EXPECT_EQ(flush(start + 61s), 1u);
    EXPECT_EQ(verified().last_used_at, start + 2s);
}

TEST_F(BookkeepingTest, keeps_what_was_not_taken) {
    const auto session = begin(own(mia));
    request(session, start + 2min);
    EXPECT_EQ(bookkeeping.flush(start + 2min, [](auto) { return false; }), 0u);
    EXPECT_EQ(flush(start + 2min), 1u);
    EXPECT_EQ(last_seen(session), start + 2min);
}

TEST_F(BookkeepingTest, writes_everything_at_the_end) {
    const auto session = begin(own(mia));
    request(session, start + 5s);
    EXPECT_EQ(flush(start + 6s), 0u);
    EXPECT_EQ(flush(start + 6s, Bookkeeping::Which::all), 1u);
    EXPECT_EQ(last_seen(session), start + 5s);
    EXPECT_EQ(flush(start + 6s, Bookkeeping::Which::all), 0u);
}

TEST_F(BookkeepingTest, follows_a_clock_that_goes_back) {
    const auto session = begin(own(mia));
    request(session, start + 10min);
    flush(start + 10min);
    request(session, start + 5min);
    EXPECT_EQ(flush(start + 5min), 1u);
    EXPECT_EQ(last_seen(session), start + 5min);
}

TEST_F(BookkeepingTest, does_not_touch_a_session_that_ended_meanwhile) {
    const auto session = begin(own(mia));
    request(session, start + 2min);
    end(session, start + 2min);
    flush(start + 3min);
    EXPECT_EQ(last_seen(session), start);
}

TEST_F(BookkeepingTest, hands_over_many_in_helpings) {
    for (int i = 0; i < 5'000; ++i) bookkeeping.key_used(model::ApiKeyId::trusted(model::make_id()), std::nullopt, start);
    EXPECT_EQ(flush(start), 4'000u);
    EXPECT_EQ(flush(start), 1'000u);
    EXPECT_EQ(flush(start), 0u);
}

TEST_F(BookkeepingTest, takes_notes_from_many_threads_while_it_writes) {
    std::vector<model::ApiKeyId> keys;
    for (int i = 0; i < 8; ++i) keys.push_back(model::ApiKeyId::trusted(model::make_id()));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int i = 1; i <= 2'000; ++i)
                bookkeeping.key_used(keys[i % keys.size()], std::nullopt, start + std::chrono::seconds{i});
        });
    for (int i = 0; i < 20; ++i) flush(start + std::chrono::minutes{i}, Bookkeeping::Which::all);
    for (auto& thread : threads) thread.join();
    flush(start + 1h, Bookkeeping::Which::all);
    EXPECT_EQ(flush(start + 1h, Bookkeeping::Which::all), 0u);
}

}  // namespace
}  // namespace mortise::accounts

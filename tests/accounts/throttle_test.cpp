#include "accounts/throttle.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "model/problem.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;

const model::Steady start{1h};

TEST(Throttle, lets_a_burst_through_and_then_one_each_interval) {
    Throttle throttle{{.burst = 3, .interval = 10s}};
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(throttle.admit("mia", start));
    EXPECT_EQ(throttle.admit("mia", start), 10s);
    EXPECT_EQ(throttle.admit("mia", start + 1ms), 10s) << "rounded up";
    EXPECT_EQ(throttle.admit("mia", start + 9999ms), 1s);
    EXPECT_FALSE(throttle.admit("mia", start + 10s));
    EXPECT_EQ(throttle.admit("mia", start + 10s), 10s);
}

TEST(Throttle, does_not_count_what_it_refused) {
    Throttle throttle{{.burst = 1, .interval = 10s}};
    EXPECT_FALSE(throttle.admit("mia", start));
    for (int i = 0; i < 100; ++i) EXPECT_EQ(throttle.admit("mia", start), 10s);
    EXPECT_FALSE(throttle.admit("mia", start + 10s));
}

TEST(Throttle, gives_the_whole_burst_again_after_a_rest) {
    Throttle throttle{{.burst = 3, .interval = 10s}};
    for (int round = 0; round < 2; ++round) {
        const auto now = start + round * 30s;
        for (int i = 0; i < 3; ++i) EXPECT_FALSE(throttle.admit("mia", now));
        EXPECT_TRUE(throttle.admit("mia", now));
    }
}

TEST(Throttle, counts_each_key_for_itself) {
    Throttle throttle{{.burst = 1, .interval = 10s}};
    EXPECT_FALSE(throttle.admit("mia", start));
    EXPECT_FALSE(throttle.admit("olivia", start));
    EXPECT_TRUE(throttle.admit("mia", start));
}

TEST(Throttle, takes_back_one_try_or_all) {
    Throttle throttle{{.burst = 2, .interval = 10s}};
    throttle.admit("mia", start);
    throttle.admit("mia", start);
    throttle.give_back("mia");
    EXPECT_FALSE(throttle.admit("mia", start));
    EXPECT_TRUE(throttle.admit("mia", start));
    throttle.forget("mia");
    EXPECT_FALSE(throttle.admit("mia", start));
    EXPECT_FALSE(throttle.admit("mia", start));
    throttle.give_back("nobody");
    throttle.forget("nobody");
    EXPECT_EQ(throttle.size(), 1u);
}

TEST(Throttle, remembers_no_more_keys_than_it_may) {
    Throttle throttle{{.burst = 5, .interval = 10s, .keys = 160}};
    for (int i = 0; i < 5'000; ++i) throttle.admit("address " + std::to_string(i), start + std::chrono::milliseconds{i});
    EXPECT_LE(throttle.size(), 160u);
}

TEST(Throttle, forgets_those_nearest_to_recovery_first) {
    Throttle throttle{{.burst = 3, .interval = 10s, .keys = 160}};
    for (int i = 0; i < 3; ++i) throttle.admit("under attack", start);
    for (int i = 0; i < 5'000; ++i) throttle.admit("address " + std::to_string(i), start);
    EXPECT_TRUE(throttle.admit("under attack", start)) << "a crowd of other keys does not wash it away";
}

TEST(Throttle, holds_long_keys_by_their_beginning) {
    Throttle throttle{{.burst = 1, .interval = 10s}};
    EXPECT_FALSE(throttle.admit(std::string(100'000, 'x'), start));
    EXPECT_TRUE(throttle.admit(std::string(100'000, 'x') + "y", start));
}

TEST(Throttle, lets_no_more_through_when_many_try_at_once) {
    Throttle throttle{{.burst = 25, .interval = 1h}};
    std::atomic<int> admitted{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                if (!throttle.admit("mia", start)) ++admitted;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(admitted, 25);
}

class SignIns : public testing::Test {
protected:
    // How many tries get through before a 429.
    int tries(const std::function<void(int)>& attempt) {
        for (int i = 0; i < 1'000; ++i) {
            try {
                attempt(i);
            } catch (const model::Refusal& refusal) {
                EXPECT_EQ(refusal.problem().status, 429);
                EXPECT_GE(refusal.problem().retry_after.value_or(0s), 1s);
                return i;
            }
        }
        return 1'000;
    }
    static std::string number(int i) { return std::to_string(i); }

    SignInThrottle throttle;
};

TEST_F(SignIns, of_one_account_are_counted_from_wherever_they_come) {
    EXPECT_EQ(
        tries([&](int i) { throttle.admit(i % 2 ? "mia@acme.example" : "MIA@Acme.example", "192.0.2." + number(i), start); }),
        10);
}

TEST_F(SignIns, from_one_address_are_counted_whosever_they_are) {
    EXPECT_EQ(tries([&](int i) { throttle.admit(number(i) + "@acme.example", "192.0.2.1", start); }), 50);
    EXPECT_NO_THROW(throttle.admit("mia@acme.example", "192.0.2.2", start));
}

TEST_F(SignIns, from_one_network_of_ipv6_are_counted_together) {
    EXPECT_EQ(tries([&](int i) { throttle.admit(number(i) + "@acme.example", "2001:db8:1:2::" + number(i), start); }), 50);
    EXPECT_NO_THROW(throttle.admit("mia@acme.example", "2001:db8:1:3::1", start));
}

TEST_F(SignIns, that_succeed_are_not_held_against_anybody) {
    const auto sign_in = [&](int) {
        throttle.admit("mia@acme.example", "192.0.2.1", start);
        throttle.succeeded("Mia@acme.example", "192.0.2.1");
    };
    EXPECT_EQ(tries(sign_in), 1'000);
}

TEST_F(SignIns, that_succeed_do_not_clear_the_address_for_guessing_elsewhere) {
    const auto guess = [&](int i) {
        throttle.admit(number(i) + "@acme.example", "192.0.2.1", start);
        throttle.admit("own@acme.example", "192.0.2.1", start);
        throttle.succeeded("own@acme.example", "192.0.2.1");
    };
    EXPECT_LE(tries(guess), 50);
}

}  // namespace
}  // namespace mortise::accounts

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "pipeline/workers.hpp"

namespace {

using mortise::pipeline::Workers;

TEST(Workers, RunWhatIsPostedAndFinishItBeforeTheyGo) {
    std::atomic<int> done = 0;
    {
        Workers workers{3, 1000};
        for (int i = 0; i < 500; ++i) ASSERT_TRUE(workers.post([&] { ++done; }));
    }
    EXPECT_EQ(done, 500);
}

TEST(Workers, OutliveATaskThatThrows) {
    std::atomic<int> done = 0;
    {
        Workers workers{1, 10};
        EXPECT_TRUE(workers.post([] { throw std::bad_alloc{}; }));
        EXPECT_TRUE(workers.post([&] { ++done; }));
    }
    EXPECT_EQ(done, 1);
}

TEST(Workers, RefuseWhenTheQueueIsFull) {
    std::promise<void> started, release;
    const auto gate = release.get_future().share();
    Workers workers{1, 2};   // goes first, and with it the task that waits
    ASSERT_TRUE(workers.post([&] {
        started.set_value();
        gate.wait();
    }));
    started.get_future().wait();
    EXPECT_TRUE(workers.post([] {}));
    EXPECT_TRUE(workers.post([] {}));
    EXPECT_EQ(workers.waiting(), 2u);
    EXPECT_FALSE(workers.post([] {}));
    release.set_value();
}

}  // namespace

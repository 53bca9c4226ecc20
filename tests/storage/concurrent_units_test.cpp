#include <gmock/gmock.h>

#include <atomic>
#include <random>
#include <thread>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

constexpr int writers = 32;
constexpr int rounds = 20;
constexpr std::int64_t accounts = 8;
constexpr std::int64_t each = 1000;

class ConcurrentUnitsTest : public DatabaseTest {
protected:
    ConcurrentUnitsTest() {
        execute("CREATE TABLE accounts (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)");
        execute("CREATE TABLE keys (id BIGINT PRIMARY KEY, status TEXT NOT NULL)");
        database().write_and_wait([](Connection& connection) {
            for (std::int64_t id = 0; id < accounts; ++id)
                connection.execute("INSERT INTO accounts (id, amount) VALUES (:id, :amount)",
                                   {arg("id", id), arg("amount", each)});
            return true;
        });
    }

    static bool move(Connection& connection, std::int64_t from, std::int64_t to) {
        connection.execute("UPDATE accounts SET amount = amount - 1 WHERE id = :id", {arg("id", from)});
        connection.execute("UPDATE accounts SET amount = amount + 1 WHERE id = :id", {arg("id", to)});
        return true;
    }
    std::int64_t sum() { return number("SELECT sum(amount) FROM accounts"); }

    // `work(index)` on as many threads.
    template <class Work>
    static void on_threads(int count, const Work& work) {
        std::vector<std::thread> threads;
        for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
        for (auto& thread : threads) thread.join();
    }
};

TEST_F(ConcurrentUnitsTest, ReadersSeeWholeUnitsOnly) {
    std::atomic<bool> writing{true};
    std::atomic<int> reads{0};
    std::thread reader{[&] {
        while (writing || reads == 0) {
            EXPECT_EQ(sum(), accounts * each);
            ++reads;
        }
    }};
    std::atomic<int> kept{0};
    on_threads(writers, [&](int index) {
        for (int round = 0; round < rounds; ++round) {
            const bool keep = (index + round) % 3 != 0;
            database().write_and_wait([&](Connection& connection) {
                move(connection, index % accounts, (index + round) % accounts);
                return keep;  // a third is undone half-way through its group
            });
            kept += keep ? 1 : 0;
        }
    });
    writing = false;
    reader.join();
    EXPECT_EQ(sum(), accounts * each);
    EXPECT_GT(kept, 0);
}

TEST_F(ConcurrentUnitsTest, EachAcknowledgedUnitIsSeenByTheNextReadAtOnce) {
    on_threads(writers, [&](int index) {
        const std::int64_t id = index;
        const auto status = [&] {
            std::string found;
            database().read([&](Connection& connection) {
                found = connection.query("SELECT status FROM keys WHERE id = :id", {arg("id", id)}, {Type::text}).text(0, 0);
            });
            return found;
        };
        database().write_and_wait([&](Connection& connection) {
            return connection.execute("INSERT INTO keys (id, status) VALUES (:id, 'ACTIVE')", {arg("id", id)}) == 1;
        });
        EXPECT_EQ(status(), "ACTIVE");
        for (int round = 0; round < rounds; ++round) {
            const auto next = "REVOKED " + std::to_string(round);
            database().write_and_wait([&](Connection& connection) {
                return connection.execute("UPDATE keys SET status = :status WHERE id = :id",
                                          {arg("status", next), arg("id", id)}) == 1;
            });
            EXPECT_EQ(status(), next);
        }
    });
}

TEST_F(ConcurrentUnitsTest, OfManyWhoTakeOneThingExactlyOneGetsIt) {
    execute("INSERT INTO keys (id, status) VALUES (1, 'ACTIVE')");
    std::atomic<int> won{0};
    on_threads(writers, [&](int) {
        std::int64_t affected = 0;
        database().write_and_wait([&](Connection& connection) {
            affected = connection.execute("UPDATE keys SET status = 'TAKEN' WHERE id = 1 AND status = 'ACTIVE'");
            return affected == 1;
        });
        won += static_cast<int>(affected);
    });
    EXPECT_EQ(won, 1);
}

TEST_F(ConcurrentUnitsTest, ReadersGoOnWhileAUnitRuns) {
    database().write_and_wait([&](Connection& connection) {
        move(connection, 0, 1);
        EXPECT_EQ(sum(), accounts * each);
        EXPECT_EQ(number("SELECT amount FROM accounts WHERE id = 0"), each);
        return true;
    });
    EXPECT_EQ(number("SELECT amount FROM accounts WHERE id = 0"), each - 1);
}

TEST_F(ConcurrentUnitsTest, ManyReadersShareFewConnections) {
    std::atomic<int> reads{0};
    on_threads(16, [&](int) {
        for (int i = 0; i < 200; ++i, ++reads) EXPECT_EQ(sum(), accounts * each);
    });
    EXPECT_EQ(reads, 16 * 200);
    EXPECT_EQ(database().state().readers_free, database().state().readers_total);
}

}  // namespace
}  // namespace mortise::storage

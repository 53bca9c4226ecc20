#include "storage/database.hpp"

#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

using namespace std::chrono_literals;

DatabaseOptions small() {
    DatabaseOptions options;
    options.readers = 2;
    options.lease_timeout = 50ms;
    options.write_queue = 8;
    return options;
}

class DatabaseUnitsTest : public DatabaseTest {
protected:
    DatabaseUnitsTest() : DatabaseTest{small()} { execute("CREATE TABLE t (id BIGINT PRIMARY KEY, note TEXT)"); }

    static bool add(Connection& connection, std::int64_t id) {
        return connection.execute("INSERT INTO t (id) VALUES (:id)", {arg("id", id)}) == 1;
    }
    std::int64_t count() { return number("SELECT count(*) FROM t"); }

    // Holds the writer, so that what is queued meanwhile becomes one group.
    class Gate {
    public:
        explicit Gate(Database& database) {
            EXPECT_TRUE(
                database.write({[this](Connection&) { return reached_.set_value(), opened_.get_future().wait(), true; }, {}}));
            reached_.get_future().wait();
        }
        void open() { opened_.set_value(); }

    private:
        std::promise<void> reached_;
        std::promise<void> opened_;
    };

    // Queues `run`; the future tells what `done` was given.
    std::future<std::exception_ptr> queue(std::function<bool(Connection&)> run, model::Steady deadline = model::Steady::max()) {
        auto answer = std::make_shared<std::promise<std::exception_ptr>>();
        auto future = answer->get_future();
        EXPECT_TRUE(
            database().write({std::move(run), [answer](std::exception_ptr error) { answer->set_value(error); }, deadline}));
        return future;
    }
    static ErrorKind kind(std::future<std::exception_ptr> answer) {
        return refusal_of([&] {
            if (const auto error = answer.get()) std::rethrow_exception(error);
        });
    }
};

TEST_F(DatabaseUnitsTest, WhatReturnsFalseOrThrowsIsUndoneAlone) {
    Gate gate{database()};
    auto kept = queue([](Connection& connection) { return add(connection, 1); });
    auto undone = queue([](Connection& connection) { return add(connection, 2), false; });
    auto thrown = queue([](Connection& connection) -> bool {
        add(connection, 3);
        throw std::runtime_error{"no"};
    });
    auto twice = queue([](Connection& connection) { return add(connection, 4) && add(connection, 1); });
    auto last = queue([](Connection& connection) { return add(connection, 5); });
    gate.open();
    EXPECT_EQ(kept.get(), nullptr);
    EXPECT_EQ(undone.get(), nullptr);
    EXPECT_THROW(std::rethrow_exception(thrown.get()), std::runtime_error);
    EXPECT_EQ(kind(std::move(twice)), ErrorKind::constraint);
    EXPECT_EQ(last.get(), nullptr);
    EXPECT_EQ(number("SELECT sum(id) FROM t"), 1 + 5);
}

TEST_F(DatabaseUnitsTest, AnswersAfterTheCommit) {
    std::promise<std::int64_t> seen;
    EXPECT_TRUE(database().write({[](Connection& connection) { return add(connection, 1); },
                                  [&](std::exception_ptr error) {
                                      EXPECT_EQ(error, nullptr);
                                      seen.set_value(count());
                                  }}));
    EXPECT_EQ(seen.get_future().get(), 1);
}

TEST_F(DatabaseUnitsTest, ThrowingAnswerIsCaughtAndTheWriterGoesOn) {
    EXPECT_TRUE(database().write({[](Connection& connection) { return add(connection, 1); },
                                  [](std::exception_ptr) { throw std::runtime_error{"not quick, and throws"}; }}));
    EXPECT_TRUE(
        database().write({[](Connection& connection) { return add(connection, 2); }, [](std::exception_ptr) { throw 7; }}));
    database().write_and_wait([](Connection& connection) { return add(connection, 3); });
    EXPECT_EQ(count(), 3);
}

TEST_F(DatabaseUnitsTest, FullQueueTakesNothing) {
    Gate gate{database()};
    for (std::size_t i = 0; i < small().write_queue; ++i)
        EXPECT_TRUE(
            database().write({[i](Connection& connection) { return add(connection, static_cast<std::int64_t>(i)); }, {}}));
    EXPECT_FALSE(database().write({[](Connection& connection) { return add(connection, 99); }, {}}));
    EXPECT_EQ(refusal_of([&] { database().write_and_wait([](Connection& connection) { return add(connection, 98); }); }),
              ErrorKind::unavailable);
    EXPECT_EQ(database().state().write_queue, small().write_queue);
    gate.open();
    database().drain();
    EXPECT_EQ(count(), static_cast<std::int64_t>(small().write_queue));
    EXPECT_EQ(database().state().write_queue, 0u);
}

TEST_F(DatabaseUnitsTest, DrainFinishesWhatIsQueuedAndTakesNoMore) {
    Gate gate{database()};
    auto queued = queue([](Connection& connection) { return add(connection, 1); });
    std::thread draining{[&] { database().drain(); }};
    while (database().write({[](Connection&) { return false; }, {}})) std::this_thread::yield();
    gate.open();
    draining.join();
    EXPECT_EQ(queued.get(), nullptr);
    EXPECT_EQ(count(), 1);
    EXPECT_FALSE(database().write({[](Connection& connection) { return add(connection, 2); }, {}}));
}

TEST_F(DatabaseUnitsTest, PastItsDeadlineAUnitIsNotStarted) {
    Gate gate{database()};
    auto late = queue([](Connection& connection) { return ADD_FAILURE() << "started", add(connection, 1); },
                      std::chrono::steady_clock::now() - 1ms);
    auto good = queue([](Connection& connection) { return add(connection, 2); }, std::chrono::steady_clock::now() + 60s);
    gate.open();
    EXPECT_EQ(kind(std::move(late)), ErrorKind::deadline);
    EXPECT_EQ(good.get(), nullptr);
}

constexpr auto endless_read = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
constexpr auto endless_write =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO t (id) SELECT 100 FROM n WHERE true "
    "ON CONFLICT DO NOTHING";

TEST_F(DatabaseUnitsTest, PastItsDeadlineAReadingUnitLosesTheWriterAlone) {
    Gate gate{database()};
    auto before = queue([](Connection& connection) { return add(connection, 1); });
    auto endless = queue([](Connection& c) { return add(c, 2) && c.query(endless_read, {}, {Type::integer}).empty(); },
                         std::chrono::steady_clock::now() + 100ms);
    auto after = queue([](Connection& connection) { return add(connection, 3); });
    gate.open();
    EXPECT_EQ(kind(std::move(endless)), ErrorKind::deadline);
    EXPECT_EQ(before.get(), nullptr);
    EXPECT_EQ(after.get(), nullptr);
    EXPECT_EQ(number("SELECT sum(id) FROM t"), 1 + 3);
}

// SQLite undoes the whole transaction when it cuts a writing statement off: those before it are told, those behind it go on.
TEST_F(DatabaseUnitsTest, WritingStatementCutOffTakesThoseBeforeItAndNoOthers) {
    Gate gate{database()};
    auto before = queue([](Connection& connection) { return add(connection, 1); });
    auto endless = queue(
        [](Connection& connection) {
            EXPECT_EQ(refusal_of([&] { connection.execute(endless_write); }), ErrorKind::deadline);
            connection.set_deadline({});
            EXPECT_EQ(refusal_of([&] { add(connection, 2); }), ErrorKind::unavailable) << "would have been committed by itself";
            return true;
        },
        std::chrono::steady_clock::now() + 100ms);
    auto after = queue([](Connection& connection) { return add(connection, 3); });
    gate.open();
    EXPECT_EQ(kind(std::move(before)), ErrorKind::unavailable);
    EXPECT_EQ(kind(std::move(endless)), ErrorKind::unavailable);
    EXPECT_EQ(after.get(), nullptr);
    EXPECT_EQ(number("SELECT sum(id) FROM t"), 3);
    EXPECT_TRUE(database().state().writable);
}

TEST_F(DatabaseUnitsTest, DeferredForeignKeyFailsItsUnitAndNotTheGroup) {
    execute("CREATE TABLE child (t_id BIGINT REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)");
    Gate gate{database()};
    auto good = queue([](Connection& connection) { return add(connection, 1); });
    auto bad = queue([](Connection& connection) { return connection.execute("INSERT INTO child (t_id) VALUES (9)") == 1; });
    auto mended = queue([](Connection& connection) {
        connection.execute("INSERT INTO child (t_id) VALUES (2)");
        return add(connection, 2);
    });
    gate.open();
    EXPECT_EQ(good.get(), nullptr);
    EXPECT_EQ(kind(std::move(bad)), ErrorKind::constraint);
    EXPECT_EQ(mended.get(), nullptr);
    EXPECT_EQ(number("SELECT count(*) FROM child"), 1);
}

TEST_F(DatabaseUnitsTest, UnitThatEndsTheTransactionItselfIsRefused) {
    Gate gate{database()};
    auto before = queue([](Connection& connection) { return add(connection, 1); });
    auto bad = queue([](Connection& connection) { return connection.execute("ROLLBACK"), true; });
    gate.open();
    EXPECT_EQ(kind(std::move(before)), ErrorKind::unavailable);
    EXPECT_EQ(kind(std::move(bad)), ErrorKind::unavailable);
    database().write_and_wait([](Connection& connection) { return add(connection, 2); });
    EXPECT_EQ(number("SELECT sum(id) FROM t"), 2);
}

TEST_F(DatabaseUnitsTest, ReadersAreLentOneAtATime) {
    EXPECT_EQ(database().state().readers_total, 2u);
    database().read([&](Connection&) {
        EXPECT_EQ(database().state().readers_free, 1u);
        database().read([&](Connection&) {
            EXPECT_EQ(database().state().readers_free, 0u);
            EXPECT_EQ(refusal_of([&] { database().read([](Connection&) { ADD_FAILURE() << "lent a third"; }); }),
                      ErrorKind::unavailable);
        });
        EXPECT_NO_THROW(database().read([](Connection&) {}));
    });
    EXPECT_EQ(database().state().readers_free, 2u);
}

TEST_F(DatabaseUnitsTest, ReaderComesBackAfterAnException) {
    for (int i = 0; i < 5; ++i)
        EXPECT_THROW(database().read([](Connection&) { throw std::runtime_error{"no"}; }), std::runtime_error);
    EXPECT_EQ(database().state().readers_free, 2u);
}

TEST_F(DatabaseUnitsTest, ReaderLeftInATransactionIsNotLentAgain) {
    database().read([](Connection& connection) {
        connection.execute("BEGIN");
        connection.query("SELECT count(*) FROM t", {}, {Type::integer});
    });
    execute("INSERT INTO t (id) VALUES (1)");
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseUnitsTest, DeadlineOfOneLeaseIsNotTheNexts) {
    database().read([](Connection& connection) { connection.set_deadline(std::chrono::steady_clock::now() - 1s); });
    EXPECT_EQ(count(), 0);
}

TEST_F(DatabaseUnitsTest, IdleWriterBringsTheLogIntoTheFile) {
    for (int i = 0; i < 50; ++i)
        execute("INSERT INTO t (id, note) VALUES (" + std::to_string(i) + ", '" + std::string(2'000, 'x') + "')");
    const auto wait_until = std::chrono::steady_clock::now() + 10s;
    while (std::filesystem::file_size(file()) < 50 * 2'000 && std::chrono::steady_clock::now() < wait_until)
        std::this_thread::sleep_for(20ms);
    EXPECT_GT(std::filesystem::file_size(file()), 50u * 2'000);
}

}  // namespace
}  // namespace mortise::storage

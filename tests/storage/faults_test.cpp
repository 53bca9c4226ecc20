// What the database does when the disk, or the process, fails it.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <future>
#include <mutex>
#include <thread>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

class DiskTest : public DatabaseTest {
protected:
    DiskTest() { execute("CREATE TABLE t (id BIGINT PRIMARY KEY, note TEXT)"); }

    static bool add(Connection& connection, std::int64_t id, std::size_t bytes) {
        return connection.execute("INSERT INTO t (id, note) VALUES (:id, :note)",
                                  {arg("id", id), arg("note", std::string(bytes, 'x'))}) == 1;
    }
    std::int64_t count() { return number("SELECT count(*) FROM t"); }
};

// While one lives, no file of this process grows beyond `bytes`: a disk that is full, as far as writes can tell.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limited{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST_F(DiskTest, FailedCommitAnswersAllOfItsUnitsAndLeavesNothing) {
    std::vector<std::future<std::exception_ptr>> answers;
    const auto queue = [&](std::function<bool(Connection&)> run) {
        auto answer = std::make_shared<std::promise<std::exception_ptr>>();
        answers.push_back(answer->get_future());
        ASSERT_TRUE(database().write({std::move(run), [answer](std::exception_ptr error) { answer->set_value(error); }}));
    };
    {
        std::promise<void> queued;
        queue([&](Connection& connection) { return queued.get_future().wait(), add(connection, 1, 100); });
        const FullDisk disk{256 * 1024};
        queue([&](Connection& connection) { return add(connection, 2, 400'000); });
        queue([&](Connection& connection) { return add(connection, 3, 100); });
        queued.set_value();
        answers[0].wait();
        for (std::size_t i = 1; i < answers.size(); ++i) {
            const auto error = answers[i].get();
            ASSERT_NE(error, nullptr);
            EXPECT_EQ(refusal_of([&] { std::rethrow_exception(error); }), ErrorKind::full);
        }
        EXPECT_FALSE(database().state().writable);
    }
    EXPECT_EQ(number("SELECT count(*) FROM t WHERE id > 1"), 0);
}

TEST_F(DiskTest, ReadsGoOnWhileTheDiskIsFullAndWritesAfterwards) {
    database().write_and_wait([](Connection& connection) { return add(connection, 1, 10); });
    {
        const FullDisk disk{128 * 1024};
        std::int64_t id = 2;
        const auto fill = [&] {
            for (; id < 1000; ++id)
                database().write_and_wait([&](Connection& connection) { return add(connection, id, 10'000); });
        };
        EXPECT_EQ(refusal_of(fill), ErrorKind::full);
        EXPECT_EQ(refusal_of(fill), ErrorKind::full);
        EXPECT_FALSE(database().state().writable);
        EXPECT_EQ(count(), id - 1) << "all that was acknowledged, and no more";
        execute("UPDATE t SET note = NULL WHERE id = 999");  // writes nothing, so it needs no space
    }
    database().write_and_wait([](Connection& connection) { return add(connection, 5000, 10'000); });
    EXPECT_TRUE(database().state().writable);
}

TEST_F(DiskTest, FindsOutByItselfThatTheDiskTakesWritesAgain) {
    {
        const FullDisk disk{2'000};  // less than one page
        EXPECT_EQ(
            refusal_of([&] { database().write_and_wait([](Connection& connection) { return add(connection, 1, 200'000); }); }),
            ErrorKind::full);
        std::this_thread::sleep_for(1500ms);
        EXPECT_FALSE(database().state().writable);
    }
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (!database().state().writable && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(20ms);
    EXPECT_TRUE(database().state().writable);
}

TEST_F(DiskTest, FileThatMayNotGrowIsFull) {
    database().write_and_wait(
        [](Connection& c) { return c.query("PRAGMA max_page_count = 10", {}, {Type::integer}).size() == 1; });
    EXPECT_EQ(refusal_of([&] { database().write_and_wait([](Connection& c) { return add(c, 1, 200'000); }); }), ErrorKind::full);
    database().write_and_wait(
        [](Connection& c) { return c.query("PRAGMA max_page_count = 100000", {}, {Type::integer}).size() == 1; });
    database().write_and_wait([](Connection& c) { return add(c, 1, 200'000); });
    EXPECT_EQ(count(), 1);
}

// A process of its own, ended with the test. What `body` writes into the descriptor comes out of read().
class Child {
public:
    explicit Child(const std::function<void(int)>& body) {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error{"no pipe"};
        id_ = ::fork();
        if (id_ == 0) {
            ::close(ends[0]);
            try {
                body(ends[1]);
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        ::close(ends[1]);
        descriptor_ = ends[0];
    }
    ~Child() {
        kill();
        ::close(descriptor_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    pid_t id() const { return id_; }
    std::optional<std::int64_t> read() {
        std::int64_t number = 0;
        return ::read(descriptor_, &number, sizeof number) == sizeof number ? std::optional{number} : std::nullopt;
    }
    void kill() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
        id_ = 0;
    }

private:
    pid_t id_ = 0;
    int descriptor_ = -1;
};

void say(int descriptor, std::int64_t number) {
    if (::write(descriptor, &number, sizeof number) != sizeof number) ::_exit(2);
}

TEST(Processes, SecondOnOneFileIsRefusedUntilTheFirstIsGone) {
    TempFolder folder;
    const DatabaseOptions options{.url = "sqlite:" + (folder / "mortise.db")};
    Child first{[&](int descriptor) {
        const auto database = Database::open(options);
        say(descriptor, 1);
        ::pause();
    }};
    ASSERT_EQ(first.read(), 1);
    EXPECT_THAT(complaint_of([&] { Database::open(options); }),
                AllOf(HasSubstr("mortise.db"), HasSubstr("process " + std::to_string(first.id())), HasSubstr("stop that one")));
    first.kill();
    EXPECT_NO_THROW(Database::open(options));
}

// Each unit writes a row and its record: after a kill at any moment both are there or neither, and all that was acknowledged is.
TEST(Processes, KilledWriterLosesNothingAcknowledged) {
    TempFolder folder;
    const DatabaseOptions options{.url = "sqlite:" + (folder / "mortise.db")};
    Database::open(options)->write_and_wait([](Connection& connection) {
        connection.execute("CREATE TABLE effects (id BIGINT PRIMARY KEY)");
        return connection.execute("CREATE TABLE records (id BIGINT PRIMARY KEY)"), true;
    });
    std::int64_t acknowledged = 0;
    for (std::int64_t round = 0; round < 5; ++round) {
        Child writer{[&](int descriptor) {
            const auto database = Database::open(options);
            std::vector<std::thread> threads;
            for (std::int64_t thread = 0; thread < 8; ++thread) {
                threads.emplace_back([&, thread] {
                    for (std::int64_t i = 0;; ++i) {
                        const std::int64_t id = (round * 8 + thread) * 1'000'000 + i;
                        database->write_and_wait([&](Connection& connection) {
                            connection.execute("INSERT INTO effects (id) VALUES (:id)", {arg("id", id)});
                            return connection.execute("INSERT INTO records (id) VALUES (:id)", {arg("id", id)}) == 1;
                        });
                        say(descriptor, id);
                    }
                });
            }
            for (auto& thread : threads) thread.join();
        }};
        std::vector<std::int64_t> seen;
        for (int i = 0; i < 300 + round * 37; ++i) seen.push_back(writer.read().value());
        writer.kill();
        while (const auto id = writer.read()) seen.push_back(*id);
        const auto database = Database::open(options);
        database->read([&](Connection& connection) {
            const auto found = [&](std::int64_t id) {
                return connection
                    .query("SELECT 1 FROM effects e JOIN records r ON r.id = e.id WHERE e.id = :id", {arg("id", id)},
                           {Type::integer})
                    .size();
            };
            for (const auto id : seen) ASSERT_EQ(found(id), 1u) << id;
            const auto odd =
                "SELECT (SELECT count(*) FROM effects WHERE id NOT IN (SELECT id FROM records)) +"
                " (SELECT count(*) FROM records WHERE id NOT IN (SELECT id FROM effects))";
            EXPECT_EQ(connection.query(odd, {}, {Type::integer}).integer(0, 0), 0);
            EXPECT_EQ(connection.query("PRAGMA integrity_check", {}, {Type::text}).text(0, 0), "ok");
        });
        acknowledged += static_cast<std::int64_t>(seen.size());
    }
    EXPECT_GE(acknowledged, 1'500);
}

}  // namespace
}  // namespace mortise::storage

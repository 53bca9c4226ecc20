// The one thread that writes: takes what is queued, runs each unit in a savepoint, commits once, then answers all.
// Also does every checkpoint, when nothing is queued.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "storage/database.hpp"
#include "storage/sqlite_connection.hpp"

namespace mortise::storage {

class SqliteWriter {
public:
    // Opens the file on the calling thread, so that what is wrong with it is thrown here.
    SqliteWriter(std::string path, std::size_t most_queued, std::size_t group);
    ~SqliteWriter();

    [[nodiscard]] bool push(WriteUnit unit);
    void drain();

    std::size_t queued() const;
    bool writable() const noexcept { return writable_; }

private:
    struct Pending {
        WriteUnit unit;
        std::exception_ptr error;
    };
    using Group = std::vector<Pending>;

    void run();
    Group take();
    void do_chores();
    void serve(Group& group);
    Group::iterator run_transaction(Group::iterator first, Group::iterator last);
    void run_unit(Pending& pending);
    static void fail(Group::iterator first, Group::iterator last, const Error& error);
    void reopen_if_broken();
    void undo() noexcept;
    static void answer(Pending& pending) noexcept;

    const std::string path_;
    const std::size_t most_queued_;
    const std::size_t group_;
    std::unique_ptr<SqliteConnection> connection_;  // the thread's own once it runs
    bool grown_ = false;                            // committed since the last checkpoint; the thread's own
    std::atomic<bool> writable_{true};

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Pending> queue_;
    bool draining_ = false;
    std::thread thread_;
};

}  // namespace mortise::storage

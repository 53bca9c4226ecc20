// The database: readers to lease, and one queue of writing units. Chosen by URL: sqlite:PATH (postgresql:// comes later).
//
// Reads: `read` runs on the calling thread with a leased read-only connection. Writes: `write` queues a unit for the writer
// thread, which takes what is queued, runs each unit inside a savepoint, commits once, and only then calls each `done`.
// One thing reaches beyond its savepoint: a writing statement that its deadline cuts off undoes those before it in the group too;
// they are answered unavailable. Reading statements, and failing ones, do not.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/instant.hpp"
#include "storage/connection.hpp"
#include "storage/migrations.hpp"

namespace mortise::storage {

struct DatabaseOptions {
    std::string url;                                // sqlite:PATH
    std::size_t readers = 4;                        // connections for reading
    std::chrono::milliseconds lease_timeout{1000};  // how long a reader waits for a connection
    std::size_t write_queue = 1024;                 // units waiting; beyond it write() refuses
    std::size_t group = 128;                        // units per commit, at most
};

struct WriteUnit {
    // Runs on the writer thread. True keeps what it did; false, or an exception, undoes it (its savepoint alone).
    std::function<bool(Connection&)> run;
    // Called once, on the writer thread, after the commit: null when run returned and the commit held; else what run threw,
    // or storage::Error{unavailable or full} when the commit failed, for then nothing has happened. Must be quick, must not
    // throw.
    std::function<void(std::exception_ptr)> done;
    model::Steady deadline = model::Steady::max();  // not started beyond it; its SQL is interrupted beyond it
};

struct DatabaseState {
    std::size_t write_queue = 0;
    std::size_t readers_free = 0;
    std::size_t readers_total = 0;
    bool writable = true;  // the last commit held
};

class Database {
public:
    // Opens the file (making it, and its folder, when absent), takes the one-process lock, sets and reads back every PRAGMA.
    // Throws Error{unavailable} naming the file and the remedy.
    static std::unique_ptr<Database> open(const DatabaseOptions& options);
    virtual ~Database() = default;

    // Applies what is missing, under a lock, in the order given; refuses a changed checksum or an unknown number.
    virtual void migrate(const std::vector<MigrationSet>& sets) = 0;

    // Leases a read-only connection for the length of `work`; throws Error{unavailable} when none comes free in time.
    virtual void read(const std::function<void(Connection&)>& work) = 0;

    // False: the queue is full, nothing was taken; answer 503.
    [[nodiscard]] virtual bool write(WriteUnit unit) = 0;

    // write() and wait for it; for the CLI, start-up and tests. Throws what the unit threw.
    void write_and_wait(const std::function<bool(Connection&)>& run);

    virtual DatabaseState state() const = 0;

    // No more units are taken; those queued are finished. Called before destruction.
    virtual void drain() = 0;
};

}  // namespace mortise::storage

#include "storage/sqlite_writer.hpp"

#include <iterator>

#include "observe/log.hpp"

namespace mortise::storage {
namespace {

constexpr std::chrono::milliseconds idle_before_checkpoint{250};
constexpr std::chrono::milliseconds between_attempts{1000};

}  // namespace

SqliteWriter::SqliteWriter(std::string path, std::size_t most_queued, std::size_t group)
    : path_{std::move(path)},
      most_queued_{std::max<std::size_t>(most_queued, 1)},
      group_{std::max<std::size_t>(group, 1)},
      connection_{std::make_unique<SqliteConnection>(path_, SqliteMode::write)},
      thread_{[this] { run(); }} {}

SqliteWriter::~SqliteWriter() { drain(); }

bool SqliteWriter::push(WriteUnit unit) {
    {
        const std::lock_guard lock{mutex_};
        if (draining_ || queue_.size() >= most_queued_) return false;
        queue_.push_back({std::move(unit), nullptr});
    }
    arrived_.notify_one();
    return true;
}

void SqliteWriter::drain() {
    {
        const std::lock_guard lock{mutex_};
        draining_ = true;
    }
    arrived_.notify_one();
    if (thread_.joinable()) thread_.join();
}

std::size_t SqliteWriter::queued() const {
    const std::lock_guard lock{mutex_};
    return queue_.size();
}

void SqliteWriter::run() {
    for (auto group = take(); !group.empty(); group = take()) serve(group);
    if (grown_) do_chores();
}

// Waits for work; what is there already goes at once, alone or together. Empty: nothing more will come.
SqliteWriter::Group SqliteWriter::take() {
    std::unique_lock lock{mutex_};
    while (queue_.empty() && !draining_) {
        if (!grown_ && writable_) {
            arrived_.wait(lock);
        } else if (arrived_.wait_for(lock, writable_ ? idle_before_checkpoint : between_attempts) == std::cv_status::timeout) {
            lock.unlock();
            do_chores();
            lock.lock();
        }
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_));
    Group group{std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + count)};
    queue_.erase(queue_.begin(), queue_.begin() + count);
    return group;
}

void SqliteWriter::do_chores() {
    if (!writable_) {
        // A small write of no meaning, to see whether the disk takes one again.
        Group attempt(1);
        attempt.front().unit.run = [](Connection& connection) { return connection.execute("PRAGMA user_version = 0"), true; };
        run_transaction(attempt.begin(), attempt.end());
        if (!writable_) return;
    }
    grown_ = false;
    try {
        connection_->checkpoint();
    } catch (const Error& error) {
        observe::log(observe::Level::warning, "database_checkpoint_failed", {{"file", path_}, {"cause", error.what()}});
    }
}

void SqliteWriter::serve(Group& group) {
    for (auto at = group.begin(); at != group.end();) at = run_transaction(at, group.end());
    for (auto& pending : group) answer(pending);
}

// Runs from `first` on, until the end or until a unit has taken the transaction down with it: those before it are then undone
// too, and are told so. Returns where the next transaction begins.
SqliteWriter::Group::iterator SqliteWriter::run_transaction(Group::iterator first, Group::iterator last) {
    auto at = first;
    try {
        reopen_if_broken();
        connection_->control("BEGIN IMMEDIATE");
        while (at != last) {
            run_unit(*at++);
            if (connection_->in_transaction()) continue;
            fail(first, at, Error{ErrorKind::unavailable, "another unit's statement undid the transaction"});
            return at;
        }
        connection_->control("COMMIT");
        grown_ = true;
        if (!writable_.exchange(true)) observe::log(observe::Level::info, "database_writable_again", {{"file", path_}});
    } catch (const Error& error) {
        undo();
        fail(first, last, error);
        if (writable_.exchange(false))  // said once, not at each attempt
            observe::log(observe::Level::error, "database_not_writable", {{"file", path_}, {"cause", error.what()}});
    }
    return last;
}

// Unavailable or full, whatever it was: nothing has happened. What a unit threw itself stays its own answer.
void SqliteWriter::fail(Group::iterator first, Group::iterator last, const Error& error) {
    const auto kind = error.kind() == ErrorKind::full ? ErrorKind::full : ErrorKind::unavailable;
    const auto answer = std::make_exception_ptr(Error{kind, std::string{"not committed: "} + error.what()});
    for (; first != last; ++first)
        if (!first->error) first->error = answer;
}

void SqliteWriter::run_unit(Pending& pending) {
    const auto deadline = pending.unit.deadline;
    try {
        if (std::chrono::steady_clock::now() >= deadline) throw Error{ErrorKind::deadline, "the deadline passed in the queue"};
        if (deadline != model::Steady::max()) connection_->set_deadline(deadline);
        connection_->savepoint([&] {
            const bool keep = pending.unit.run(*connection_);
            if (keep && connection_->owes_foreign_keys())
                throw Error{ErrorKind::constraint, "a deferred foreign key points nowhere"};
            return keep;
        });
    } catch (...) {
        pending.error = std::current_exception();
    }
    connection_->set_deadline({});
}

void SqliteWriter::reopen_if_broken() {
    if (connection_ && !connection_->broken()) return;
    connection_.reset();
    connection_ = std::make_unique<SqliteConnection>(path_, SqliteMode::write);
}

void SqliteWriter::undo() noexcept {
    try {
        if (connection_ && connection_->in_transaction()) connection_->control("ROLLBACK");
    } catch (const Error&) {
        connection_.reset();  // closing rolls back
    }
}

void SqliteWriter::answer(Pending& pending) noexcept {
    if (!pending.unit.done) return;
    try {
        pending.unit.done(pending.error);
    } catch (const std::exception& error) {
        observe::log(observe::Level::error, "write_answer_threw", {{"cause", error.what()}});
    } catch (...) {
        observe::log(observe::Level::error, "write_answer_threw");
    }
}

}  // namespace mortise::storage

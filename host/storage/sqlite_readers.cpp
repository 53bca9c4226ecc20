#include "storage/sqlite_readers.hpp"

#include "observe/log.hpp"

namespace mortise::storage {

SqliteReaders::SqliteReaders(std::string path, std::size_t most, std::chrono::milliseconds lease_timeout)
    : path_{std::move(path)}, most_{std::max<std::size_t>(most, 1)}, lease_timeout_{lease_timeout} {
    idle_.reserve(most_);
}

void SqliteReaders::lend(const std::function<void(Connection&)>& work) {
    auto connection = take();
    try {
        work(*connection);
    } catch (...) {
        give_back(std::move(connection));
        throw;
    }
    give_back(std::move(connection));
}

std::size_t SqliteReaders::free() const {
    const std::lock_guard lock{mutex_};
    return most_ - lent_;
}

std::unique_ptr<SqliteConnection> SqliteReaders::take() {
    std::unique_lock lock{mutex_};
    const auto until = std::chrono::steady_clock::now() + lease_timeout_;
    if (!came_free_.wait_until(lock, until, [&] { return lent_ < most_; }))
        throw Error{ErrorKind::unavailable, path_ + ": all " + std::to_string(most_) + " reading connections are busy"};
    ++lent_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    lock.unlock();
    try {
        return std::make_unique<SqliteConnection>(path_, SqliteMode::read);
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

// One that failed, or that `work` left inside a transaction, is thrown away; the next lease opens another.
void SqliteReaders::give_back(std::unique_ptr<SqliteConnection> connection) noexcept {
    if (connection) {
        connection->set_deadline({});
        if (connection->broken() || connection->in_transaction()) {
            connection.reset();
            observe::log(observe::Level::warning, "database_reader_discarded", {{"file", path_}});
        }
    }
    {
        const std::lock_guard lock{mutex_};
        --lent_;
        if (connection) idle_.push_back(std::move(connection));
    }
    came_free_.notify_one();
}

}  // namespace mortise::storage

// A bounded number of read-only connections, opened when first needed, leased to one thread at a time, the last used first.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/sqlite_connection.hpp"

namespace mortise::storage {

class SqliteReaders {
public:
    SqliteReaders(std::string path, std::size_t most, std::chrono::milliseconds lease_timeout);

    // Throws Error{unavailable} when none comes free in time or none can be opened.
    void lend(const std::function<void(Connection&)>& work);

    std::size_t total() const noexcept { return most_; }
    std::size_t free() const;

private:
    std::unique_ptr<SqliteConnection> take();
    void give_back(std::unique_ptr<SqliteConnection> connection) noexcept;

    const std::string path_;
    const std::size_t most_;
    const std::chrono::milliseconds lease_timeout_;
    mutable std::mutex mutex_;
    std::condition_variable came_free_;
    std::size_t lent_ = 0;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

}  // namespace mortise::storage

// storage::Database on one SQLite file.
#pragma once

#include "storage/database.hpp"
#include "storage/file_lock.hpp"
#include "storage/sqlite_readers.hpp"
#include "storage/sqlite_writer.hpp"

namespace mortise::storage {

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& path, const DatabaseOptions& options);

    void migrate(const std::vector<MigrationSet>& sets) override;
    void read(const std::function<void(Connection&)>& work) override { readers_.lend(work); }
    bool write(WriteUnit unit) override { return writer_.push(std::move(unit)); }
    DatabaseState state() const override;
    void drain() override { writer_.drain(); }

private:
    void migrate(const MigrationSet& set);

    const std::string path_;
    FileLock lock_;
    SqliteWriter writer_;  // opened first, closed last: it makes the WAL and does the last checkpoint
    SqliteReaders readers_;
};

}  // namespace mortise::storage

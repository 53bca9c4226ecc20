// A real database file in a folder of its own, gone with the test.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "storage/database.hpp"

namespace mortise::storage {

class TempFolder {
public:
    TempFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "mortise-storage-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

class DatabaseTest : public testing::Test {
protected:
    explicit DatabaseTest(DatabaseOptions options = {}) {
        options.url = "sqlite:" + file();
        database_ = Database::open(options);
    }

    std::string file() const { return folder_ / "mortise.db"; }
    Database& database() { return *database_; }

    void execute(const std::string& sql) {
        database_->write_and_wait([&](Connection& connection) { return connection.execute(sql), true; });
    }
    std::int64_t number(const std::string& sql) {
        std::int64_t found = 0;
        database_->read([&](Connection& connection) { found = connection.query(sql, {}, {Type::integer}).integer(0, 0); });
        return found;
    }

    TempFolder folder_;
    std::unique_ptr<Database> database_;
};

// The kind of storage::Error that `work` throws; fails the test when it throws none.
template <class Work>
ErrorKind refusal_of(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.kind();
    }
    ADD_FAILURE() << "nothing was refused";
    return ErrorKind::other;
}

// The text of what `work` throws.
template <class Work>
std::string complaint_of(const Work& work) {
    try {
        work();
    } catch (const std::exception& error) {
        return error.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
}

}  // namespace mortise::storage

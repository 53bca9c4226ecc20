#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(DatabaseOpen, MakesFolderAndFileForThisUserAlone) {
    TempFolder folder;
    const auto file = folder / "deep/data/mortise.db";
    const auto database = Database::open({.url = "sqlite:" + file});
    database->write_and_wait([](Connection& connection) { return connection.execute("CREATE TABLE t (x)"), true; });
    for (const auto& path : {file, file + "-wal", file + "-shm", file + ".lock"}) {
        struct stat found {};
        ASSERT_EQ(::stat(path.c_str(), &found), 0) << path;
        EXPECT_EQ(found.st_mode & 0777, 0600u) << path;
    }
    struct stat found {};
    ASSERT_EQ(::stat((folder / "deep/data").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0700u);
}

TEST(DatabaseOpen, KeepsWhatWasWritten) {
    TempFolder folder;
    const DatabaseOptions options{.url = "sqlite:" + (folder / "a b.db")};
    Database::open(options)->write_and_wait(
        [](Connection& connection) { return connection.execute("CREATE TABLE t (x)"), true; });
    Database::open(options)->read([](Connection& connection) { connection.query("SELECT x FROM t", {}, {Type::text}); });
}

TEST(DatabaseOpen, SetsWhatSafetyNeeds) {
    TempFolder folder;
    const auto database = Database::open({.url = "sqlite:" + (folder / "mortise.db")});
    const auto pragma = [](Connection& connection, const std::string& name) {
        return std::string{connection.query("PRAGMA " + name, {}, {Type::text}).text(0, 0)};
    };
    const auto shared = [&](Connection& connection) {
        EXPECT_EQ(pragma(connection, "journal_mode"), "wal");
        EXPECT_EQ(pragma(connection, "synchronous"), "2");
        EXPECT_EQ(pragma(connection, "foreign_keys"), "1");
        EXPECT_EQ(pragma(connection, "trusted_schema"), "0");
        EXPECT_EQ(pragma(connection, "recursive_triggers"), "0");
        EXPECT_EQ(pragma(connection, "mmap_size"), "0");
        EXPECT_EQ(pragma(connection, "busy_timeout"), "5000");
    };
    database->read([&](Connection& connection) {
        shared(connection);
        EXPECT_EQ(pragma(connection, "query_only"), "1");
        EXPECT_EQ(pragma(connection, "wal_autocheckpoint"), "0");
    });
    database->write_and_wait([&](Connection& connection) {
        shared(connection);
        EXPECT_EQ(pragma(connection, "wal_autocheckpoint"), "1000");
        return true;
    });
}

TEST(DatabaseOpen, RefusesWhatIsNoDatabase) {
    TempFolder folder;
    const auto complaint = [](const std::string& url) { return complaint_of([&] { Database::open({.url = url}); }); };
    std::ofstream{folder / "text.db"} << std::string(8192, 'x');
    EXPECT_THAT(complaint("sqlite:" + (folder / "text.db")), AllOf(HasSubstr("text.db"), HasSubstr("not a database")));
    std::filesystem::create_directory(folder / "folder");
    EXPECT_THAT(complaint("sqlite:" + (folder / "folder")), HasSubstr("folder"));
    EXPECT_THAT(complaint("sqlite:" + (folder / "text.db/inside.db")), HasSubstr("text.db"));
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_THAT(complaint("sqlite:" + (folder / "pipe")), HasSubstr("not a regular file"));
    EXPECT_THAT(complaint("sqlite:"), HasSubstr("sqlite:PATH"));
    EXPECT_THAT(complaint("sqlite::memory:"), HasSubstr("sqlite:PATH"));
    EXPECT_THAT(complaint("sqlite:" + (folder / "a\"b.db")), HasSubstr("quotation mark"));
    EXPECT_THAT(complaint("mysql://localhost"), HasSubstr("sqlite:PATH"));
}

TEST(DatabaseOpen, OneAtATime) {
    TempFolder folder;
    const auto file = folder / "mortise.db";
    auto first = Database::open({.url = "sqlite:" + file});
    EXPECT_THAT(complaint_of([&] { Database::open({.url = "sqlite:" + file}); }),
                AllOf(HasSubstr(file), HasSubstr("process " + std::to_string(::getpid())), HasSubstr("stop that one")));
    first.reset();
    EXPECT_NO_THROW(Database::open({.url = "sqlite:" + file}));
}

}  // namespace
}  // namespace mortise::storage

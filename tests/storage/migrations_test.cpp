#include "storage/migrations.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

Migration step(int number, std::string sql) { return {number, "000" + std::to_string(number) + "_step.sql", std::move(sql)}; }

const MigrationSet tracker{"time-tracker",
                           {step(1, "CREATE TABLE entries (id TEXT PRIMARY KEY);\nCREATE INDEX entries_by_id ON entries (id);\n"),
                            step(2, "ALTER TABLE entries ADD COLUMN note TEXT;\n")}};

class ReadMigrationsTest : public testing::Test {
protected:
    void put(const std::string& name, const std::string& text = "CREATE TABLE t (x TEXT);\n") {
        std::filesystem::create_directories(folder());
        std::ofstream{folder() + "/" + name} << text;
    }
    std::string folder() const { return temp_ / "migrations"; }
    std::string complaint() const {
        return complaint_of([&] { read_migrations("plugin", folder()); });
    }

    TempFolder temp_;
};

TEST_F(ReadMigrationsTest, ReadsInOrder) {
    put("0002_more.sql", "two");
    put("0001_base.sql", "one");
    const auto set = read_migrations("plugin", folder());
    EXPECT_EQ(set.owner, "plugin");
    ASSERT_EQ(set.migrations.size(), 2u);
    EXPECT_EQ(set.migrations[0].number, 1);
    EXPECT_EQ(set.migrations[0].name, "0001_base.sql");
    EXPECT_EQ(set.migrations[0].sql, "one");
    EXPECT_EQ(set.migrations[1].sql, "two");
}

TEST_F(ReadMigrationsTest, AbsentFolderIsAnEmptySet) { EXPECT_TRUE(read_migrations("plugin", folder()).migrations.empty()); }

TEST_F(ReadMigrationsTest, RefusesAGap) {
    put("0001_base.sql");
    put("0003_more.sql");
    EXPECT_THAT(complaint(), AllOf(HasSubstr("0003_more.sql"), HasSubstr("number 2")));
}

TEST_F(ReadMigrationsTest, RefusesABeginningOtherThanOne) {
    put("0002_base.sql");
    EXPECT_THAT(complaint(), HasSubstr("number 1"));
}

TEST_F(ReadMigrationsTest, RefusesANumberTwice) {
    put("0001_base.sql");
    put("0001_other.sql");
    EXPECT_THAT(complaint(), HasSubstr("0001_other.sql"));
}

TEST_F(ReadMigrationsTest, RefusesBadNames) {
    for (const auto* name : {"1_base.sql", "0001-base.sql", "0001_Base.sql", "0001_base.txt", "0001_.sql", "0000_base.sql",
                             "0001_a b.sql", "README.md", "0001_base.sql~"}) {
        put(name);
        EXPECT_THAT(complaint(), HasSubstr(name));
        std::filesystem::remove(folder() + "/" + name);
    }
}

TEST_F(ReadMigrationsTest, RefusesAFolderInAFilesPlaceAndANulByte) {
    std::filesystem::create_directories(folder() + "/0001_base.sql");
    EXPECT_THAT(complaint(), HasSubstr("regular file"));
    std::filesystem::remove(folder() + "/0001_base.sql");
    put("0001_base.sql", std::string{"CREATE TABLE t (x);\0DROP TABLE t;", 33});
    EXPECT_THAT(complaint(), HasSubstr("NUL"));
}

TEST(HostMigrations, AreBuiltIn) {
    const auto from_source = read_migrations("host", MORTISE_SOURCE_DIR "/host/storage/migrations");
    const auto& built_in = host_migrations();
    EXPECT_EQ(built_in.owner, "host");
    ASSERT_EQ(built_in.migrations.size(), from_source.migrations.size());
    for (std::size_t i = 0; i < built_in.migrations.size(); ++i) {
        EXPECT_EQ(built_in.migrations[i].number, from_source.migrations[i].number);
        EXPECT_EQ(built_in.migrations[i].name, from_source.migrations[i].name);
        EXPECT_EQ(built_in.migrations[i].sql, from_source.migrations[i].sql);
    }
}

class MigrateTest : public DatabaseTest {
protected:
    std::string complaint(const MigrationSet& set) {
        return complaint_of([&] { database().migrate({set}); });
    }
    std::int64_t applied() { return number("SELECT count(*) FROM schema_migrations WHERE owner = 'time-tracker'"); }
};

TEST_F(MigrateTest, AppliesOnceInOrder) {
    database().migrate({host_migrations(), tracker});
    database().migrate({host_migrations(), tracker});
    EXPECT_EQ(applied(), 2);
    EXPECT_EQ(number("SELECT count(*) FROM schema_migrations WHERE applied_at > 0"),
              2 + static_cast<std::int64_t>(host_migrations().migrations.size()));
    EXPECT_EQ(number("SELECT count(*) FROM pragma_table_info('entries')"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM users"), 0);
}

TEST_F(MigrateTest, AppliesWhatIsNewOnly) {
    auto first = tracker;
    first.migrations.pop_back();
    database().migrate({first});
    EXPECT_EQ(applied(), 1);
    database().migrate({tracker});
    EXPECT_EQ(applied(), 2);
}

TEST_F(MigrateTest, RefusesAChangedText) {
    database().migrate({tracker});
    auto changed = tracker;
    changed.migrations[0].sql += "-- harmless\n";
    EXPECT_THAT(complaint(changed),
                AllOf(HasSubstr(file()), HasSubstr("0001_step.sql"), HasSubstr("changed"), HasSubstr("new migration")));
}

TEST_F(MigrateTest, RefusesAFileUsedByANewerVersion) {
    database().migrate({tracker});
    auto older = tracker;
    older.migrations.pop_back();
    EXPECT_THAT(complaint(older), AllOf(HasSubstr(file()), HasSubstr("0002_step.sql"), HasSubstr("newer version")));
}

TEST_F(MigrateTest, RefusesAGap) {
    auto gap = tracker;
    gap.migrations[1].number = 3;
    EXPECT_THAT(complaint(gap), HasSubstr("number 2 is missing"));
    database().migrate({tracker});
    execute("DELETE FROM schema_migrations WHERE owner = 'time-tracker' AND number = 1");
    EXPECT_THAT(complaint(tracker), AllOf(HasSubstr(file()), HasSubstr("without the one before it")));
}

TEST_F(MigrateTest, EachIsAppliedWholeOrNotAtAll) {
    execute("CREATE TABLE there (id TEXT PRIMARY KEY)");
    const MigrationSet broken{
        "time-tracker",
        {step(1, "CREATE TABLE first (x TEXT);\n"), step(2, "CREATE TABLE second (x TEXT);\nCREATE TABLE there (x TEXT);\n")}};
    EXPECT_THAT(complaint(broken), HasSubstr("0002_step.sql"));
    EXPECT_EQ(applied(), 1);
    EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema WHERE name IN ('first', 'second')"), 1);
}

TEST(TablesMadeBy, NamesThem) {
    const MigrationSet set{
        "time-tracker",
        {step(1,
              "CREATE TABLE a (user_id TEXT REFERENCES users (id));\nCREATE TABLE b (x TEXT);\nCREATE TABLE c (x TEXT);\n"
              "INSERT INTO b (x) VALUES ('1');\nUPDATE b SET x = '2';\nDELETE FROM b;\n"),
         step(2, "DROP TABLE b;\nALTER TABLE c RENAME TO d;\n"),
         step(3, "ALTER TABLE d RENAME COLUMN x TO y;\nCREATE UNIQUE INDEX d_by_y ON d (y);\n")}};
    EXPECT_THAT(tables_made_by(set), ElementsAre("a", "d"));
}

TEST(TablesMadeBy, AnotherCaseIsAnotherName) {
    EXPECT_THAT(tables_made_by({"p", {step(1, "create table Mixed (X text);")}}), ElementsAre("Mixed"));
}

TEST(TablesMadeBy, ThirdPartiesUseTheirPrefix) {
    const auto made = [](const std::string& sql) { return tables_made_by({"org.example.lunch-menu", {step(1, sql)}}); };
    EXPECT_THAT(made("CREATE TABLE org_example_lunch_menu_meals (x TEXT);"), ElementsAre("org_example_lunch_menu_meals"));
    for (const auto* sql :
         {"CREATE TABLE meals (x TEXT);", "CREATE TABLE org_example_lunch_menu (x TEXT);",
          "CREATE TABLE org_example_lunch_menu_ (x TEXT);", "CREATE TABLE org_example_lunch_menus (x TEXT);",
          "CREATE TABLE org_example_lunch_menu_a (x TEXT); ALTER TABLE org_example_lunch_menu_a RENAME TO meals;"})
        EXPECT_EQ(refusal_of([&] { made(sql); }), ErrorKind::denied) << sql;
}

TEST(TablesMadeBy, RefusesWhatIsNotTheirOwn) {
    for (const auto* sql : {
             "ALTER TABLE users ADD COLUMN x TEXT;",
             "ALTER TABLE users RENAME TO people;",
             "DROP TABLE users;",
             "DROP INDEX sessions_by_subject;",
             "CREATE INDEX mine ON users (name);",
             "CREATE TABLE IF NOT EXISTS users (x TEXT);",
             "INSERT INTO users (id) VALUES ('x');",
             "UPDATE users SET name = 'x';",
             "DELETE FROM users;",
             "CREATE TABLE copy AS SELECT password_hash FROM users;",
             "CREATE TABLE t (x TEXT); INSERT INTO t SELECT secret_hash FROM api_keys;",
             "CREATE VIEW v AS SELECT password_hash FROM users;",
             "CREATE TEMP TABLE t (x TEXT);",
             "CREATE TABLE t (x TEXT); CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM users; END;",
             "CREATE VIRTUAL TABLE t USING fts5(x);",
             "ATTACH 'other.db' AS other;",
             "PRAGMA foreign_keys = OFF;",
             "PRAGMA writable_schema = ON;",
             "COMMIT;",
             "SAVEPOINT mine;",
             "CREATE TABLE sqlite_mine (x TEXT);",
             "SELECT load_extension('x');",
             "CREATE TABLE t (x TEXT); DROP TABLE t; DROP TABLE users;",
         })
        EXPECT_THAT(complaint_of([&] {
                        tables_made_by({"time-tracker", {step(1, sql)}});
                    }),
                    HasSubstr("0001_step.sql of time-tracker"))
            << sql;
}

TEST_F(MigrateTest, HoldsPluginsToTheirOwnTables) {
    database().migrate({host_migrations(), tracker});
    EXPECT_THAT(complaint({"other", {step(1, "CREATE TABLE IF NOT EXISTS entries (x TEXT);\n")}}),
                HasSubstr("create table entries"));
    EXPECT_THAT(complaint({"other", {step(1, "ALTER TABLE entries ADD COLUMN stolen TEXT;\n")}}),
                HasSubstr("0001_step.sql of other"));
    EXPECT_EQ(number("SELECT count(*) FROM schema_migrations WHERE owner = 'other'"), 0);
}

}  // namespace
}  // namespace mortise::storage

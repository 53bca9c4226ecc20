#include "temp_database.hpp"

namespace mortise::storage {
namespace {

class KeptStatementsTest : public DatabaseTest {
protected:
    KeptStatementsTest() { execute("CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT, size BIGINT)"); }

    void add(const std::string& id, const std::string& body) {
        database().write_and_wait([&](Connection& connection) {
            return connection.execute("INSERT INTO notes (id, body) VALUES (:id, :body)", {arg("id", id), arg("body", body)}) ==
                   1;
        });
    }
};

TEST_F(KeptStatementsTest, KeptStatementsAreNotStale) {
    add("key", "ACTIVE");
    const auto status = [](Connection& connection) {
        return std::string{
            connection.query("SELECT body FROM notes WHERE id = :id", {arg("id", "key")}, {Type::text}).text(0, 0)};
    };
    database().read([&](Connection& connection) {
        EXPECT_EQ(status(connection), "ACTIVE");
        execute("UPDATE notes SET body = 'REVOKED' WHERE id = 'key'");
        EXPECT_EQ(status(connection), "REVOKED");
    });
}

TEST_F(KeptStatementsTest, FailedStatementsDoNotHoldASnapshot) {
    add("a", "1");
    add("b", "2");
    database().read([&](Connection& connection) {
        // The second row fails while the first has been given: abs() of the smallest number.
        EXPECT_THROW(connection.query("SELECT CASE id WHEN 'b' THEN abs(-9223372036854775807 - 1) END FROM notes ORDER BY id", {},
                                      {Type::integer}),
                     Error);
        execute("INSERT INTO notes (id) VALUES ('c')");
        EXPECT_EQ(connection.query("SELECT count(*) FROM notes", {}, {Type::integer}).integer(0, 0), 3);
    });
}

TEST_F(KeptStatementsTest, KeptStatementsFollowTheSchema) {
    add("a", "text");
    const auto all = [](Connection& connection) { return connection.query("SELECT id FROM notes", {}, {Type::text}).size(); };
    database().read([&](Connection& connection) {
        EXPECT_EQ(all(connection), 1u);
        execute("ALTER TABLE notes ADD COLUMN colour TEXT");
        EXPECT_EQ(all(connection), 1u);
    });
}

TEST_F(KeptStatementsTest, PreparesOnceAndRunsOften) {
    database().read([](Connection& connection) {
        const auto sql = "SELECT id FROM notes WHERE size = :size";
        for (const auto size : {std::optional<std::int64_t>{1}, std::optional<std::int64_t>{}, std::optional<std::int64_t>{3}})
            connection.query(sql, {arg("size", size)}, {Type::text});
        const auto kept = connection.query("SELECT count(*), sum(run) FROM sqlite_stmt WHERE sql = :sql", {arg("sql", sql)},
                                           {Type::integer, Type::integer});
        EXPECT_EQ(kept.integer(0, 0), 1);
        EXPECT_EQ(kept.integer(0, 1), 3);
    });
}

TEST_F(KeptStatementsTest, KeepsTheStatementsUsedLast) {
    database().read([](Connection& connection) {
        const auto ask = [&](std::int64_t i) {
            return connection.query("SELECT " + std::to_string(i), {}, {Type::integer}).integer(0, 0);
        };
        for (std::int64_t i = 0; i < 1'200; ++i) {
            ASSERT_EQ(ask(i), i);
            ASSERT_EQ(ask(0), 0);
        }
        const auto kept = [&](std::string_view sql) {
            return connection.query("SELECT count(*) FROM sqlite_stmt WHERE sql LIKE :sql", {arg("sql", sql)}, {Type::integer})
                .integer(0, 0);
        };
        EXPECT_LE(kept("SELECT %"), 512);
        EXPECT_GT(kept("SELECT %"), 500);
        EXPECT_EQ(kept("SELECT 0"), 1);
        EXPECT_EQ(kept("SELECT 1"), 0);
        EXPECT_EQ(kept("SELECT 1199"), 1);
    });
}

}  // namespace
}  // namespace mortise::storage

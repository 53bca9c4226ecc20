#include "storage/connection.hpp"

#include <gmock/gmock.h>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

class ConnectionTest : public DatabaseTest {
protected:
    ConnectionTest() { execute("CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT, size BIGINT, weight REAL)"); }

    void add(const std::string& id, std::optional<std::string> body, std::optional<std::int64_t> size = {}) {
        database().write_and_wait([&](Connection& connection) {
            return connection.execute("INSERT INTO notes (id, body, size) VALUES (:id, :body, :size)",
                                      {arg("id", id), arg("body", body), arg("size", size)}) == 1;
        });
    }
    // Runs `work` with a connection for reading.
    template <class Work>
    auto reading(const Work& work) {
        return [this, work] { database().read(work); };
    }
    template <class Work>
    auto writing(const Work& work) {
        return [this, work] { database().write_and_wait([&](Connection& connection) { return work(connection), true; }); };
    }
};

TEST_F(ConnectionTest, GivesTypedValuesBack) {
    database().write_and_wait([](Connection& connection) {
        connection.execute("INSERT INTO notes (id, body, size, weight) VALUES (:id, :body, :size, :weight)",
                           {arg("id", "a"), arg("body", "text"), arg("size", std::int64_t{1} << 40), {"weight", 2.5}});
        return true;
    });
    database().read([](Connection& connection) {
        const auto rows = connection.query("SELECT body, size, weight, NULL FROM notes WHERE id = :id", {arg("id", "a")},
                                           {Type::text, Type::integer, Type::real, Type::integer});
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_EQ(rows.columns(), 4u);
        EXPECT_EQ(rows.text(0, 0), "text");
        EXPECT_EQ(rows.integer(0, 1), std::int64_t{1} << 40);
        EXPECT_EQ(rows.real(0, 2), 2.5);
        EXPECT_TRUE(rows.is_null(0, 3));
        EXPECT_EQ(rows.integer(0, 3), 0);
        EXPECT_EQ(rows.text(0, 3), "");
    });
}

TEST_F(ConnectionTest, NullsFitAKeptStatementOfAnyType) {
    add("a", "text", 7);
    add("b", std::nullopt, std::nullopt);
    add("c", "again", 9);
    add("d", std::nullopt, 1);
    EXPECT_EQ(number("SELECT count(*) FROM notes WHERE body IS NULL"), 2);
    EXPECT_EQ(number("SELECT sum(size) FROM notes"), 17);
}

TEST_F(ConnectionTest, TextsSurviveAsTheyAre) {
    const std::string odd{"a\0b'\"\xF0\x9F\x90\x98\n", 10};
    const std::string large(300'000, 'x');
    add("odd", odd);
    add("large", large);
    add("empty", "");
    database().read([&](Connection& connection) {
        const auto rows =
            connection.query("SELECT body, length(CAST(body AS BLOB)) FROM notes ORDER BY id", {}, {Type::text, Type::integer});
        ASSERT_EQ(rows.size(), 3u);
        EXPECT_EQ(rows.text(0, 0), "");
        EXPECT_FALSE(rows.is_null(0, 0));
        EXPECT_EQ(rows.text(1, 0), large);
        EXPECT_EQ(rows.text(2, 0), odd);
        EXPECT_EQ(rows.integer(2, 1), 10);
    });
}

TEST_F(ConnectionTest, RowsOutliveTheStatementThatMadeThem) {
    add("a", "first");
    database().read([](Connection& connection) {
        const auto read = [&] {
            return connection.query("SELECT body FROM notes WHERE id = :id", {arg("id", "a")}, {Type::text});
        };
        const auto rows = read();
        read();
        EXPECT_EQ(rows.text(0, 0), "first");
    });
}

TEST_F(ConnectionTest, CountsWhatWasAffected) {
    database().write_and_wait([](Connection& connection) {
        const auto insert = [&](std::string_view id) {
            return connection.execute("INSERT INTO notes (id, size) VALUES (:id, 1) ON CONFLICT DO NOTHING", {arg("id", id)});
        };
        EXPECT_EQ(insert("a"), 1);
        EXPECT_EQ(insert("b"), 1);
        EXPECT_EQ(insert("b"), 0);
        EXPECT_EQ(connection.execute("UPDATE notes SET size = 2"), 2);
        EXPECT_EQ(connection.execute("UPDATE notes SET size = 3 WHERE id = 'nobody'"), 0);
        const auto returned = connection.query("UPDATE notes SET size = 4 RETURNING id", {}, {Type::text});
        EXPECT_EQ(returned.size(), 2u);
        EXPECT_EQ(returned.affected(), 2);
        EXPECT_EQ(connection.query("SELECT id FROM notes", {}, {Type::text}).affected(), 0);
        EXPECT_EQ(connection.execute("DELETE FROM notes"), 2);
        return true;
    });
}

TEST_F(ConnectionTest, ParametersMustMatchTheText) {
    const auto sql = "SELECT id FROM notes WHERE id = :id";
    const auto with = [&](std::string_view text, std::initializer_list<Parameter> parameters) {
        return refusal_of(reading([&](Connection& connection) { connection.query(text, parameters, {Type::text}); }));
    };
    EXPECT_EQ(with(sql, {}), ErrorKind::invalid);
    EXPECT_EQ(with(sql, {arg("name", "a")}), ErrorKind::invalid);
    EXPECT_EQ(with(sql, {arg("id", "a"), arg("name", "a")}), ErrorKind::invalid);
    EXPECT_EQ(with(sql, {arg("id", "a"), arg("id", "a")}), ErrorKind::invalid);
    EXPECT_EQ(with("SELECT id FROM notes WHERE id = ?", {arg("id", "a")}), ErrorKind::invalid);
    EXPECT_EQ(with("SELECT id FROM notes WHERE id = $id", {arg("id", "a")}), ErrorKind::invalid);
    EXPECT_EQ(with("SELECT id FROM notes WHERE id = :x(\")\"", {arg("x(\")", "a")}), ErrorKind::invalid);
}

TEST_F(ConnectionTest, OneNameMayStandTwiceInTheText) {
    add("a", "a");
    database().read([](Connection& connection) {
        const auto rows = connection.query("SELECT id FROM notes WHERE id = :x AND body = :x", {arg("x", "a")}, {Type::text});
        EXPECT_EQ(rows.size(), 1u);
    });
}

TEST_F(ConnectionTest, ColumnsMustMatchTheText) {
    EXPECT_EQ(refusal_of(reading([](Connection& c) { c.query("SELECT id, body FROM notes", {}, {Type::text}); })),
              ErrorKind::invalid);
    EXPECT_EQ(refusal_of(reading([](Connection& c) { c.execute("SELECT id FROM notes"); })), ErrorKind::invalid);
}

TEST_F(ConnectionTest, OneStatementAtATime) {
    for (const auto* sql : {"SELECT id FROM notes; SELECT 1", "SELECT id FROM notes;;", "", "  -- nothing", ";"})
        EXPECT_EQ(refusal_of(reading([&](Connection& c) { c.query(sql, {}, {Type::text}); })), ErrorKind::invalid) << sql;
    database().read([](Connection& c) { c.query("SELECT ';' FROM notes; -- and no more; really", {}, {Type::text}); });
}

TEST_F(ConnectionTest, RefusesMoreThanTenThousandRowsAndGoesOn) {
    const auto numbers = [](Connection& connection, std::int64_t last) {
        return connection
            .query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last) SELECT i FROM n",
                   {arg("last", last)}, {Type::integer})
            .size();
    };
    database().read([&](Connection& connection) {
        EXPECT_EQ(numbers(connection, 10'000), 10'000u);
        EXPECT_EQ(refusal_of([&] { numbers(connection, 10'001); }), ErrorKind::too_many_rows);
        EXPECT_EQ(numbers(connection, 3), 3u);
    });
}

TEST_F(ConnectionTest, RefusesMoreTextThanMemoryIsThere) {
    const auto sql =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT printf('%2000000d', i) FROM n";
    EXPECT_EQ(refusal_of(reading([&](Connection& c) { c.query(sql, {}, {Type::text}); })), ErrorKind::too_many_rows);
}

TEST_F(ConnectionTest, NamesTheKindOfAnError) {
    add("a", "text");
    EXPECT_EQ(refusal_of([&] { add("a", "twice"); }), ErrorKind::constraint);
    EXPECT_EQ(refusal_of(reading([](Connection& c) { c.execute("SELEC 1"); })), ErrorKind::invalid);
    EXPECT_EQ(refusal_of(reading([](Connection& c) { c.query("SELECT x FROM nowhere", {}, {Type::text}); })), ErrorKind::invalid);
    EXPECT_EQ(refusal_of(reading([](Connection& c) { c.execute("DELETE FROM notes"); })), ErrorKind::denied);
    EXPECT_EQ(refusal_of(reading([](Connection& c) { c.query("SELECT abs(-9223372036854775807 - 1)", {}, {Type::integer}); })),
              ErrorKind::other);
}

TEST_F(ConnectionTest, ErrorsDoNotRepeatTheValues) {
    add("the-secret", "text");
    EXPECT_THAT(complaint_of([&] { add("the-secret", "text"); }), testing::Not(testing::HasSubstr("the-secret")));
}

TEST_F(ConnectionTest, ReaderCannotWriteWhateverItTries) {
    for (const auto* sql :
         {"INSERT INTO notes (id) VALUES ('x')", "CREATE TABLE t (x)", "DROP TABLE notes", "UPDATE notes SET size = 1"})
        EXPECT_EQ(refusal_of(reading([&](Connection& c) { c.execute(sql); })), ErrorKind::denied) << sql;
}

TEST_F(ConnectionTest, ForeignKeysAreHeld) {
    execute("CREATE TABLE lines (note TEXT NOT NULL REFERENCES notes (id))");
    EXPECT_EQ(refusal_of(writing([](Connection& c) { c.execute("INSERT INTO lines (note) VALUES ('nobody')"); })),
              ErrorKind::constraint);
}

TEST_F(ConnectionTest, SavepointKeepsOrUndoesAlone) {
    database().write_and_wait([](Connection& connection) {
        const auto insert = [&](const char* id) { connection.execute("INSERT INTO notes (id) VALUES (:id)", {arg("id", id)}); };
        insert("outer");
        EXPECT_TRUE(connection.savepoint([&] { return insert("kept"), true; }));
        EXPECT_FALSE(connection.savepoint([&] { return insert("undone"), false; }));
        EXPECT_THROW(connection.savepoint([&]() -> bool {
            insert("thrown");
            throw std::runtime_error{"no"};
        }),
                     std::runtime_error);
        EXPECT_TRUE(connection.savepoint([&] {
            insert("nested");
            EXPECT_FALSE(connection.savepoint([&] { return insert("inner"), false; }));
            return true;
        }));
        return true;
    });
    EXPECT_EQ(number("SELECT count(*) FROM notes WHERE id IN ('outer', 'kept', 'nested')"), 3);
    EXPECT_EQ(number("SELECT count(*) FROM notes"), 3);
}

TEST_F(ConnectionTest, DeadlineCutsAStatementOffAndTheConnectionGoesOn) {
    const auto endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    database().read([&](Connection& connection) {
        connection.set_deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds{30});
        const auto begun = std::chrono::steady_clock::now();
        EXPECT_EQ(refusal_of([&] { connection.query(endless, {}, {Type::integer}); }), ErrorKind::deadline);
        EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{2});
        EXPECT_EQ(refusal_of([&] { connection.query("SELECT 1", {}, {Type::integer}); }), ErrorKind::deadline);
        connection.set_deadline({});
        EXPECT_EQ(connection.query("SELECT 1", {}, {Type::integer}).integer(0, 0), 1);
    });
    database().read([&](Connection& connection) { EXPECT_EQ(connection.query("SELECT 1", {}, {Type::integer}).size(), 1u); });
}

}  // namespace
}  // namespace mortise::storage

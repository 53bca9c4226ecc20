#include "storage/table_access.hpp"

#include <gmock/gmock.h>

#include "temp_database.hpp"

namespace mortise::storage {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// A plugin that may read names and the state of keys, write one column of a key, keeps entries of its own, and clears notices.
class TableAccessTest : public DatabaseTest {
protected:
    TableAccessTest() {
        execute("CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT, password TEXT)");
        execute("CREATE TABLE keys (id TEXT PRIMARY KEY, owner TEXT REFERENCES people (id), status TEXT, secret TEXT)");
        execute("CREATE TABLE entries (id TEXT PRIMARY KEY, owner TEXT, note TEXT, hours BIGINT)");
        execute("CREATE TABLE notices (id TEXT PRIMARY KEY, text TEXT)");
        execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)");
        execute("CREATE VIEW names AS SELECT id, name FROM people");
        execute("CREATE VIEW everything AS SELECT id, name, password FROM people");
        execute("INSERT INTO people (id, name, password) VALUES ('p1', 'Person One', 'hash'), ('p2', 'Person Two', 'hash')");
        execute("INSERT INTO keys (id, owner, status, secret) VALUES ('k1', 'p1', 'ACTIVE', 'secret')");
        execute("INSERT INTO notices (id, text) VALUES ('n1', 'text')");
    }

    static std::map<std::string, TableColumns, std::less<>> declared() {
        return {{"people", {.read = {"id", "name"}}},
                {"keys", {.read = {"id", "owner", "status"}, .write = {"id", "owner", "status"}}},
                {"entries", {.owned = true}},
                {"notices", {.read = {"id"}, .erase = true}},
                {"names", {.read = {"id", "name"}}},
                {"everything", {.read = {"id", "name", "password"}}}};
    }

    std::size_t columns_of(Connection& connection, std::string_view sql, std::size_t most = 6) {
        std::vector<Type> types;
        for (;; types.push_back(Type::text)) {
            try {
                return connection.query(access_, sql, {}, types).size();
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::invalid || types.size() == most) throw;
            }
        }
    }
    // Runs on the writer, so that nothing but the declared access stands in the way.
    void run(const std::string& sql) {
        database().write_and_wait([&](Connection& connection) { return columns_of(connection, sql), true; });
    }
    std::string complaint(const std::string& sql) {
        return complaint_of([&] { run(sql); });
    }
    void allow(const std::vector<std::string>& statements) {
        for (const auto& sql : statements) EXPECT_NO_THROW(run(sql)) << sql;
    }
    void deny(const std::vector<std::string>& statements) {
        for (const auto& sql : statements) EXPECT_EQ(refusal_of([&] { run(sql); }), ErrorKind::denied) << sql;
    }

    TableAccess access_{"accounts-tab", declared()};
};

TEST_F(TableAccessTest, ReadsDeclaredColumns) {
    allow({"SELECT id, name FROM people", "SELECT p.name, k.status FROM people p JOIN keys k ON k.owner = p.id ORDER BY p.name",
           "SELECT count(*) FROM people", "SELECT count(*) FROM people WHERE name LIKE 'P%'", "SELECT * FROM entries",
           "SELECT lower(name), length(name), coalesce(name, '') FROM people", "SELECT 1", "VALUES (1)",
           "SELECT name, row_number() OVER (ORDER BY name) FROM people", "SELECT json_extract('{\"a\":1}', '$.a')",
           "WITH some AS (SELECT id FROM people) SELECT id FROM some",
           "WITH some AS (SELECT id FROM people) SELECT count(*) FROM some",
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT count(*) FROM n",
           "SELECT count(*) FROM (SELECT id FROM people) AS inside", "SELECT Id, NAME FROM People"});
}

TEST_F(TableAccessTest, RefusesUndeclaredColumns) {
    deny({"SELECT password FROM people",
          "SELECT * FROM people",
          "SELECT people.password FROM people",
          "SELECT id FROM people WHERE password = 'hash'",
          "SELECT id FROM people ORDER BY password",
          "SELECT count(password) FROM people",
          "SELECT max(password) FROM people",
          "SELECT id FROM people GROUP BY password",
          "SELECT id FROM people GROUP BY id HAVING max(password) > ''",
          "SELECT (SELECT password FROM people LIMIT 1)",
          "SELECT id FROM people WHERE EXISTS (SELECT 1 FROM keys WHERE secret = 'x')",
          "SELECT id FROM people UNION SELECT secret FROM keys",
          "WITH p AS (SELECT password FROM people) SELECT * FROM p",
          "WITH p(x) AS (SELECT password FROM people) SELECT x FROM p",
          "SELECT x FROM (SELECT password AS x FROM people)",
          "SELECT p.id FROM people p JOIN keys k ON k.secret = p.password",
          "SELECT id FROM people LIMIT (SELECT length(password) FROM people)",
          "SELECT 'x' IN (SELECT password FROM people)",
          "SELECT count(*) FILTER (WHERE password = 'x') FROM people",
          "SELECT sum(1) OVER (ORDER BY password) FROM people"});
}

TEST_F(TableAccessTest, SaysWhatWasRefused) {
    EXPECT_THAT(complaint("SELECT password FROM people"),
                AllOf(HasSubstr("accounts-tab may not read people.password"), HasSubstr("SELECT")));
    EXPECT_THAT(complaint("DELETE FROM keys"), HasSubstr("delete from keys"));
    EXPECT_THAT(complaint("SELECT randomblob(9)"), HasSubstr("call randomblob()"));
}

TEST_F(TableAccessTest, RefusesUndeclaredTables) {
    deny({"SELECT n FROM numbers", "SELECT count(*) FROM numbers", "SELECT 1 FROM numbers",
          "SELECT EXISTS (SELECT 1 FROM numbers)", "SELECT name FROM sqlite_schema", "SELECT count(*) FROM sqlite_master",
          "SELECT name FROM sqlite_temp_schema", "SELECT name FROM pragma_table_info('people')",
          "SELECT count(*) FROM pragma_database_list", "SELECT value FROM json_each('[1]')", "SELECT count(*) FROM dbstat",
          "SELECT 1 IN numbers"});
}

TEST_F(TableAccessTest, WithDoesNotHideATable) {
    deny({"WITH numbers AS (SELECT 1) SELECT count(*) FROM numbers",
          "WITH a AS (WITH numbers AS (SELECT 1) SELECT 1), b AS (SELECT count(*) AS c FROM numbers) SELECT c FROM b",
          "WITH sqlite_schema AS (SELECT 1) SELECT count(*) FROM main.sqlite_schema"});
}

TEST_F(TableAccessTest, RowNumberIsAColumn) {
    deny({"SELECT rowid FROM people", "SELECT _rowid_ FROM people", "SELECT oid FROM people",
          "SELECT id FROM people ORDER BY rowid"});
    allow({"SELECT rowid FROM entries"});
    const TableAccess with_rowid{"x", {{"people", {.read = {"rowid"}}}}};
    database().read([&](Connection& connection) {
        EXPECT_EQ(connection.query(with_rowid, "SELECT oid FROM people", {}, std::vector{Type::integer}).size(), 2u);
    });
}

TEST_F(TableAccessTest, ViewsNeedAllThatTheyReadDeclared) {
    allow({"SELECT id, name FROM names"});
    deny({"SELECT password FROM everything", "SELECT * FROM everything", "SELECT id FROM everything"});
}

// SQLite's authorizer is not told of the columns that these compare.
TEST_F(TableAccessTest, RefusesJoinsThatDoNotNameTheirColumns) {
    deny({"SELECT p.id FROM people p JOIN people q USING (password)",
          "SELECT count(*) FROM people NATURAL JOIN (SELECT 'hash' AS password)",
          "SELECT count(*) FROM people JOIN (SELECT 'hash' AS password) USING (password)",
          "SELECT (SELECT count(*) FROM people natural left join people AS q)"});
    allow({"SELECT p.id FROM people p JOIN people q ON q.id = p.id"});
}

TEST_F(TableAccessTest, WritesDeclaredColumns) {
    allow({"INSERT INTO keys (id, owner, status) VALUES ('k2', 'p1', 'ACTIVE')",
           "INSERT INTO KEYS (\"id\", [owner], `status`) VALUES ('k3', 'p1', 'ACTIVE')",
           "INSERT INTO keys AS k (id, status) SELECT id || 'x', 'ACTIVE' FROM people",
           "WITH some AS (SELECT id FROM people) INSERT INTO keys (id) SELECT id FROM some",
           "INSERT INTO keys (id, status) VALUES ('k1', 'x') ON CONFLICT DO NOTHING",
           "INSERT INTO keys (id, status) VALUES ('k1', 'x') ON CONFLICT (id) DO UPDATE SET status = excluded.status",
           "INSERT INTO keys (id) VALUES ('k4') RETURNING id, status", "UPDATE keys SET status = 'DEACTIVATED' WHERE id = 'k1'",
           "UPDATE keys SET status = 'DEACTIVATED' WHERE id = 'k1' RETURNING id, owner",
           "INSERT INTO entries (id, owner, note, hours) VALUES ('e1', 'p1', 'n', 1)",
           "UPDATE entries SET hours = hours + 1, note = 'x'", "DELETE FROM entries WHERE id = 'e1'",
           "DELETE FROM notices WHERE id = 'n1'", "DELETE FROM notices"});
}

TEST_F(TableAccessTest, RefusesUndeclaredInserts) {
    deny({"INSERT INTO keys (id, secret) VALUES ('k', 'x')",
          "INSERT INTO keys (id, \"secret\") VALUES ('k', 'x')",
          "INSERT INTO keys (id, 'secret') VALUES ('k', 'x')",
          "INSERT INTO keys (id, Secret) VALUES ('k', 'x')",
          "INSERT INTO keys (id, rowid) VALUES ('k', 7)",
          "INSERT INTO keys (id, oid) VALUES ('k', 7)",
          "INSERT INTO keys VALUES ('k', 'p1', 'ACTIVE', 'x')",
          "INSERT INTO keys SELECT 'k', 'p1', 'ACTIVE', 'x'",
          "INSERT INTO keys DEFAULT VALUES",
          "INSERT INTO main.keys (id) VALUES ('k')",
          "INSERT INTO people (id) VALUES ('p3')",
          "INSERT INTO notices (id) VALUES ('n2')",
          "INSERT INTO numbers (n) VALUES (1)",
          "INSERT INTO keys (id) SELECT password FROM people",
          "INSERT INTO keys (id) VALUES ('k') RETURNING secret",
          "INSERT INTO keys (id) VALUES ('k') RETURNING *",
          "INSERT INTO keys (id) VALUES ('k1') ON CONFLICT (id) DO UPDATE SET secret = 'x'",
          "INSERT INTO keys (id) VALUES ('k1') ON CONFLICT (id) DO UPDATE SET status = secret",
          "INSERT INTO keys (id) VALUES ('k1') ON CONFLICT (id) DO UPDATE SET status = 'x' WHERE secret = 'y'",
          "WITH w AS (SELECT 1) INSERT INTO keys (id, secret) VALUES ('k', 'x')",
          "/* INSERT INTO keys (id) */ INSERT INTO keys (id, secret) VALUES ('k', 'x')",
          "-- INSERT INTO keys (id)\nINSERT INTO keys (id, secret) VALUES ('k', 'x')",
          "WITH w(\"INSERT INTO keys (id)\") AS (SELECT 1) INSERT INTO keys (id, secret) VALUES ('k', 'x')"});
}

TEST_F(TableAccessTest, RefusesUndeclaredUpdatesAndDeletes) {
    deny({"UPDATE keys SET secret = 'x'", "UPDATE keys SET status = secret", "UPDATE keys SET (status, secret) = ('x', 'y')",
          "UPDATE keys SET status = 'x' WHERE secret = 'y'", "UPDATE keys SET status = (SELECT password FROM people LIMIT 1)",
          "UPDATE keys SET status = p.password FROM people p WHERE p.id = keys.owner",
          "UPDATE keys SET status = 'x' RETURNING secret", "UPDATE people SET name = 'x'", "UPDATE notices SET text = 'x'",
          "UPDATE keys SET rowid = 9", "DELETE FROM keys", "DELETE FROM people WHERE id = 'p1'",
          "DELETE FROM notices WHERE text = 'text'", "DELETE FROM notices RETURNING text"});
}

TEST_F(TableAccessTest, RefusesConflictClausesThatDeleteOrUndo) {
    deny({"REPLACE INTO entries (id) VALUES ('e')", "INSERT OR REPLACE INTO entries (id) VALUES ('e')",
          "INSERT OR ROLLBACK INTO entries (id) VALUES ('e')", "INSERT OR IGNORE INTO entries (id) VALUES ('e')",
          "UPDATE OR REPLACE entries SET id = 'e'", "UPDATE \xEF\xBB\xBFOR REPLACE entries SET id = 'e'",
          "WITH w AS (SELECT 1) UPDATE OR ROLLBACK entries SET id = 'e'",
          "WITH replace AS (SELECT 1) INSERT INTO keys (id, secret) VALUES ('k', 'x')"});
    allow({"SELECT id FROM people WHERE name = 'x' OR replace(name, 'a', 'b') = 'y'"});
}

TEST_F(TableAccessTest, RefusesEverythingElse) {
    deny({"PRAGMA foreign_keys = OFF",
          "PRAGMA table_info(people)",
          "ATTACH 'other.db' AS other",
          "DETACH main",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SAVEPOINT mine",
          "RELEASE step",
          "ROLLBACK TO step",
          "CREATE TABLE t (x)",
          "CREATE TEMP TABLE t (x)",
          "CREATE INDEX i ON entries (note)",
          "CREATE VIEW v AS SELECT 1",
          "CREATE TRIGGER g AFTER INSERT ON entries BEGIN SELECT 1; END",
          "CREATE VIRTUAL TABLE v USING fts5(x)",
          "DROP TABLE entries",
          "ALTER TABLE entries ADD COLUMN x",
          "VACUUM",
          "VACUUM INTO 'copy.db'",
          "REINDEX",
          "ANALYZE",
          "EXPLAIN SELECT 1",
          "EXPLAIN QUERY PLAN SELECT 1",
          "SELECT load_extension('x')",
          "SELECT sqlite_version()",
          "SELECT last_insert_rowid()",
          "SELECT changes()",
          "SELECT zeroblob(1000000000)",
          "SELECT fts3_tokenizer('x')",
          "SELECT sqlite_compileoption_get(1)"});
}

TEST_F(TableAccessTest, HostHasNoLimits) {
    database().write_and_wait([](Connection& connection) {
        EXPECT_EQ(connection.query("SELECT password FROM people WHERE id = 'p1'", {}, {Type::text}).text(0, 0), "hash");
        EXPECT_EQ(connection.execute("DELETE FROM keys"), 1);
        return true;
    });
}

TEST_F(TableAccessTest, OnesKeptStatementIsNotAnothers) {
    const std::string sql = "SELECT password FROM people WHERE id = 'p1'";
    const auto types = std::vector{Type::text};
    database().read([&](Connection& connection) {
        EXPECT_EQ(connection.query(TableAccess::host(), sql, {}, types).size(), 1u);
        EXPECT_EQ(refusal_of([&] { connection.query(access_, sql, {}, types); }), ErrorKind::denied);
        EXPECT_EQ(connection.query(TableAccess::host(), sql, {}, types).size(), 1u);
        // One made where another stood has its address, and nothing else of it.
        std::optional<TableAccess> place;
        place.emplace("wide", std::map<std::string, TableColumns, std::less<>>{{"people", {.read = {"id", "password"}}}});
        EXPECT_EQ(connection.query(*place, sql, {}, types).size(), 1u);
        place.emplace("narrow", std::map<std::string, TableColumns, std::less<>>{{"people", {.read = {"id"}}}});
        EXPECT_EQ(refusal_of([&] { connection.query(*place, sql, {}, types); }), ErrorKind::denied);
    });
}

TEST_F(TableAccessTest, HoldsAfterTheSchemaChanged) {
    const auto read = [&](Connection& connection) { return columns_of(connection, "SELECT id, name FROM people"); };
    database().read([&](Connection& connection) {
        EXPECT_EQ(read(connection), 2u);
        execute("ALTER TABLE people ADD COLUMN colour TEXT");
        EXPECT_EQ(read(connection), 2u);
        execute("ALTER TABLE people RENAME COLUMN name TO nickname");
        execute("ALTER TABLE people RENAME COLUMN password TO name");
        EXPECT_EQ(read(connection), 2u);
        execute("DROP TABLE numbers");
        execute("ALTER TABLE people RENAME TO numbers");
        execute("CREATE VIEW people AS SELECT id, nickname AS name FROM numbers");
        EXPECT_THROW(read(connection), Error);  // prepared anew, and refused anew: `numbers` is not declared
    });
}

TEST_F(TableAccessTest, WritesThatReadNeedToSaySo) {
    const TableAccess writes{"x", {{"keys", {.write = {"id", "owner", "status"}}}}};
    database().write_and_wait([&](Connection& connection) {
        const auto run = [&](std::string_view sql) { connection.query(writes, sql, {}, {}); };
        run("UPDATE keys SET status = 'x'");
        for (const auto* sql :
             {"INSERT INTO keys (id, owner) VALUES ('k9', 'p1')",  // the foreign key looks into people
              "UPDATE keys SET status = 'x' WHERE id = 'k1'", "INSERT INTO keys (id) VALUES ('k1') ON CONFLICT (id) DO NOTHING"})
            EXPECT_EQ(refusal_of([&] { run(sql); }), ErrorKind::denied) << sql;
        return true;
    });
}

TEST(TableAccess, NeedsAnOwner) {
    EXPECT_THROW(TableAccess("", {}), std::invalid_argument);
    EXPECT_TRUE(TableAccess::host().unlimited());
    EXPECT_FALSE(TableAccess("x", {}).unlimited());
}

}  // namespace
}  // namespace mortise::storage

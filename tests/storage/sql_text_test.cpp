#include "storage/sql_text.hpp"

#include <gmock/gmock.h>

namespace mortise::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SqlText, KnowsTheVerb) {
    EXPECT_EQ(read_sql("select 1").verb, Verb::select);
    EXPECT_EQ(read_sql(" /* x */ -- y\n VALUES (1)").verb, Verb::select);
    EXPECT_EQ(read_sql("WITH a AS (INSERT), update_ AS (DELETE) UPDATE t SET x = 1").verb, Verb::update);
    EXPECT_EQ(read_sql("DELETE FROM t").verb, Verb::erase);
    EXPECT_EQ(read_sql("REPLACE INTO t (x) VALUES (1)").verb, Verb::insert);
    EXPECT_EQ(read_sql("EXPLAIN SELECT 1").verb, Verb::other);
    EXPECT_EQ(read_sql("\"select\" 1").verb, Verb::other);
    EXPECT_EQ(read_sql("WITH a AS (SELECT 1)").verb, Verb::other);
    EXPECT_EQ(read_sql("").verb, Verb::other);
}

TEST(SqlText, KnowsOneStatement) {
    for (const auto* sql : {"SELECT 1", "SELECT 1;", "SELECT 1 ; -- ;", "SELECT ';'", "SELECT \";\"", "SELECT 1; /* ; */"})
        EXPECT_TRUE(read_sql(sql).single) << sql;
    for (const auto* sql : {"SELECT 1; SELECT 2", ";", "", "SELECT 1;;", "SELECT '' ; 'x", "SELECT 1; /* */ x"})
        EXPECT_FALSE(read_sql(sql).single) << sql;
    EXPECT_FALSE(read_sql(std::string_view{"SELECT 1\0; DROP", 15}).single);
}

TEST(SqlText, ReadsTheColumnsOfAnInsert) {
    const auto text = read_sql("WITH x AS (SELECT 1) INSERT INTO \"My\"\"Table\" AS t ( a, [B c], `d`, 'E' ) SELECT 1");
    EXPECT_EQ(text.insert_table, "my\"table");
    EXPECT_THAT(text.insert_columns, ElementsAre("a", "b c", "d", "e"));
}

TEST(SqlText, IsSilentAboutColumnsItCannotBeSureOf) {
    for (const auto* sql : {"INSERT INTO t VALUES (1)", "INSERT INTO t SELECT 1", "INSERT INTO t DEFAULT VALUES",
                            "INSERT INTO main.t (a) VALUES (1)", "INSERT INTO t (a", "INSERT INTO t (a,) VALUES (1)",
                            "INSERT INTO t () VALUES ()", "INSERT INTO t (a b) VALUES (1)", "INSERT t (a) VALUES (1)",
                            "INSERT INTO", "INSERT", "INSERT OR", "INSERT INTO t AS"}) {
        EXPECT_THAT(read_sql(sql).insert_table, IsEmpty()) << sql;
        EXPECT_THAT(read_sql(sql).insert_columns, IsEmpty()) << sql;
    }
}

TEST(SqlText, SeesConflictClausesAndUnnamedJoins) {
    EXPECT_TRUE(read_sql("INSERT OR IGNORE INTO t (a) VALUES (1)").conflict_clause);
    EXPECT_TRUE(read_sql("update or abort t set a = 1").conflict_clause);
    EXPECT_TRUE(read_sql("REPLACE INTO t (a) VALUES (1)").conflict_clause);
    EXPECT_FALSE(read_sql("SELECT a OR replace(a, 'x', 'y') FROM t").conflict_clause);
    EXPECT_TRUE(read_sql("SELECT 1 FROM a Natural JOIN b").unnamed_join);
    EXPECT_TRUE(read_sql("SELECT 1 WHERE 1 IN (SELECT 1 FROM a JOIN b using(x))").unnamed_join);
    EXPECT_FALSE(read_sql("SELECT 'using', \"natural\", :using FROM t").unnamed_join);
}

TEST(SqlText, KnowsWhatWithDefines) {
    EXPECT_THAT(read_sql("WITH RECURSIVE A(x, y) AS NOT MATERIALIZED (SELECT 1), \"b\" AS (SELECT CAST(1 AS TEXT)) SELECT 1 AS c")
                    .with_names,
                ElementsAre("a", "b"));
    EXPECT_THAT(read_sql("SELECT 1 AS x FROM (SELECT 1) AS y").with_names, IsEmpty());
}

}  // namespace
}  // namespace mortise::storage

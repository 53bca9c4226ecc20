// mortise.storage/1.
#include <array>
#include <cstddef>

#include "conformance.hpp"

namespace conformance {
namespace {

class StorageConformance : public Conformance {
protected:
    StorageConformance() { rows.struct_size = sizeof rows; }
    mortise_status status_of_query(std::string_view sql, const std::vector<mortise_parameter>& parameters = {},
                                   const std::vector<std::uint32_t>& columns = {}) {
        return status_of([&](const Side& side) { return query(side, sql, parameters, columns, &rows); });
    }
    mortise_rows rows{};
};

TEST_P(StorageConformance, LendsRowsUntilTheHandlerReturns) {
    run([&](const Side& side) {
        EXPECT_EQ(query(side, "SELECT name, 7, 0.5, NULL FROM users ORDER BY name", {},
                        {MORTISE_TEXT, MORTISE_I64, MORTISE_F64, MORTISE_TEXT}, &rows),
                  MORTISE_OK);
        const auto first = rows;
        EXPECT_EQ(query(side, "SELECT id FROM users", {}, {MORTISE_TEXT}, &rows), MORTISE_OK);
        EXPECT_EQ(first.row_count, 3u);
        EXPECT_EQ(first.column_count, 4u);
        const auto* row = first.values + 2 * first.column_count;
        EXPECT_EQ(row[0].type, MORTISE_TEXT);
        EXPECT_EQ(std::string_view(row[0].as.data, row[0].size), "Olivia");
        EXPECT_EQ(row[1].type, MORTISE_I64);
        EXPECT_EQ(row[1].as.i64, 7);
        EXPECT_EQ(row[1].size, 0u);
        EXPECT_EQ(row[2].type, MORTISE_F64);
        EXPECT_EQ(row[2].as.f64, 0.5);
        EXPECT_EQ(row[3].type, MORTISE_NULL);
        return answer(side);
    });
}

TEST_P(StorageConformance, GivesParametersByName) {
    auto real = number_parameter("real", 0), nothing = number_parameter("nothing", 0);
    real.value.type = MORTISE_F64;
    real.value.as.f64 = 1.5;
    nothing.value.type = MORTISE_NULL;
    const std::vector<mortise_parameter> parameters{text_parameter("name", "x"), nothing, real, number_parameter("number", 3)};
    run([&](const Side& side) {
        EXPECT_EQ(query(side, "SELECT :number, :real, :nothing, :name, :number", parameters,
                        {MORTISE_I64, MORTISE_F64, MORTISE_TEXT, MORTISE_TEXT, MORTISE_I64}, &rows),
                  MORTISE_OK);
        EXPECT_EQ(rows.values[0].as.i64, 3);
        EXPECT_EQ(rows.values[1].as.f64, 1.5);
        EXPECT_EQ(rows.values[2].type, MORTISE_NULL);
        EXPECT_EQ(std::string_view(rows.values[3].as.data, rows.values[3].size), "x");
        EXPECT_EQ(rows.values[4].as.i64, 3);
        return answer(side);
    });
    EXPECT_EQ(status_of_query("SELECT :a", {}, {MORTISE_TEXT}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT 1", {text_parameter("a", "x")}, {MORTISE_I64}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT :a", {text_parameter("a", "x"), text_parameter("a", "x")}, {MORTISE_TEXT}),
              MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT :A", {text_parameter("a", "x")}, {MORTISE_TEXT}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT ?", {text_parameter("a", "x")}, {MORTISE_TEXT}), MORTISE_E_INVALID);
}

TEST_P(StorageConformance, SaysWhatIsWrongWithAStatement) {
    EXPECT_EQ(status_of_query("SELECT FROM WHERE"), MORTISE_E_INVALID);
    EXPECT_FALSE(said.empty());
    EXPECT_EQ(status_of_query("SELECT name FROM users", {}, {MORTISE_TEXT, MORTISE_TEXT}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT 1; SELECT 2", {}, {MORTISE_I64}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("UPDATE users SET name = NULL"), MORTISE_E_CONFLICT);
    EXPECT_EQ(status_of_query("SELECT 1;", {}, {MORTISE_I64}), MORTISE_OK);
}

TEST_P(StorageConformance, ChecksItsArguments) {
    auto wrong = text_parameter("a", "x");
    wrong.value.type = MORTISE_BLOB;
    EXPECT_EQ(status_of_query("SELECT :a", {wrong}, {MORTISE_TEXT}), MORTISE_E_UNSUPPORTED);
    wrong.value.type = 99;
    EXPECT_EQ(status_of_query("SELECT :a", {wrong}, {MORTISE_TEXT}), MORTISE_E_INVALID);
    wrong = text_parameter("a", {nullptr, 0});
    wrong.value.size = 5;
    EXPECT_EQ(status_of_query("SELECT :a", {wrong}, {MORTISE_TEXT}), MORTISE_E_INVALID) << "a text at null";
    EXPECT_EQ(status_of_query("SELECT 1", {}, {MORTISE_BLOB}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query(std::string(64 * 1024 + 1, ' ')), MORTISE_E_LIMIT);
    const auto raw = [&](bool with_ctx, std::uint64_t parameters, std::uint64_t columns) {
        return status_of([&](const Side& side) {
            const auto* storage = find_extension<mortise_storage_v1>(side, MORTISE_EXT_STORAGE);
            return storage->query(with_ctx ? storage->ctx : nullptr, side.call.handle, abi("SELECT 1"), nullptr, parameters,
                                  nullptr, columns, &rows);
        });
    };
    EXPECT_EQ(raw(true, 1, 0), MORTISE_E_INVALID);
    EXPECT_EQ(raw(true, 0, 1), MORTISE_E_INVALID);
    EXPECT_EQ(raw(false, 0, 0), MORTISE_E_INVALID);
}

TEST_P(StorageConformance, DeniesWhatIsNotDeclared) {
    const std::pair<const char*, std::vector<std::uint32_t>> denied[] = {
        {"SELECT status FROM users", {MORTISE_TEXT}},
        {"SELECT count(*) FROM memberships", {MORTISE_I64}},
        {"SELECT 1 FROM users WHERE status = 'ACTIVE'", {MORTISE_I64}},
        {"UPDATE users SET email = 'x'", {}},
        {"UPDATE users SET name = 'x' WHERE status = 'ACTIVE'", {}},
        {"DELETE FROM users", {}},
        {"INSERT INTO users (id, name) VALUES ('x', 'x')", {}},
        {"INSERT INTO users VALUES ('x', 'x')", {}},
        {"INSERT OR REPLACE INTO probe_notes (id, workspace_id, note) VALUES ('x', 'x', 'x')", {}},
        {"REPLACE INTO probe_notes (id, workspace_id, note) VALUES ('x', 'x', 'x')", {}},
        {"SELECT a.id FROM users AS a NATURAL JOIN workspaces AS b", {MORTISE_TEXT}},
        {"BEGIN", {}},
        {"COMMIT", {}},
        {"PRAGMA query_only", {MORTISE_I64}},
        {"CREATE TABLE probe_more (id TEXT)", {}},
        {"DROP TABLE probe_notes", {}},
        {"ATTACH 'x' AS y", {}},
        {"SELECT name FROM sqlite_schema", {MORTISE_TEXT}}};
    for (const auto& [sql, columns] : denied) {
        EXPECT_EQ(status_of_query(sql, {}, columns), MORTISE_E_DENIED) << sql;
        EXPECT_FALSE(said.empty());
    }
    EXPECT_EQ(status_of_query("WITH few AS (SELECT name FROM users) SELECT count(*) FROM few", {}, {MORTISE_I64}), MORTISE_OK);
    EXPECT_EQ(status_of_query("SELECT count(*) FROM users", {}, {MORTISE_I64}), MORTISE_OK);
}

TEST_P(StorageConformance, DeniesWritingWhereTheRequestReads) {
    given.does = Does::read;
    EXPECT_EQ(status_of_query("UPDATE users SET name = 'x'"), MORTISE_E_DENIED);
    EXPECT_EQ(status_of_query("DELETE FROM probe_notes"), MORTISE_E_DENIED);
    EXPECT_EQ(status_of_query("SELECT name FROM users", {}, {MORTISE_TEXT}), MORTISE_OK);
    EXPECT_EQ(rows.row_count, 3u);
}

TEST_P(StorageConformance, CountsWhatItChanged) {
    EXPECT_EQ(status_of_query("UPDATE users SET name = 'Everybody'"), MORTISE_OK);
    EXPECT_EQ(rows.affected, 3u);
    EXPECT_EQ(host().value("SELECT name FROM users"), "Everybody");
    EXPECT_EQ(status_of_query("UPDATE users SET name = 'Nobody' WHERE id = 'x'"), MORTISE_OK);
    EXPECT_EQ(rows.affected, 0u);
    EXPECT_EQ(status_of_query("UPDATE users SET name = 'Some' RETURNING id", {}, {MORTISE_TEXT}), MORTISE_OK);
    EXPECT_EQ(rows.row_count, 3u);
    EXPECT_EQ(rows.affected, 3u);
    EXPECT_EQ(status_of_query("SELECT name FROM users", {}, {MORTISE_TEXT}), MORTISE_OK);
    EXPECT_EQ(rows.affected, 0u);
}

TEST_P(StorageConformance, SeesItsOwnUnit) {
    run([&](const Side& side) {
        EXPECT_EQ(query(side, "INSERT INTO probe_notes (id, workspace_id, note) VALUES ('n', :workspace, 'x')",
                        {text_parameter("workspace", id("acme"))}),
                  MORTISE_OK);
        EXPECT_EQ(query(side, "SELECT note FROM probe_notes", {}, {MORTISE_TEXT}, &rows), MORTISE_OK);
        EXPECT_EQ(rows.row_count, 1u);
        return answer(side, 404);
    });
    EXPECT_EQ(host().value("SELECT count(*) FROM probe_notes"), "0");
    EXPECT_EQ(status_of_query("INSERT INTO probe_notes (id, workspace_id, note) VALUES ('n', 'nowhere', 'x')"),
              MORTISE_E_CONFLICT)
        << "a foreign key";
}

TEST_P(StorageConformance, HasLimits) {
    constexpr auto many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) SELECT i FROM n";
    EXPECT_EQ(status_of_query(many, {number_parameter("most", 10'000)}, {MORTISE_I64}), MORTISE_OK);
    EXPECT_EQ(rows.row_count, 10'000u);
    EXPECT_EQ(status_of_query(many, {number_parameter("most", 10'001)}, {MORTISE_I64}), MORTISE_E_LIMIT);
    run([&](const Side& side) {
        for (int i = 0; i < 1'000; ++i) EXPECT_EQ(query(side, "SELECT 1", {}, {MORTISE_I64}), MORTISE_OK);
        EXPECT_EQ(query(side, "SELECT 1", {}, {MORTISE_I64}), MORTISE_E_LIMIT);
        return answer(side);
    });
}

// What an older plugin did not ask for is not written over what stands behind its struct.
TEST_P(StorageConformance, WritesNoFurtherThanTheSizeItWasGiven) {
    for (std::uint64_t size = 0; size <= sizeof(mortise_rows); size += 8) {
        std::array<std::uint64_t, sizeof(mortise_rows) / 8 + 1> memory;
        memory.fill(0xabababababababab);
        memory[0] = size;
        const auto status = status_of([&](const Side& side) {
            return query(side, "SELECT name FROM users", {}, {MORTISE_TEXT}, reinterpret_cast<mortise_rows*>(memory.data()));
        });
        EXPECT_EQ(status, size < 8 ? MORTISE_E_INVALID : MORTISE_OK);
        for (std::size_t word = std::max<std::size_t>(size / 8, 1); word < memory.size(); ++word)
            EXPECT_EQ(memory[word], 0xabababababababab) << size << " " << word;
        constexpr auto row_count = offsetof(mortise_rows, row_count);
        EXPECT_EQ(memory[row_count / 8], size > row_count ? 3u : 0xabababababababab);
    }
}

INSTANTIATE_TEST_SUITE_P(Fake, StorageConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, StorageConformance, ::testing::Values(make_real_host), of_host);

}  // namespace
}  // namespace conformance

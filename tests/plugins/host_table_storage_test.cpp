#include <gmock/gmock.h>

#include <array>
#include <cstddef>

#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

class HostTableStorage : public WithHostTable {
protected:
    HostTableStorage() { rows.struct_size = sizeof rows; }

    static mortise_parameter parameter(std::string_view name, std::string_view value) {
        mortise_parameter parameter{};
        parameter.name = abi(name);
        parameter.value.type = MORTISE_TEXT;
        parameter.value.as.data = value.data();
        parameter.value.size = value.size();
        return parameter;
    }
    mortise_status query(const mortise_call& call, std::string_view sql, std::vector<mortise_parameter> parameters = {},
                         std::vector<std::uint32_t> columns = {}) {
        const auto& storage = extension<mortise_storage_v1>(MORTISE_EXT_STORAGE);
        return storage.query(storage.ctx, call.handle, abi(sql), parameters.data(), parameters.size(), columns.data(),
                             columns.size(), &rows);
    }
    mortise_status status_of_query(std::string_view sql, std::vector<mortise_parameter> parameters = {},
                                   std::vector<std::uint32_t> columns = {}) {
        return status_of([&](const mortise_call& call) { return query(call, sql, parameters, columns); });
    }

    mortise_rows rows{};
};

TEST_F(HostTableStorage, LendsRowsUntilTheHandlerReturns) {
    run([&](const mortise_call& call) {
        EXPECT_EQ(query(call, "SELECT name, 7, 0.5, NULL FROM users ORDER BY name", {},
                        {MORTISE_TEXT, MORTISE_I64, MORTISE_F64, MORTISE_TEXT}),
                  MORTISE_OK);
        const auto first = rows;
        EXPECT_EQ(query(call, "SELECT id FROM users", {}, {MORTISE_TEXT}), MORTISE_OK);
        EXPECT_EQ(first.row_count, 3u);
        EXPECT_EQ(first.column_count, 4u);
        const auto* row = first.values + first.column_count;
        EXPECT_EQ(row[0].type, MORTISE_TEXT);
        EXPECT_EQ(std::string_view(row[0].as.data, row[0].size), "Mia");
        EXPECT_EQ(row[1].type, MORTISE_I64);
        EXPECT_EQ(row[1].as.i64, 7);
        EXPECT_EQ(row[2].type, MORTISE_F64);
        EXPECT_EQ(row[2].as.f64, 0.5);
        EXPECT_EQ(row[3].type, MORTISE_NULL);
        return answer(call);
    });
}

TEST_F(HostTableStorage, BindsByName) {
    mortise_parameter number{};
    number.name = abi("number");
    number.value.type = MORTISE_I64;
    number.value.as.i64 = 3;
    mortise_parameter real = number, nothing = number;
    real.name = abi("real");
    real.value.type = MORTISE_F64;
    real.value.as.f64 = 1.5;
    nothing.name = abi("nothing");
    nothing.value.type = MORTISE_NULL;
    run([&](const mortise_call& call) {
        EXPECT_EQ(query(call, "SELECT :number, :real, :nothing, :name", {parameter("name", "x"), nothing, real, number},
                        {MORTISE_I64, MORTISE_F64, MORTISE_TEXT, MORTISE_TEXT}),
                  MORTISE_OK);
        EXPECT_EQ(rows.values[0].as.i64, 3);
        EXPECT_EQ(rows.values[1].as.f64, 1.5);
        EXPECT_EQ(rows.values[2].type, MORTISE_NULL);
        EXPECT_EQ(std::string_view(rows.values[3].as.data, rows.values[3].size), "x");
        return answer(call);
    });
}

TEST_F(HostTableStorage, KeepsWhatASuccessWrote) {
    run([&](const mortise_call& call) {
        EXPECT_EQ(query(call, "UPDATE users SET name = :name", {parameter("name", "Everybody")}), MORTISE_OK);
        EXPECT_EQ(rows.affected, 3u);
        return answer(call);
    });
    EXPECT_EQ(value("SELECT name FROM users"), "Everybody");
}

TEST_F(HostTableStorage, KeepsNothingOfAFailure) {
    for (const std::uint32_t status : {200u, 404u})
        run([&](const mortise_call& call) {
            query(call, "UPDATE users SET name = :name", {parameter("name", "Nobody")});
            answer(call, status);
            return status == 200 ? MORTISE_E_INTERNAL : MORTISE_OK;
        });
    EXPECT_EQ(value("SELECT count(*) FROM users WHERE name = 'Nobody'"), "0");
}

TEST_F(HostTableStorage, DeniesWhatTheManifestDoesNotDeclare) {
    EXPECT_EQ(status_of_query("SELECT password_hash FROM users", {}, {MORTISE_TEXT}), MORTISE_E_DENIED);
    EXPECT_EQ(status_of_query("SELECT token_hash FROM sessions", {}, {MORTISE_TEXT}), MORTISE_E_DENIED);
    EXPECT_EQ(status_of_query("UPDATE users SET email = 'x'"), MORTISE_E_DENIED);
    EXPECT_EQ(status_of_query("DELETE FROM users"), MORTISE_E_DENIED);
    EXPECT_FALSE(said.empty());
}

TEST_F(HostTableStorage, DeniesWritingWhereTheRequestReads) {
    const auto output = run_reading([&](const mortise_call& call) {
        EXPECT_EQ(query(call, "UPDATE users SET name = 'x'"), MORTISE_E_DENIED);
        return answer(call);
    });
    EXPECT_EQ(output.response.status, 200);
}

TEST_F(HostTableStorage, SaysWhatIsWrongWithAStatement) {
    EXPECT_EQ(status_of_query("SELECT FROM WHERE"), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT :a", {}, {MORTISE_TEXT}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("SELECT 1", {parameter("a", "x")}, {MORTISE_I64}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of_query("UPDATE users SET name = NULL"), MORTISE_E_CONFLICT);
}

TEST_F(HostTableStorage, GivesTenThousandRowsAtMost) {
    constexpr std::string_view many =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) SELECT i FROM n";
    const auto rows_of = [&](std::int64_t most) {
        mortise_parameter limit{};
        limit.name = abi("most");
        limit.value.type = MORTISE_I64;
        limit.value.as.i64 = most;
        return status_of_query(many, {limit}, {MORTISE_I64});
    };
    EXPECT_EQ(rows_of(10'000), MORTISE_OK);
    EXPECT_EQ(rows.row_count, 10'000u);
    EXPECT_EQ(rows_of(10'001), MORTISE_E_LIMIT);
}

TEST_F(HostTableStorage, RunsAThousandStatementsAtMost) {
    run([&](const mortise_call& call) {
        for (int i = 0; i < 1'000; ++i) EXPECT_EQ(query(call, "SELECT 1", {}, {MORTISE_I64}), MORTISE_OK);
        EXPECT_EQ(query(call, "SELECT 1", {}, {MORTISE_I64}), MORTISE_E_LIMIT);
        return answer(call);
    });
}

TEST_F(HostTableStorage, ChecksItsArguments) {
    mortise_parameter wrong{};
    wrong.name = abi("a");
    wrong.value.type = MORTISE_BLOB;
    EXPECT_EQ(status_of_query("SELECT :a", {wrong}, {MORTISE_TEXT}), MORTISE_E_UNSUPPORTED);
    wrong.value.type = 99;
    EXPECT_EQ(status_of_query("SELECT :a", {wrong}, {MORTISE_TEXT}), MORTISE_E_INVALID);
    wrong.value.type = MORTISE_TEXT;
    wrong.value.size = 5;
    EXPECT_EQ(status_of_query("SELECT :a", {wrong}, {MORTISE_TEXT}), MORTISE_E_INVALID) << "a text at null";
    EXPECT_EQ(status_of_query("SELECT 1", {}, {MORTISE_BLOB}), MORTISE_E_INVALID);
    EXPECT_EQ(status_of([&](const mortise_call& call) {
                  const auto& storage = extension<mortise_storage_v1>(MORTISE_EXT_STORAGE);
                  return storage.query(storage.ctx, call.handle, abi("SELECT 1"), nullptr, 1, nullptr, 0, &rows);
              }),
              MORTISE_E_INVALID);
    EXPECT_EQ(status_of([&](const mortise_call& call) {
                  const auto& storage = extension<mortise_storage_v1>(MORTISE_EXT_STORAGE);
                  return storage.query(nullptr, call.handle, abi("SELECT 1"), nullptr, 0, nullptr, 0, &rows);
              }),
              MORTISE_E_INVALID);
}

// What an older plugin did not ask for is not written over what stands behind its struct.
TEST_F(HostTableStorage, WritesNoFurtherThanTheSizeItWasGiven) {
    for (std::uint64_t size = 0; size <= sizeof(mortise_rows); size += 8) {
        std::array<std::uint64_t, sizeof(mortise_rows) / 8 + 1> memory;
        memory.fill(0xabababababababab);
        memory[0] = size;
        const auto status = status_of([&](const mortise_call& call) {
            const auto& storage = extension<mortise_storage_v1>(MORTISE_EXT_STORAGE);
            const std::uint32_t column = MORTISE_TEXT;
            return storage.query(storage.ctx, call.handle, abi("SELECT name FROM users"), nullptr, 0, &column, 1,
                                 reinterpret_cast<mortise_rows*>(memory.data()));
        });
        EXPECT_EQ(status, size < 8 ? MORTISE_E_INVALID : MORTISE_OK);
        for (std::size_t word = std::max<std::size_t>(size / 8, 1); word < memory.size(); ++word)
            EXPECT_EQ(memory[word], 0xabababababababab) << size << " " << word;
        constexpr auto row_count = offsetof(mortise_rows, row_count);
        EXPECT_EQ(memory[row_count / 8], size > row_count ? 3u : 0xabababababababab);
    }
}

}  // namespace
}  // namespace mortise::plugins

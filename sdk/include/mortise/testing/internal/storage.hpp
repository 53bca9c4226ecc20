// mortise.storage/1: SQL in the call's unit.
#pragma once

#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline Cell cell_argument(const mortise_value& value) {
    switch (value.type) {
        case MORTISE_NULL: return {};
        case MORTISE_I64: return value.as.i64;
        case MORTISE_F64: return value.as.f64;
        case MORTISE_TEXT: return std::string{text_argument({value.as.data, value.size}, "a parameter", 8u << 20)};
        case MORTISE_BLOB: throw Failure{MORTISE_E_UNSUPPORTED, "blobs are not stored; keep them as hexadecimal text"};
        default: throw Failure{MORTISE_E_INVALID, "a parameter is of an unknown type"};
    }
}

inline mortise_value lent_cell(Memory& memory, const Cell& cell) {
    mortise_value value{};
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        value.type = MORTISE_I64;
        value.as.i64 = *number;
    } else if (const auto* real = std::get_if<double>(&cell)) {
        value.type = MORTISE_F64;
        value.as.f64 = *real;
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        value.type = MORTISE_TEXT;
        value.as.data = memory.text(*text).data;
        value.size = text->size();
    }
    return value;
}

inline mortise_status query(void* ctx, std::uint64_t handle, mortise_str sql, const mortise_parameter* parameters,
                            std::uint64_t parameter_count, const std::uint32_t* columns, std::uint64_t column_count,
                            mortise_rows* wanted) noexcept {
    const auto describe = [&](ServiceCall& note) {
        about(sql)(note);
        note.writes = changes(words_of(note.detail));
    };
    return service(ctx, "storage.query", describe, [&](State& state) {
        auto& call = RunningCall::in_time(state, handle);
        const auto text = text_argument(sql, "the statement", 64 * 1024);
        if (parameter_count > 999 || (parameter_count != 0 && !parameters))
            throw Failure{MORTISE_E_INVALID, "the list of parameters is too long, or null"};
        if (column_count > 200 || (column_count != 0 && !columns))
            throw Failure{MORTISE_E_INVALID, "the list of columns is too long, or null"};
        std::vector<SqlParameter> given;
        for (std::uint64_t i = 0; i < parameter_count; ++i)
            given.push_back(
                {std::string{text_argument(parameters[i].name, "a parameter's name", 128)}, cell_argument(parameters[i].value)});
        for (std::uint64_t i = 0; i < column_count; ++i)
            if (columns[i] != MORTISE_I64 && columns[i] != MORTISE_F64 && columns[i] != MORTISE_TEXT)
                throw Failure{MORTISE_E_INVALID, "a column is wanted as something else than I64, F64 or TEXT"};
        if (++call.statements > 1'000) throw Failure{MORTISE_E_LIMIT, "more than 1000 statements in one call"};
        const auto found = call.database().query({text,
                                                  given,
                                                  {columns, static_cast<std::size_t>(column_count)},
                                                  call.input().reads() ? Access::read : Access::write});
        if (found.rows.size() > 10'000) throw Failure{MORTISE_E_LIMIT, "more than 10000 rows"};
        if (!wanted) return;
        std::vector<mortise_value> values;
        for (const auto& row : found.rows)
            for (const auto& cell : row) values.push_back(lent_cell(call.memory(), cell));
        fill_struct(wanted,
                    {.struct_size = sizeof(mortise_rows),
                     .values = call.memory().list(values),
                     .row_count = found.rows.size(),
                     .column_count = column_count,
                     .affected = found.affected},
                    "rows");
    });
}

}  // namespace mortise::inline v1_0::testing::internal

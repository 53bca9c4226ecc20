#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_statement = 64 * 1024, longest_parameter_name = 128, longest_text = 8u << 20;
constexpr std::uint64_t most_parameters = 999, most_columns = 200;

storage::Value value_argument(const mortise_value& value) {
    switch (value.type) {
        case MORTISE_NULL: return std::monostate{};
        case MORTISE_I64: return value.as.i64;
        case MORTISE_F64: return value.as.f64;
        case MORTISE_TEXT: return text_argument({value.as.data, value.size}, "a parameter", longest_text);
        case MORTISE_BLOB: throw HostFailure{MORTISE_E_UNSUPPORTED, "blobs are not stored; keep them as hexadecimal text"};
        default: throw HostFailure{MORTISE_E_INVALID, "a parameter is of an unknown type"};
    }
}

storage::Type type_argument(std::uint32_t type) {
    switch (type) {
        case MORTISE_I64: return storage::Type::integer;
        case MORTISE_F64: return storage::Type::real;
        case MORTISE_TEXT: return storage::Type::text;
        default: throw HostFailure{MORTISE_E_INVALID, "a column is wanted as something else than I64, F64 or TEXT"};
    }
}

void fill_parameters(std::vector<storage::Parameter>& parameters, const mortise_parameter* given, std::uint64_t count) {
    if (count > most_parameters || (count != 0 && !given))
        throw HostFailure{MORTISE_E_INVALID, "the list of parameters is too long, or null"};
    parameters.clear();
    for (std::uint64_t i = 0; i < count; ++i)
        parameters.push_back({text_argument(given[i].name, "a parameter's name", longest_parameter_name), value_argument(given[i].value)});
}

void fill_columns(std::vector<storage::Type>& columns, const std::uint32_t* given, std::uint64_t count) {
    if (count > most_columns || (count != 0 && !given))
        throw HostFailure{MORTISE_E_INVALID, "the list of columns is too long, or null"};
    columns.clear();
    for (std::uint64_t i = 0; i < count; ++i) columns.push_back(type_argument(given[i]));
}

mortise_status query(void* ctx, std::uint64_t handle, mortise_str sql, const mortise_parameter* parameters,
                     std::uint64_t parameter_count, const std::uint32_t* columns, std::uint64_t column_count,
                     mortise_rows* wanted) noexcept {
    return fenced([&] {
        auto& table = HostTable::of(ctx);
        auto& call = RunningCall::in_time(table, handle);
        const auto statement = text_argument(sql, "the statement", longest_statement);
        fill_parameters(call.parameters(), parameters, parameter_count);
        fill_columns(call.columns(), columns, column_count);
        call.count_query();
        auto rows = call.input().connection.query(table.tables(), statement, call.parameters(), call.columns());
        call.output().changes += static_cast<std::uint64_t>(rows.affected());
        if (!wanted) return;
        mortise_rows found{.struct_size = sizeof(mortise_rows),
                           .values = nullptr,
                           .row_count = rows.size(),
                           .column_count = rows.columns(),
                           .affected = static_cast<std::uint64_t>(rows.affected())};
        if (!rows.empty()) found.values = call.lend(std::move(rows));
        fill_struct(wanted, found, "rows");
    });
}

}  // namespace

mortise_storage_v1 storage_extension(HostTable& table) { return {sizeof(mortise_storage_v1), &table, query}; }

}  // namespace mortise::plugins

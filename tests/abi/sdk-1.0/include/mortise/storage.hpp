// SQL inside the call's unit of work, limited to the tables and columns that the manifest declares. The host begins the unit
// with the first statement and commits it when the answer is below 400. One SQL text serves SQLite and PostgreSQL.
//
//     struct Running { std::string_view id; Instant started_at; };
//     for (const auto& running : storage.query<Running>(sql, arg("workspace", id))) ...
#pragma once

#include <mortise/argument.hpp>
#include <mortise/host.hpp>
#include <mortise/row.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mortise::inline v1_0 {

class Storage {
public:
    Storage(const Host& host, std::uint64_t call) noexcept : host_{host}, call_{call} {}
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;

    // All rows, at most 10,000. See row.hpp for what a row may be.
    template <class R>
    std::vector<R> query(std::string_view sql, std::span<const Argument> arguments) const {
        const mortise_rows rows = run(sql, arguments, internal::Row<R>::types);
        std::vector<R> result;
        result.reserve(static_cast<std::size_t>(rows.row_count));
        for (std::uint64_t i = 0; i < rows.row_count; ++i)
            result.push_back(internal::Row<R>::read(rows.values + i * internal::Row<R>::types.size()));
        return result;
    }
    template <class R, std::same_as<Argument>... Arguments>
    std::vector<R> query(std::string_view sql, const Arguments&... arguments) const {
        return query<R>(sql, std::span<const Argument>{std::array<Argument, sizeof...(arguments)>{arguments...}});
    }

    // The first row, if there is any.
    template <class R, std::same_as<Argument>... Arguments>
    std::optional<R> first(std::string_view sql, const Arguments&... arguments) const {
        const std::array<Argument, sizeof...(arguments)> all{arguments...};
        const mortise_rows rows = run(sql, all, internal::Row<R>::types);
        if (rows.row_count == 0) return std::nullopt;
        return internal::Row<R>::read(rows.values);
    }

    // For a statement without rows: how many it inserted, updated or deleted.
    template <std::same_as<Argument>... Arguments>
    std::uint64_t exec(std::string_view sql, const Arguments&... arguments) const {
        const std::array<Argument, sizeof...(arguments)> all{arguments...};
        return run(sql, all, {}).affected;
    }

private:
    mortise_rows run(std::string_view sql, std::span<const Argument> arguments, std::span<const std::uint32_t> types) const {
        mortise_rows rows{};
        rows.struct_size = sizeof rows;
        host_.storage_.run(&mortise_storage_v1::query, call_, to_abi(sql), arguments.data(), arguments.size(), types.data(),
                           types.size(), &rows);
        if (rows.row_count != 0 && rows.column_count != types.size())
            throw HostError{MORTISE_E_INTERNAL, "the host returned another number of columns than was asked for"};
        return rows;
    }

    const Host& host_;
    std::uint64_t call_;
};

}  // namespace mortise::inline v1_0

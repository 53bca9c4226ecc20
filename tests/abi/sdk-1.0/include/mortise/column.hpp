// How a C++ type reads one column of a result. Types that a row may be made of: bool, std::int64_t, double, std::string,
// std::string_view (valid until the handler returns), Instant, and std::optional of these. Only optionals take a null.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/instant.hpp>
#include <mortise/version.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mortise::inline v1_0::internal {

// A column that does not fit its type: a mistake in the plugin, for the log.
class ColumnMismatch final : public std::runtime_error {
public:
    ColumnMismatch(std::uint32_t wanted, std::uint32_t got)
        : std::runtime_error{"a column of type " + std::to_string(got) + " does not fit a member of type " + std::to_string(wanted)} {}
};

// What is behind `value`, which must be of type `wanted`.
inline const mortise_value& fit(const mortise_value& value, std::uint32_t wanted) {
    if (value.type != wanted) throw ColumnMismatch{wanted, value.type};
    return value;
}

template <class T>
struct Column;

template <>
struct Column<std::int64_t> {
    static constexpr std::uint32_t type = MORTISE_I64;
    static std::int64_t read(const mortise_value& value) { return fit(value, type).as.i64; }
};
template <>
struct Column<bool> {
    static constexpr std::uint32_t type = MORTISE_I64;
    static bool read(const mortise_value& value) { return fit(value, type).as.i64 != 0; }
};
template <>
struct Column<double> {
    static constexpr std::uint32_t type = MORTISE_F64;
    static double read(const mortise_value& value) { return fit(value, type).as.f64; }
};
template <>
struct Column<Instant> {
    static constexpr std::uint32_t type = MORTISE_I64;
    static Instant read(const mortise_value& value) { return Instant{fit(value, type).as.i64}; }
};
template <>
struct Column<std::string_view> {
    static constexpr std::uint32_t type = MORTISE_TEXT;
    static std::string_view read(const mortise_value& value) {
        return {fit(value, type).as.data, static_cast<std::size_t>(value.size)};
    }
};
template <>
struct Column<std::string> {
    static constexpr std::uint32_t type = MORTISE_TEXT;
    static std::string read(const mortise_value& value) { return std::string{Column<std::string_view>::read(value)}; }
};
template <class T>
struct Column<std::optional<T>> {
    static constexpr std::uint32_t type = Column<T>::type;
    static std::optional<T> read(const mortise_value& value) {
        if (value.type == MORTISE_NULL) return std::nullopt;
        return Column<T>::read(value);
    }
};

}  // namespace mortise::inline v1_0::internal

// A parameter of a statement: arg("workspace", request.workspace().id) for :workspace. Texts are borrowed until the statement
// has run, so make it where it is used.
#pragma once

#include <mortise/abi/storage.h>
#include <mortise/instant.hpp>
#include <mortise/text.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mortise::inline v1_0 {

inline mortise_value value_from(std::nullopt_t) noexcept { return {MORTISE_NULL, 0, {0}, 0}; }
inline mortise_value value_from(std::integral auto number) noexcept {
    return {MORTISE_I64, 0, {static_cast<std::int64_t>(number)}, 0};
}
inline mortise_value value_from(Instant instant) noexcept { return value_from(instant.microseconds()); }
inline mortise_value value_from(std::floating_point auto number) noexcept {
    mortise_value value{MORTISE_F64, 0, {0}, 0};
    value.as.f64 = number;
    return value;
}
inline mortise_value value_from(std::string_view text) noexcept {
    mortise_value value{MORTISE_TEXT, 0, {0}, text.size()};
    value.as.data = text.data() ? text.data() : "";
    return value;
}
template <class T>
mortise_value value_from(const std::optional<T>& value) noexcept {
    return value ? value_from(*value) : value_from(std::nullopt);
}

using Argument = mortise_parameter;

template <class T>
Argument arg(std::string_view name, const T& value) noexcept {
    return {to_abi(name), value_from(value)};
}

}  // namespace mortise::inline v1_0

// How a C++ type reads one row: an aggregate (its members in the order of the columns, up to twenty), a std::tuple, or a
// single value for a single column. The types are known at compile time and told to the host with the statement.
#pragma once

#include <mortise/column.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace mortise::inline v1_0::internal {

struct AnyMember {   // stands for a member of any type where only its number matters
    template <class T>
    operator T() const;
};

template <class T, std::size_t... Indices>
constexpr bool takes_members(std::index_sequence<Indices...>) {
    return requires { T{(static_cast<void>(Indices), AnyMember{})...}; };
}

template <class T, std::size_t Count = 20>
constexpr std::size_t member_count() {
    static_assert(Count > 0, "a row is an aggregate of up to twenty members, a std::tuple, or a single value");
    if constexpr (takes_members<T>(std::make_index_sequence<Count>{})) return Count;
    else return member_count<T, Count - 1>();
}

// The types of an aggregate's members, as a std::tuple. Never called.
template <class T>
auto member_types(T value) {
    constexpr auto count = member_count<T>();
    const auto types = []<class... Members>(Members&...) { return std::type_identity<std::tuple<Members...>>{}; };
    // clang-format off
    if constexpr (count == 1) { auto& [a] = value; return types(a); }
    else if constexpr (count == 2) { auto& [a, b] = value; return types(a, b); }
    else if constexpr (count == 3) { auto& [a, b, c] = value; return types(a, b, c); }
    else if constexpr (count == 4) { auto& [a, b, c, d] = value; return types(a, b, c, d); }
    else if constexpr (count == 5) { auto& [a, b, c, d, e] = value; return types(a, b, c, d, e); }
    else if constexpr (count == 6) { auto& [a, b, c, d, e, f] = value; return types(a, b, c, d, e, f); }
    else if constexpr (count == 7) { auto& [a, b, c, d, e, f, g] = value; return types(a, b, c, d, e, f, g); }
    else if constexpr (count == 8) { auto& [a, b, c, d, e, f, g, h] = value; return types(a, b, c, d, e, f, g, h); }
    else if constexpr (count == 9) { auto& [a, b, c, d, e, f, g, h, i] = value; return types(a, b, c, d, e, f, g, h, i); }
    else if constexpr (count == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = value; return types(a, b, c, d, e, f, g, h, i, j); }
    else if constexpr (count == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = value; return types(a, b, c, d, e, f, g, h, i, j, k); }
    else if constexpr (count == 12) { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l); }
    else if constexpr (count == 13) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m); }
    else if constexpr (count == 14) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n); }
    else if constexpr (count == 15) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o); }
    else if constexpr (count == 16) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p); }
    else if constexpr (count == 17) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q); }
    else if constexpr (count == 18) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r); }
    else if constexpr (count == 19) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s); }
    else { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = value; return types(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t); }
    // clang-format on
}

template <class T>
struct RowTypes {
    using type = typename decltype(member_types(std::declval<T>()))::type;
};
template <class... Ts>
struct RowTypes<std::tuple<Ts...>> {
    using type = std::tuple<Ts...>;
};
template <class T>
    requires requires { Column<T>::type; }
struct RowTypes<T> {
    using type = std::tuple<T>;
};

template <class T, class Types = typename RowTypes<T>::type>
struct Row;

template <class T, class... Ts>
struct Row<T, std::tuple<Ts...>> {
    static constexpr std::array<std::uint32_t, sizeof...(Ts)> types{Column<Ts>::type...};

    // `values` are as many as `types`.
    static T read(const mortise_value* values) {
        return [values]<std::size_t... Indices>(std::index_sequence<Indices...>) {
            return T{Column<Ts>::read(values[Indices])...};
        }(std::index_sequence_for<Ts...>{});
    }
};

}  // namespace mortise::inline v1_0::internal

// What stands around every function that a plugin may call: nothing is thrown across, every argument is checked before it is
// read, and the reason of a failure is kept for last_error. For the host_table files alone.
#pragma once

#include <mortise/abi/v1.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

namespace mortise::plugins {

// Thrown inside a host function; the fence makes the status and last_error of it.
struct HostFailure {
    mortise_status status = MORTISE_E_INTERNAL;
    std::string text;
};

// A rule of the host that forbids it now: MORTISE_E_REFUSED, and "reason: message" for last_error.
[[noreturn]] void refuse_rule(int status, std::string_view reason, std::string_view message);

// Turns the exception being handled into a status, and remembers its text on this thread.
mortise_status status_of_current_exception() noexcept;
mortise_str last_error_of_this_thread() noexcept;
void forget_last_error() noexcept;

template <class Work>
mortise_status fenced(const Work& work) noexcept {
    try {
        work();
        return MORTISE_OK;
    } catch (...) {
        return status_of_current_exception();
    }
}

inline std::string_view view_of(const mortise_str& text) noexcept { return {text.data, text.data ? text.size : 0}; }
inline mortise_str abi_text(std::string_view text) noexcept { return {text.empty() ? nullptr : text.data(), text.size()}; }

// A text handed in by a plugin: MORTISE_E_INVALID when it points nowhere, MORTISE_E_LIMIT when it is too long.
std::string_view text_argument(const mortise_str& text, const char* what, std::size_t longest);
// Characters of UTF-8; throws MORTISE_E_INVALID when it is none, or holds a NUL.
std::size_t characters_of(std::string_view text, const char* what);

// Members are whole multiples of eight bytes, texts cut in two read as absent.
constexpr std::uint64_t covered_size(std::uint64_t struct_size, std::uint64_t known) noexcept {
    return std::min(struct_size, known) & ~std::uint64_t{7};
}

// As much of a plugin's struct as its struct_size covers; the rest is zero.
template <class Struct>
Struct struct_argument(const Struct* given, const char* what) {
    if (!given || given->struct_size < sizeof given->struct_size)
        throw HostFailure{MORTISE_E_INVALID, std::string{what} + " is null, or its struct_size is not set"};
    Struct copy{};
    std::memcpy(static_cast<void*>(&copy), given, covered_size(given->struct_size, sizeof copy));
    return copy;
}

// Fills as much of a plugin's struct as its struct_size covers.
template <class Struct>
void fill_struct(Struct* wanted, const Struct& value, const char* what) {
    constexpr auto first = sizeof wanted->struct_size;
    if (!wanted || wanted->struct_size < first)
        throw HostFailure{MORTISE_E_INVALID, std::string{what} + " is null, or its struct_size is not set"};
    std::memcpy(reinterpret_cast<char*>(wanted) + first, reinterpret_cast<const char*>(&value) + first,
                covered_size(wanted->struct_size, sizeof value) - first);
}

}  // namespace mortise::plugins

#include "plugins/host_table_fence.hpp"

#include "plugins/host_table_call.hpp"
#include "storage/connection.hpp"

namespace mortise::plugins {
namespace {

thread_local std::string last_error_text;

void remember(std::string_view text) noexcept {
    try {
        last_error_text = text;
    } catch (...) {
        last_error_text.clear();
    }
}

void remember_refusal(const model::Problem& problem) noexcept {
    try {
        last_error_text = problem.reason + ": " + problem.message;
    } catch (...) {
        last_error_text.clear();
    }
}

mortise_status status_of(storage::ErrorKind kind) noexcept {
    switch (kind) {
        case storage::ErrorKind::constraint: return MORTISE_E_CONFLICT;
        case storage::ErrorKind::denied: return MORTISE_E_DENIED;
        case storage::ErrorKind::invalid: return MORTISE_E_INVALID;
        case storage::ErrorKind::too_many_rows: return MORTISE_E_LIMIT;
        case storage::ErrorKind::deadline: return MORTISE_E_DEADLINE;
        case storage::ErrorKind::full:
        case storage::ErrorKind::unavailable: return MORTISE_E_UNAVAILABLE;
        case storage::ErrorKind::other: break;
    }
    return MORTISE_E_INTERNAL;
}

}  // namespace

void refuse_rule(int status, std::string_view reason, std::string_view message) {
    model::Problem problem;
    problem.status = status;
    problem.code = status == 403 ? 4030 : status;
    problem.reason = reason;
    problem.message = message;
    throw model::Refusal{std::move(problem)};
}

mortise_status status_of_current_exception() noexcept {
    try {
        throw;
    } catch (const HostFailure& failure) {
        remember(failure.text);
        return failure.status;
    } catch (const storage::Error& error) {
        const auto status = status_of(error.kind());
        RunningCall::of_this_thread().note_storage_failure(status);
        remember(error.what());
        return status;
    } catch (const model::Refusal& refusal) {
        RunningCall::of_this_thread().note_refusal(refusal.problem());
        remember_refusal(refusal.problem());
        return MORTISE_E_REFUSED;
    } catch (const std::exception& error) {
        remember(error.what());
    } catch (...) {
        remember("an exception that is no std::exception");
    }
    return MORTISE_E_INTERNAL;
}

mortise_str last_error_of_this_thread() noexcept { return abi_text(last_error_text); }
void forget_last_error() noexcept { last_error_text.clear(); }

std::string_view text_argument(const mortise_str& text, const char* what, std::size_t longest) {
    if (!text.data && text.size != 0) throw HostFailure{MORTISE_E_INVALID, std::string{what} + " has a size and no bytes"};
    if (text.size > longest)
        throw HostFailure{MORTISE_E_LIMIT, std::string{what} + " is longer than " + std::to_string(longest) + " bytes"};
    return view_of(text);
}

std::size_t characters_of(std::string_view text, const char* what) {
    const auto invalid = [&] { return HostFailure{MORTISE_E_INVALID, std::string{what} + " is not UTF-8 text without NUL"}; };
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (lead == 0 || size == 0 || size > text.size() - at) throw invalid();
        char32_t point = size == 1 ? lead : lead & (0x7f >> size);
        for (std::size_t i = 1; i < size; ++i) {
            const auto next = static_cast<unsigned char>(text[at + i]);
            if ((next & 0xc0) != 0x80) throw invalid();
            point = (point << 6) | (next & 0x3f);
        }
        const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
        if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw invalid();
        at += size;
    }
    return characters;
}

}  // namespace mortise::plugins

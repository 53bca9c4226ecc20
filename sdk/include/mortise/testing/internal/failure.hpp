// What stands around every function of the fake host: nothing is thrown across, and the reason of a failure is kept for
// last_error.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/version.hpp>

#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::inline v1_0::testing::internal {

struct Refused {
    std::uint32_t status = 0, code = 0;
    std::string reason, message, field;
};

// Becomes the status of a host function, and its last_error.
struct Failure {
    mortise_status status = MORTISE_E_INTERNAL;
    std::string text;
    std::optional<Refused> refusal{};  // of MORTISE_E_REFUSED: the answer of a handler that returns it
};

inline std::string& last_error() noexcept {
    thread_local std::string text;
    return text;
}

[[noreturn]] inline void refuse_rule(std::uint32_t status, std::string_view reason, std::string_view message) {
    Refused refusal{status, status == 403 ? 4030 : status, std::string{reason}, std::string{message}, {}};
    throw Failure{MORTISE_E_REFUSED, refusal.reason + ": " + refusal.message, std::move(refusal)};
}

template <class Work>
mortise_status fenced(const Work& work) noexcept {
    try {
        work();
        return MORTISE_OK;
    } catch (const Failure& failure) {
        last_error() = failure.text;
        return failure.status;
    } catch (const std::exception& error) {
        last_error() = error.what();
    }
    return MORTISE_E_INTERNAL;
}

}  // namespace mortise::inline v1_0::testing::internal

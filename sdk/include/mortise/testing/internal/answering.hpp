// respond and refuse: the two answers of a call.
#pragma once

#include <mortise/testing/internal/json_text.hpp>
#include <mortise/testing/internal/running_call.hpp>

namespace mortise::inline v1_0::testing::internal {

inline std::string_view header_value(const mortise_str& text, const char* what) {
    const auto value = text_argument(text, what, 4 * 1024);
    for (const char c : value)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            throw Failure{MORTISE_E_INVALID, std::string{what} + " holds a control character"};
    return value;
}

inline std::pair<std::string, std::string> header_of(const mortise_pair& pair) {
    const auto name = text_argument(pair.name, "a header's name", 4 * 1024);
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    for (const std::string_view allowed : {"Last-Page", "Location", "Content-Disposition", "ETag", "Content-Language"})
        if (std::equal(name.begin(), name.end(), allowed.begin(), allowed.end(),
                       [&](char a, char b) { return lower(a) == lower(b); }))
            return {std::string{allowed}, std::string{header_value(pair.value, "a header's value")}};
    throw Failure{MORTISE_E_DENIED, "plugins may not set the header " + std::string{name}};
}

// `call` is compared before it is followed: one that was kept beyond its call leads nowhere.
inline RunningCall& answered_call(const mortise_call* call) {
    auto* const running = RunningCall::of_this_thread();
    if (!running || running->view != call) throw Failure{MORTISE_E_STALE, "this call is not running on this thread"};
    return *running;
}

inline void answer_once(RunningCall& running) {
    if (++running.answer().answers > 1) throw Failure{MORTISE_E_TWICE, "the call has been answered already"};
}

inline mortise_status respond(const mortise_call* call, const mortise_response* response) noexcept {
    return fenced([&] {
        auto& running = answered_call(call);
        const auto given = struct_argument(response, "the response");
        if (given.status < 200 || given.status > 599) throw Failure{MORTISE_E_INVALID, "the status is not one of 200 to 599"};
        if (given.header_count > 5 || (given.header_count != 0 && !given.headers))
            throw Failure{MORTISE_E_INVALID, "the list of headers is too long, or null"};
        const auto type = header_value(given.content_type, "the content type");
        Pairs headers;
        for (std::uint64_t i = 0; i < given.header_count; ++i) headers.push_back(header_of(given.headers[i]));
        const auto body = text_argument(given.body, "the body", 8u << 20);
        answer_once(running);
        auto& answer = running.answer();
        answer.status = given.status;
        if (!type.empty()) answer.content_type = type;
        answer.headers = std::move(headers);
        answer.body = body;
    });
}

inline std::uint32_t usual_code(std::uint32_t status) noexcept { return status == 400 ? 501 : status == 403 ? 4030 : status; }

inline void refuse_with(Answer& answer, const Refused& refusal) {
    answer.status = refusal.status;
    answer.code = refusal.code;
    answer.reason = refusal.reason;
    answer.message = refusal.message.empty() ? refusal.reason : refusal.message;
    answer.field = refusal.field;
    answer.content_type = "application/json";
    answer.headers.clear();
    answer.body = "{\"message\":" + JsonText::quoted(answer.message) + ",\"code\":" + std::to_string(answer.code) +
                  ",\"reason\":" + JsonText::quoted(answer.reason);
    if (!answer.field.empty()) answer.body += ",\"field\":" + JsonText::quoted(answer.field);
    answer.body += "}";
}

inline mortise_status refuse(const mortise_call* call, const mortise_refusal* refusal) noexcept {
    return fenced([&] {
        auto& running = answered_call(call);
        const auto given = struct_argument(refusal, "the refusal");
        if (given.status < 400 || given.status > 499) throw Failure{MORTISE_E_INVALID, "the status is not one of 400 to 499"};
        const auto reason = text_argument(given.reason, "the reason", 64);
        if (reason.empty() || reason.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string_view::npos)
            throw Failure{MORTISE_E_INVALID, "the reason is not a stable_snake_case name"};
        const auto message = text_argument(given.message, "the message", 1'000);
        const auto field = text_argument(given.field, "the field", 200);
        if (!characters_of(message) || !characters_of(field))
            throw Failure{MORTISE_E_INVALID, "the message or the field is not UTF-8 text without NUL"};
        answer_once(running);
        refuse_with(running.answer(), {given.status, given.code == 0 ? usual_code(given.status) : given.code, std::string{reason},
                                       std::string{message}, std::string{field}});
    });
}

}  // namespace mortise::inline v1_0::testing::internal

#include <array>

#include "observe/log.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t largest_body = 8u << 20;
constexpr std::size_t longest_header = 4 * 1024;
constexpr std::size_t longest_refusal_reason = 64, longest_refusal_message = 1'000, longest_refusal_field = 200;
constexpr std::array<std::string_view, 5> plugin_headers{"Last-Page", "Location", "Content-Disposition", "ETag",
                                                         "Content-Language"};

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_name(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

// A line of its own in the answer begins with a control character.
std::string_view header_value(const mortise_str& text, const char* what) {
    const auto value = text_argument(text, what, longest_header);
    for (const char c : value)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            throw HostFailure{MORTISE_E_INVALID, std::string{what} + " holds a control character"};
    return value;
}

model::NamedText header_of(const mortise_pair& pair) {
    const auto name = text_argument(pair.name, "a header's name", longest_header);
    for (const auto allowed : plugin_headers)
        if (same_name(name, allowed)) return {std::string{allowed}, std::string{header_value(pair.value, "a header's value")}};
    throw HostFailure{MORTISE_E_DENIED, "plugins may not set the header " + std::string{name}};
}

model::Response response_of(const mortise_response& given) {
    if (given.status < 200 || given.status > 599) throw HostFailure{MORTISE_E_INVALID, "the status is not one of 200 to 599"};
    if (given.header_count > plugin_headers.size() || (given.header_count != 0 && !given.headers))
        throw HostFailure{MORTISE_E_INVALID, "the list of headers is too long, or null"};
    model::Response response;
    response.status = static_cast<int>(given.status);
    if (const auto type = header_value(given.content_type, "the content type"); !type.empty()) response.content_type = type;
    for (std::uint64_t i = 0; i < given.header_count; ++i) response.headers.push_back(header_of(given.headers[i]));
    response.body = text_argument(given.body, "the body", largest_body);
    return response;
}

int usual_code(std::uint32_t status) noexcept { return status == 400 ? 501 : status == 403 ? 4030 : static_cast<int>(status); }

model::Problem problem_of(const mortise_refusal& given) {
    if (given.status < 400 || given.status > 499) throw HostFailure{MORTISE_E_INVALID, "the status is not one of 400 to 499"};
    const auto reason = text_argument(given.reason, "the reason", longest_refusal_reason);
    const auto stable = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (reason.empty() || !std::all_of(reason.begin(), reason.end(), stable))
        throw HostFailure{MORTISE_E_INVALID, "the reason is not a stable_snake_case name"};
    const auto message = text_argument(given.message, "the message", longest_refusal_message);
    const auto field = text_argument(given.field, "the field", longest_refusal_field);
    characters_of(message, "the message");
    characters_of(field, "the field");
    model::Problem problem;
    problem.status = static_cast<int>(given.status);
    problem.code = given.code == 0 ? usual_code(given.status) : static_cast<int>(given.code);
    problem.reason = reason;
    problem.message = message.empty() ? reason : message;
    problem.field = field;
    return problem;
}

// `call` is compared before it is followed: one that was kept beyond its call leads nowhere.
RunningCall& answered_call(const mortise_call* call) {
    auto& running = RunningCall::of_this_thread();
    if (!running.is(call)) throw HostFailure{MORTISE_E_STALE, "this call is not running on this thread"};
    return running;
}

mortise_status logged(mortise_status status) noexcept {
    if (status != MORTISE_E_TWICE) return status;
    return fenced([] {
        const auto& call = RunningCall::of_this_thread();
        observe::log(observe::Level::error, "plugin_answered_twice",
                     {{"plugin", call.table().manifest().id}, {"request", call.input().request.id}});
        throw HostFailure{MORTISE_E_TWICE, "the call has been answered already"};
    });
}

}  // namespace

mortise_status respond(const mortise_call* call, const mortise_response* response) noexcept {
    return logged(fenced([&] {
        auto& running = answered_call(call);
        auto answer = response_of(struct_argument(response, "the response"));
        running.answer_once();
        running.output().response = std::move(answer);
    }));
}

mortise_status refuse(const mortise_call* call, const mortise_refusal* refusal) noexcept {
    return logged(fenced([&] {
        auto& running = answered_call(call);
        auto problem = problem_of(struct_argument(refusal, "the refusal"));
        running.answer_once();
        running.output().refusal = std::move(problem);
    }));
}

}  // namespace mortise::plugins

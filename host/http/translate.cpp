#include "http/translate.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/status.hpp>
#include <charconv>

#include "http/grammar.hpp"
#include "http/refusals.hpp"
#include "http/target.hpp"

namespace mortise::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::string_view;

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), to_lower);
    return result;
}

// Reads the header alone; the guard sees to the body, so that one of them decides about framing.
class HeaderParser final : public beast::http::basic_parser<true> {
public:
    explicit HeaderParser(model::Request& request) : request_{request} { body_limit(boost::none); }

    std::optional<model::Problem> problem;

private:
    void on_request_impl(beast::http::verb, string_view method, string_view target, int, error_code& error) override {
        request_.method_text.assign(method.data(), method.size());
        request_.method = model::parse_method(request_.method_text);
        problem = read_target({target.data(), target.size()}, request_);
        if (problem) error = beast::http::error::bad_target;
    }
    void on_field_impl(beast::http::field name, string_view name_text, string_view value, error_code&) override {
        request_.headers.push_back({lower({name_text.data(), name_text.size()}), std::string{value.data(), value.size()}});
        if (name == beast::http::field::host) request_.authority = request_.headers.back().value;
    }
    void on_header_impl(error_code&) override {}
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view part, error_code&) override { return part.size(); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view part, error_code&) override { return part.size(); }
    void on_finish_impl(error_code&) override {}

    model::Request& request_;
};

std::string host_of(std::string_view authority) {
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return lower(authority.substr(0, colon));
}

}  // namespace

std::optional<model::Problem> read_request(std::string_view header, model::Request& request) {
    constexpr std::size_t usual_fields = 16;
    request.headers.reserve(usual_fields);
    HeaderParser parser{request};
    parser.header_limit(static_cast<std::uint32_t>(header.size() + 1));
    error_code error;
    parser.put(boost::asio::buffer(header), error);
    if (parser.problem) return parser.problem;
    if (error || !parser.is_header_done()) return refusals::malformed("The header is malformed.");
    request.host = host_of(request.authority);
    return std::nullopt;
}

namespace {

constexpr std::array<std::string_view, 14> own_fields{"cache-control",
                                                      "connection",
                                                      "content-length",
                                                      "content-security-policy",
                                                      "content-type",
                                                      "cross-origin-opener-policy",
                                                      "cross-origin-resource-policy",
                                                      "date",
                                                      "referrer-policy",
                                                      "server",
                                                      "strict-transport-security",
                                                      "transfer-encoding",
                                                      "x-content-type-options",
                                                      "x-frame-options"};

bool may_say(const model::NamedText& field, bool cacheable) {
    if (!is_token(field.name) || !is_field_value(field.value)) return false;
    if (cacheable && equal_ignoring_case(field.name, "cache-control")) return true;
    return std::ranges::none_of(own_fields, [&](std::string_view own) { return equal_ignoring_case(own, field.name); });
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
    ((((out += name) += ": ") += value) += "\r\n");
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void append_status_line(std::string& out, int status) {
    out += "HTTP/1.1 ";
    append_number(out, status);
    out += ' ';
    const auto reason = beast::http::obsolete_reason(beast::http::int_to_status(status));
    (out.append(reason.data(), reason.size())) += "\r\n";
}

void append_payload_lines(std::string& out, const model::Response& response) {
    if (!response.content_type.empty() && is_field_value(response.content_type))
        append_line(out, "Content-Type", response.content_type);
    out += "Content-Length: ";
    append_number(out, response.payload().size());
    out += "\r\n";
}

}  // namespace

bool has_payload(int status) noexcept { return status != 204 && status != 304; }

std::string standing_lines(const ServerOptions& options) {
    std::string lines;
    if (!options.content_security_policy.empty()) append_line(lines, "Content-Security-Policy", options.content_security_policy);
    append_line(lines, "X-Content-Type-Options", "nosniff");
    append_line(lines, "Referrer-Policy", "same-origin");  // no-referrer would make the Origin of our own forms null
    append_line(lines, "Cross-Origin-Opener-Policy", "same-origin");
    append_line(lines, "Cross-Origin-Resource-Policy", "same-origin");
    append_line(lines, "X-Frame-Options", "DENY");
    if (options.tls) append_line(lines, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    return lines;
}

void write_head(std::string& out, const model::Response& response, const AnswerContext& context) {
    append_status_line(out, response.status);
    append_line(out, "Date", context.date);
    if (response.stream) out += "Content-Type: text/event-stream\r\n";
    else if (has_payload(response.status)) append_payload_lines(out, response);
    out += context.standing_lines;
    if (!response.cacheable || response.stream) out += "Cache-Control: no-store\r\n";
    append_line(out, "X-Request-Id", context.request_id);
    for (const auto& field : response.headers)
        if (may_say(field, response.cacheable && !response.stream)) append_line(out, field.name, field.value);
    if (context.persistence == Persistence::close) out += "Connection: close\r\n";
    else if (context.minor_version == 0) out += "Connection: keep-alive\r\n";
    out += "\r\n";
}

}  // namespace mortise::http

// An HTTP request as the pipeline sees it: a copy made when the header ended, so nothing that arrives later (a trailer) can change it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/instant.hpp"

namespace mortise::model {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };
Method parse_method(std::string_view text) noexcept;
std::string_view to_text(Method method) noexcept;
constexpr bool reads_only(Method method) noexcept { return method == Method::get || method == Method::head; }

struct NamedText {
    std::string name;
    std::string value;
};

struct Request {
    Method method = Method::get;
    std::string method_text;
    std::string path;                  // percent-decoded, without the query; begins with '/'
    std::vector<NamedText> query;      // decoded, in order
    std::vector<NamedText> headers;    // names in lower case, in order
    std::string body;
    std::string host;                  // lower case, without the port; verified by routing, never used to build a link
    std::string authority;             // as sent in Host, with the port
    std::string client_address;
    bool secure = false;               // arrived by TLS, or a trusted proxy says so
    std::string id;                    // request id, made by the host
    Instant received_at{};
    Steady started_at{};

    // The only header of that name (lower case); empty when there is none or more than one.
    std::optional<std::string_view> header(std::string_view name) const noexcept;
    std::size_t count_headers(std::string_view name) const noexcept;
    std::optional<std::string_view> query_value(std::string_view name) const noexcept;  // the first
};

}  // namespace mortise::model

#include "model/request.hpp"

#include "model/principal.hpp"

namespace mortise::model {

Method parse_method(std::string_view text) noexcept {
    if (text == "GET") return Method::get;
    if (text == "HEAD") return Method::head;
    if (text == "POST") return Method::post;
    if (text == "PUT") return Method::put;
    if (text == "PATCH") return Method::patch;
    if (text == "DELETE") return Method::del;
    if (text == "OPTIONS") return Method::options;
    return Method::other;
}

std::string_view to_text(Method method) noexcept {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::del: return "DELETE";
        case Method::options: return "OPTIONS";
        case Method::other: break;
    }
    return "OTHER";
}

std::string_view to_text(MemberStatus status) noexcept {
    switch (status) {
        case MemberStatus::pending: return "PENDING";
        case MemberStatus::active: return "ACTIVE";
        case MemberStatus::inactive: break;
    }
    return "INACTIVE";
}

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
    const NamedText* found = nullptr;
    for (const auto& header : headers) {
        if (header.name != name) continue;
        if (found) return std::nullopt;
        found = &header;
    }
    if (!found) return std::nullopt;
    return found->value;
}

std::size_t Request::count_headers(std::string_view name) const noexcept {
    std::size_t count = 0;
    for (const auto& header : headers) count += header.name == name;
    return count;
}

std::optional<std::string_view> Request::query_value(std::string_view name) const noexcept {
    for (const auto& parameter : query)
        if (parameter.name == name) return parameter.value;
    return std::nullopt;
}

}  // namespace mortise::model

// What goes back. The status decides about the unit of work: below 400 it is committed, else undone; to refuse, throw a
// Refusal instead.
#pragma once

#include <mortise/version.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mortise::inline v1_0 {

class Response {
public:
    // `json` and `body`: whatever makes a std::string. It is made where it stays, since even moving a short one costs.
    template <std::convertible_to<std::string_view> Text>
    static Response ok(Text&& json) {
        return Response{200, std::forward<Text>(json)};
    }
    template <std::convertible_to<std::string_view> Text>
    static Response created(Text&& json) {
        return Response{201, std::forward<Text>(json)};
    }
    static Response no_content() { return Response{204, ""}; }
    template <std::convertible_to<std::string_view> Text>
    static Response text(Text&& body, std::string_view content_type) {
        Response response{200, std::forward<Text>(body)};
        response.content_type_ = content_type;
        return response;
    }

    // Only names that the host leaves to plugins: Last-Page, Content-Disposition, ...
    Response&& with_header(std::string_view name, std::string_view value) && {
        headers_.emplace_back(name, value);
        return std::move(*this);
    }

    std::uint32_t status() const noexcept { return status_; }
    const std::string& body() const noexcept { return body_; }
    const std::string& content_type() const noexcept { return content_type_; }   // empty: application/json
    const std::vector<std::pair<std::string, std::string>>& headers() const noexcept { return headers_; }

private:
    template <class Text>
    Response(std::uint32_t status, Text&& body) : status_{status}, body_{std::forward<Text>(body)} {}

    std::uint32_t status_;
    std::string body_, content_type_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

}  // namespace mortise::inline v1_0

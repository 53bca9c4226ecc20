// Writes by cookie come from our own page: our Origin, JSON, and a token that only the session's own pages can read. SameSite
// protects nothing between subdomains, so the cookie alone proves nothing. An API key is no ambient credential and needs none of it.
#include "accounts/secrets.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

using model::Refusal;
namespace problems = model::problems;

bool from_this_site(const model::Request& request) {
    if (request.count_headers("sec-fetch-site") == 0) return true;
    return request.header("sec-fetch-site") == "same-origin";
}

bool own_origin(const model::Request& request) {
    const auto origin = request.header("origin");
    return origin && *origin == (request.secure ? "https://" : "http://") + request.authority;
}

bool is_json(const model::Request& request) {
    const auto type = request.header("content-type");
    if (!type) return false;
    const auto media = type->substr(0, type->find_first_of("; \t"));
    constexpr std::string_view wanted = "application/json";
    return media.size() == wanted.size() &&
           std::equal(media.begin(), media.end(), wanted.begin(), [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

}  // namespace

void check_origin(Context& context) {
    const auto& request = context.request;
    const bool by_cookie = context.principal.kind == model::PrincipalKind::session;
    if (context.route->event_stream) {
        if (!by_cookie) throw Refusal{problems::bad_credential()};
        if (!from_this_site(request)) throw Refusal{problems::csrf_failed()};
        return;
    }
    if (model::reads_only(request.method)) return;
    const bool brings_body = !request.body.empty();
    if (brings_body && !is_json(request)) throw Refusal{problems::unsupported_media_type()};
    if (context.principal.kind == model::PrincipalKind::api_key) return;

    if (!own_origin(request) || !from_this_site(request)) throw Refusal{problems::csrf_failed()};
    if (!by_cookie) {
        if (!brings_body) throw Refusal{problems::unsupported_media_type()};   // an open route: sign-in
        return;
    }
    const auto token = request.header("x-csrf-token");
    if (!token || !accounts::equal_in_constant_time(*token, context.environment->pepper.csrf_token(context.principal.session.view())))
        throw Refusal{problems::csrf_failed()};
}

}  // namespace mortise::pipeline

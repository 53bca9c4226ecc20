#include "pipeline/cookies.hpp"

#include <algorithm>

#include "model/problem.hpp"

namespace mortise::pipeline {
namespace {

std::string_view trim(std::string_view text) noexcept {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

std::string attributes(const config::Settings& settings, std::int64_t seconds) {
    std::string text = "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax";
    if (!settings.server.plain_cookies) text += "; Secure";
    return text;
}

}  // namespace

std::string_view cookie_name(const config::Settings& settings) noexcept {
    return settings.server.plain_cookies ? "mortise" : "__Host-mortise";
}

std::optional<std::string> session_token(const model::Request& request, const config::Settings& settings) {
    const auto wanted = cookie_name(settings);
    std::optional<std::string> token;
    for (const auto& header : request.headers) {
        if (header.name != "cookie") continue;
        for (std::string_view rest = header.value; !rest.empty();) {
            const auto end = rest.find(';');
            const auto pair = trim(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != wanted) continue;
            if (token) throw model::Refusal{model::problems::malformed("There is more than one session cookie.", "cookie")};
            token = std::string{pair.substr(equals + 1)};
        }
    }
    return token;
}

model::NamedText set_cookie(const plugins::SessionCookie& cookie, const config::Settings& settings, model::Instant now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(cookie.expires_at - now).count();
    return {"Set-Cookie", std::string{cookie_name(settings)} + '=' + cookie.token + attributes(settings, std::max<std::int64_t>(seconds, 0))};
}

model::NamedText clear_cookie(const config::Settings& settings) {
    return {"Set-Cookie", std::string{cookie_name(settings)} + '=' + attributes(settings, 0)};
}

}  // namespace mortise::pipeline

#include "http/target.hpp"

#include <algorithm>
#include <boost/url/pct_string_view.hpp>

#include "http/refusals.hpp"

namespace mortise::http {
namespace {

namespace urls = boost::urls;

enum class Plus : unsigned char { as_is, space };

std::optional<std::string> decode(std::string_view text, Plus plus) {
    if (text.find('%') == std::string_view::npos && (plus == Plus::as_is || text.find('+') == std::string_view::npos))
        return std::string{text};
    const auto checked = urls::make_pct_string_view({text.data(), text.size()});
    if (!checked) return std::nullopt;
    urls::encoding_opts options;
    options.space_as_plus = plus == Plus::space;
    return checked->decode(options);
}

// The path and query of an absolute address, the target itself otherwise.
std::string_view origin_form(std::string_view target) {
    if (target.starts_with('/')) return target;
    return target.substr(std::min(target.find_first_of("/?", target.find("://") + 3), target.size()));
}

bool has_dot_segment(std::string_view path) {
    for (;;) {
        const auto end = path.find('/', 1);
        const auto segment = path.substr(1, end == std::string_view::npos ? end : end - 1);
        if (segment == "." || segment == "..") return true;
        if (end == std::string_view::npos) return false;
        path.remove_prefix(end);
    }
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::optional<model::Problem> read_path(std::string_view encoded, std::string& path) {
    auto decoded = decode(encoded, Plus::as_is);
    if (!decoded) return refusals::malformed("The percent-encoding of the path is invalid.");
    path = *std::move(decoded);
    if (std::ranges::any_of(path, is_control)) return refusals::malformed("The path holds a control character.");
    if (path.find('\\') != std::string::npos || std::ranges::count(path, '/') != std::ranges::count(encoded, '/'))
        return refusals::malformed("The path holds an encoded slash or a backslash.");
    if (has_dot_segment(path)) return refusals::malformed("The path holds a dot segment.");
    return std::nullopt;
}

std::optional<model::Problem> read_query(std::string_view query, std::vector<model::NamedText>& parameters) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto parameter = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (parameter.empty()) continue;

        const auto equals = std::min(parameter.find('='), parameter.size());
        auto name = decode(parameter.substr(0, equals), Plus::space);
        auto value = decode(parameter.substr(std::min(equals + 1, parameter.size())), Plus::space);
        if (!name || !value) return refusals::malformed("The percent-encoding of the query is invalid.");
        if (name->find('\0') != std::string::npos || value->find('\0') != std::string::npos)
            return refusals::malformed("The query holds a NUL.");
        parameters.push_back({*std::move(name), *std::move(value)});
    }
    return std::nullopt;
}

}  // namespace

std::optional<model::Problem> read_target(std::string_view target, model::Request& request) {
    const auto origin = origin_form(target);
    const auto question = std::min(origin.find('?'), origin.size());
    const auto path = origin.substr(0, question);
    if (auto problem = read_path(path.empty() ? "/" : path, request.path)) return problem;
    return read_query(origin.substr(std::min(question + 1, origin.size())), request.query);
}

}  // namespace mortise::http

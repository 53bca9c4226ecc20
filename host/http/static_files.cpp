#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "http/grammar.hpp"
#include "http/refusals.hpp"

namespace mortise::http {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view for_ever = "public, max-age=31536000, immutable", ask_again = "no-cache";

std::string_view content_type_of(std::string_view extension) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 18> types{{
        {".css", "text/css; charset=utf-8"},
        {".gif", "image/gif"},
        {".html", "text/html; charset=utf-8"},
        {".ico", "image/x-icon"},
        {".jpg", "image/jpeg"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".png", "image/png"},
        {".svg", "image/svg+xml"},
        {".txt", "text/plain; charset=utf-8"},
        {".wasm", "application/wasm"},
        {".webmanifest", "application/manifest+json"},
        {".webp", "image/webp"},
        {".woff2", "font/woff2"},
        {".xml", "application/xml"},
    }};
    const auto found = std::ranges::find(types, extension, &std::pair<std::string_view, std::string_view>::first);
    return found == types.end() ? "application/octet-stream" : found->second;
}

// FNV-1a with the size: files are the operator's own, so no one is out to make two of them collide.
std::string make_tag(std::string_view bytes, std::string_view encoding) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    std::array<char, 40> text;
    const int size = std::snprintf(text.data(), text.size(), "\"%016llx-%zx%s%.*s\"", static_cast<unsigned long long>(hash),
                                   bytes.size(), encoding.empty() ? "" : "-", static_cast<int>(encoding.size()), encoding.data());
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file || file.bad()) throw std::runtime_error{"cannot read " + path.string() + ": check that it may be read"};
    return bytes;
}

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

// Whether a quality value, as in `gzip;q=0.5`, says not at all.
bool is_refused(std::string_view parameters) {
    const auto quality = trim(parameters);
    if (quality.size() < 3 || to_lower(quality[0]) != 'q' || quality[1] != '=') return false;
    return std::ranges::all_of(quality.substr(2), [](char c) { return c == '0' || c == '.'; });
}

bool accepts(const model::Request& request, std::string_view encoding) {
    bool named = false, named_ok = false, any = false;
    for (const auto& header : request.headers) {
        if (header.name != "accept-encoding") continue;
        for_each_element(header.value, [&](std::string_view element) {
            const auto end = std::min(element.find(';'), element.size());
            const auto name = trim(element.substr(0, end));
            const bool ok = !is_refused(element.substr(std::min(end + 1, element.size())));
            if (equal_ignoring_case(name, encoding)) named = true, named_ok = ok;
            if (name == "*") any = ok;
        });
    }
    return named ? named_ok : any;
}

bool already_has(const model::Request& request, std::string_view tag) {
    bool matches = false;
    for (const auto& header : request.headers) {
        if (header.name != "if-none-match") continue;
        for_each_element(header.value, [&](std::string_view element) {
            if (element.starts_with("W/")) element.remove_prefix(2);
            matches = matches || element == tag || element == "*";
        });
    }
    return matches;
}

bool looks_like_hash(std::string_view text) {
    if (text.size() < 8) return false;
    const auto is_digit = [](char c) { return grammar::is(c, grammar::digit); };
    const bool base32 = std::ranges::all_of(text, [&](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
    const bool hex = grammar::all(text, grammar::hex) && std::ranges::any_of(text, is_digit);
    return base32 || hex;
}

}  // namespace

bool names_its_content(std::string_view file_name) {
    const auto extension = file_name.rfind('.');
    if (extension == std::string_view::npos) return false;
    const auto stem = file_name.substr(0, extension);
    const auto separator = stem.find_last_of("-.");
    return separator != std::string_view::npos && looks_like_hash(stem.substr(separator + 1));
}

void StaticFiles::mount(std::string_view prefix, const std::string& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) throw std::runtime_error{"there is no folder " + folder + " to serve files from"};

    const auto form_of = [](const fs::path& path, std::string_view encoding) {
        auto bytes = read_file(path);
        auto tag = make_tag(bytes, encoding);
        return Form{std::make_shared<const std::string>(std::move(bytes)), std::move(tag), encoding};
    };
    for (auto entry = fs::recursive_directory_iterator{folder}; entry != fs::recursive_directory_iterator{}; ++entry) {
        if (is_hidden(entry->path())) {
            entry.disable_recursion_pending();
            continue;
        }
        if (entry->is_symlink() || !entry->is_regular_file()) continue;
        const auto& path = entry->path();
        const auto extension = path.extension().string();
        const bool packed = extension == ".gz" || extension == ".br";
        if (packed && fs::exists(fs::path{path}.replace_extension())) continue;  // goes with the file it was made from

        File file{.plain = form_of(path, {})};
        file.content_type = content_type_of(extension);
        file.cache_control = names_its_content(path.filename().string()) ? for_ever : ask_again;
        if (const auto gzip = path.string() + ".gz"; fs::is_regular_file(gzip)) file.gzip = form_of(gzip, "gzip");
        if (const auto brotli = path.string() + ".br"; fs::is_regular_file(brotli)) file.brotli = form_of(brotli, "br");
        files_.insert_or_assign(std::string{prefix} + path.lexically_relative(folder).generic_string(), std::move(file));
    }
}

const StaticFiles::Form& StaticFiles::choose(const File& file, const model::Request& request) {
    for (const auto form : {&file.brotli, &file.gzip})
        if (form->bytes && accepts(request, form->encoding)) return *form;
    return file.plain;
}

std::optional<model::Response> StaticFiles::find(std::string_view path, const model::Request& request) const {
    const auto found = files_.find(path);
    if (found == files_.end()) return std::nullopt;
    if (!model::reads_only(request.method)) return refusals::to_response(model::problems::method_not_allowed("GET, HEAD"));

    const auto& file = found->second;
    const auto& form = choose(file, request);
    model::Response response;
    response.content_type = file.content_type;
    response.cacheable = true;
    response.headers.push_back({"ETag", form.tag});
    response.headers.push_back({"Cache-Control", std::string{file.cache_control}});
    if (file.gzip.bytes || file.brotli.bytes) response.headers.push_back({"Vary", "Accept-Encoding"});
    if (already_has(request, form.tag)) {
        response.status = 304;
        return response;
    }
    if (!form.encoding.empty()) response.headers.push_back({"Content-Encoding", std::string{form.encoding}});
    response.shared_body = form.bytes;
    return response;
}

}  // namespace mortise::http

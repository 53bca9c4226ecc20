#include "cli/files.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/beside_program.hpp"
#include "observe/log.hpp"

namespace mortise::cli {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
    std::ifstream file{path};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

// Browsers ask for pages with text/html; whoever asks otherwise for what is not there gets a 404 that programs understand.
bool wants_page(const model::Request& request) {
    const auto accept = request.header("accept");
    return accept && accept->find("text/html") != std::string_view::npos;
}

bool is_of_the_api(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

}  // namespace

Files::Files(const std::string& web, const std::vector<std::shared_ptr<plugins::Plugin>>& plugins)
    : policy_{"default-src 'none'; frame-ancestors 'none'; base-uri 'none'"} {
    for (const auto& plugin : plugins) {
        const auto& manifest = plugin->manifest();
        for (const auto* part : {"web", "locales"})
            if (const auto folder = fs::path{manifest.folder} / part; fs::is_directory(folder))
                files_.mount("/plugins/" + manifest.id + '/' + manifest.version + '/' + part + '/', folder.string());
    }
    const auto shell = web.empty() ? own_web_folder() : fs::path{web};
    if (shell.empty()) {
        observe::log(observe::Level::warning, "no_web_shell", {{"remedy", "build it with ./dev build, or say where it is in server.web"}});
        return;
    }
    files_.mount("/", shell.string());
    if (auto policy = read_text(shell / "csp.txt"); !policy.empty()) policy_ = std::move(policy);
}

std::optional<model::Response> Files::find(const model::Request& request) const {
    if (auto file = files_.find(request.path, request)) return file;
    if (is_of_the_api(request.path) || request.path.starts_with("/assets/") || request.path.starts_with("/plugins/") || !wants_page(request)) return std::nullopt;
    return files_.find("/index.html", request);
}

}  // namespace mortise::cli

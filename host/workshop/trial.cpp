#include "workshop/trial.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "config/node.hpp"
#include "config/text.hpp"
#include "plugins/manifest.hpp"
#include "plugins/names.hpp"
#include "plugins/registry.hpp"
#include "workshop/refused.hpp"
#include "workshop/templates.hpp"

namespace mortise::workshop {
namespace {

namespace fs = std::filesystem;

std::string id_in(const fs::path& source) {
    const auto file = source / "plugin.yaml";
    if (!fs::is_regular_file(file))
        throw Refused{source.string() + " holds no plugin: there is no " + file.string() + "; `mortise plugin new` writes one"};
    config::Problems problems;
    const auto document = config::read_yaml(file.string(), problems);
    if (!document) throw Refused{problems.all().front().line()};
    const auto* id = document->find("id");
    if (!id || !config::is_identifier(id->scalar)) throw Refused{file.string() + ": id is missing, or is none"};
    return id->scalar;
}

std::string read_text(const fs::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// All that the plugin asks for, so that it can be tried at once. An operator decides otherwise, permission by permission.
std::string grants_for(const plugins::Manifest& manifest) {
    std::string grants = manifest.web.empty() || manifest.vendor == "mortise" ? "" : "web";
    for (const auto* extensions : {&manifest.extensions_required, &manifest.extensions_optional})
        for (const auto& extension : *extensions)
            if (plugins::needs_grant(extension))
                grants += (grants.empty() ? "" : ", ") + std::string{plugins::short_extension_name(extension)};
    return grants;
}

bool guards_what_has_no_workspace(const std::string& permission, const plugins::Manifest& manifest) {
    return std::ranges::any_of(manifest.routes, [&](const plugins::RouteSpec& route) {
        return route.needs == permission && route.path.find("{workspace}") == std::string::npos;
    });
}

// The owner, on any plan; or whoever is signed in, where there is no workspace to own.
std::string rules_for(const plugins::Manifest& manifest) {
    std::string rules = "  " + manifest.id + ":" + (manifest.permissions.empty() ? " {}\n" : "\n");
    for (const auto& [permission, texts] : manifest.permissions) {
        const bool of_everybody = guards_what_has_no_workspace(permission, manifest);
        rules += "    " + permission + (of_everybody ? ": signed-in\n" : ": { plan: free, roles: [owner] }\n");
    }
    return rules;
}

}  // namespace

Trial::Trial(const fs::path& source, const fs::path& shipped, Data data)
    : source_{fs::absolute(source).lexically_normal()}, folder_{source_ / ".mortise"}, id_{id_in(source_)} {
    if (template_text("config/mortise.yaml").find("\n    " + id_ + ":") != std::string_view::npos)
        throw Refused{id_ + " came with this program already; give your plugin an id of its own"};
    if (!fs::is_directory(shipped)) throw Refused{"no plugins came with this program: there is no " + shipped.string()};
    fs::create_directories(folder_);
    fs::permissions(folder_, fs::perms::owner_all);  // the database and its secret are this user's alone
    if (data == Data::fresh)
        for (const auto* suffix : {"", "-wal", "-shm", ".pepper", ".lock", ".sock"})
            fs::remove(folder_ / (std::string{"mortise.db"} + suffix));
    fs::remove_all(folder_ / "plugins");
    fs::copy(shipped, folder_ / "plugins", fs::copy_options::recursive);
    fs::remove_all(package());  // one that was installed earlier
}

bool Trial::take(const fs::path& built) {
    if (fs::exists(package()) && read_text(built / "SHA256SUMS") == read_text(package() / "SHA256SUMS")) return false;
    const auto incoming = folder_ / "plugins/.incoming";
    fs::remove_all(incoming);
    fs::copy(built, incoming, fs::copy_options::recursive);
    fs::remove_all(package());
    fs::rename(incoming, package());
    write_configuration();
    return true;
}

// A manifest with problems has no permissions to be read; whoever reads the configuration reports them.
void Trial::write_configuration() const {
    config::Problems reported_later;
    const auto manifest = plugins::read_manifest(package().string(), reported_later);
    std::ofstream{folder_ / "mortise.yaml"} << template_text("config/mortise.yaml") << "    " << id_ << ": { grants: ["
                                            << (manifest ? grants_for(*manifest) : "") << "] }\n";
    std::string access{template_text("config/access.yaml")};
    const std::string heading = "\nrules:\n";
    if (manifest) access.insert(access.find(heading) + heading.size(), rules_for(*manifest));
    std::ofstream{folder_ / "access.yaml"} << access;
}

std::vector<std::string> Trial::sets() const {
    return {"server.admin-listen=127.0.0.1:0", "database.url=" + config::quote("sqlite:" + (folder_ / "mortise.db").string()),
            "plugins.directory=" + config::quote((folder_ / "plugins").string()), "passwords.memory=8MiB",
            "passwords.passes=1"};  // nobody's password is at stake
}

std::string Trial::in_terms_of_sources(std::string text) const {
    const auto written = package().string() + "/", meant = source_.string() + "/";
    for (auto at = text.find(written); at != std::string::npos; at = text.find(written, at + meant.size()))
        text.replace(at, written.size(), meant);
    return text;
}

}  // namespace mortise::workshop

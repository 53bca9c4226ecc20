#include <algorithm>
#include <filesystem>

#include <mortise/abi/v1.h>
#include "config/text.hpp"
#include "plugins/names.hpp"
#include "plugins/packages_clashes.hpp"
#include "plugins/registry.hpp"
#include "plugins/schema.hpp"

namespace mortise::plugins {

using config::EnabledPlugin;
using config::Problems;
using config::quote;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(std::string_view dotted) {
    std::vector<std::string> steps;
    while (!dotted.empty()) {
        const auto dot = dotted.find('.');
        steps.emplace_back(dotted.substr(0, dot));
        dotted.remove_prefix(dot == std::string_view::npos ? dotted.size() : dot + 1);
    }
    return steps;
}

std::vector<std::string> packages_in(const std::string& directory) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{directory, error})
        if (fs::exists(entry.path() / "plugin.yaml", error)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::optional<Manifest> read_package(const std::string& directory, const EnabledPlugin& plugin, Problems& problems) {
    const std::string folder = directory + "/" + plugin.id;
    std::error_code error;
    if (!fs::exists(folder + "/plugin.yaml", error)) {
        problems.add(plugin.at, "no plugin " + quote(plugin.id) + ": there is no " + folder + "/plugin.yaml" +
                                    config::suggestion(plugin.id, packages_in(directory)));
        return std::nullopt;
    }
    if (!fs::is_regular_file(folder + "/" + plugin.id + ".so", error))
        problems.add(plugin.at, "the package of " + quote(plugin.id) + " has no code: there is no " + folder + "/" + plugin.id +
                                    ".so; build or install the whole package");
    return read_manifest(folder, problems);
}

void check_abi(const Manifest& manifest, Problems& problems) {
    const AbiSpec& abi = manifest.abi;
    const config::Position at = config::position_of(manifest.document, {"abi", "required"});
    const std::string host = std::to_string(MORTISE_ABI_MAJOR) + "." + std::to_string(MORTISE_ABI_MINOR);
    const std::string needed = std::to_string(abi.required_major) + "." + std::to_string(abi.required_minor);
    if (abi.required_major != MORTISE_ABI_MAJOR)
        problems.add(
            at, manifest.id + " is built for ABI " + needed + ", this host speaks " + host + "; take a package for this host");
    else if (abi.required_minor > MORTISE_ABI_MINOR)
        problems.add(at, manifest.id + " needs ABI " + needed + ", this host speaks " + host + "; update the host");
}

void check_grants(const Manifest& manifest, const EnabledPlugin& plugin, Problems& problems) {
    const auto granted = [&](std::string_view name) { return std::ranges::find(plugin.grants, name) != plugin.grants.end(); };
    const auto remedy = [&](std::string_view grant) {
        return "; add grants: [" + std::string{grant} + "] if you trust it with that";
    };
    for (const std::string& extension : manifest.extensions_required)
        if (const auto name = short_extension_name(extension); needs_grant(extension) && !granted(name))
            problems.add(plugin.at, manifest.id + " requires the extension " + quote(extension) + remedy(name));
    if (needs_web_grant(manifest) && !granted("web"))
        problems.add(plugin.at, manifest.id + " brings modules into every page" + remedy("web"));

    std::vector<std::string> askable;
    for (const auto* extensions : {&manifest.extensions_required, &manifest.extensions_optional})
        for (const std::string& extension : *extensions)
            if (needs_grant(extension)) askable.emplace_back(short_extension_name(extension));
    if (!manifest.web.empty()) askable.emplace_back("web");
    for (const std::string& grant : plugin.grants)
        if (std::ranges::find(askable, grant) == askable.end())
            problems.add(plugin.at, manifest.id + " never asks for the grant " + quote(grant) + "; remove it");
}

void check_settings(const Manifest& manifest, const EnabledPlugin& plugin, Problems& problems) {
    const Schema schema{manifest.settings_schema};
    const auto problem = schema.check(schema.with_defaults(plugin.settings));
    if (!problem) return;
    const std::string name = problem->field.empty() ? "settings" : "settings." + problem->field;
    problems.add(config::position_of(plugin.settings_node, split(problem->field)),
                 name + " of " + plugin.id + " " + problem->message + "; see settings in " + manifest.file);
}

// What is enabled but could not be read has its problem already.
void check_requires(const Manifest& manifest, const std::vector<Manifest>& all, const std::vector<EnabledPlugin>& enabled,
                    Problems& problems) {
    for (const auto& [id, major] : manifest.requires_plugins) {
        const auto at = config::position_of(manifest.document, {"requires", id});
        const auto required = std::ranges::find(all, id, &Manifest::id);
        if (std::ranges::find(enabled, id, &EnabledPlugin::id) == enabled.end())
            problems.add(at, manifest.id + " requires the plugin " + quote(id) + "; enable it, or disable " + manifest.id);
        else if (required != all.end() && major_of(required->version) != major)
            problems.add(at, manifest.id + " requires " + id + " " + std::to_string(major) + ", enabled is " + required->version +
                                 "; install packages that fit together");
    }
}

void check_references(const Manifest& manifest, const std::vector<Manifest>& all, Problems& problems) {
    for (const SchemaReference& reference : manifest.references) {
        const auto owner = std::ranges::find(all, reference.plugin, &Manifest::id);
        if (owner != all.end() && !owner->schemas.contains(reference.name))
            problems.add(reference.at, reference.plugin + " names no schema " + quote(reference.name) +
                                           "; look under schemas in " + owner->file);
    }
}

// Whether following `requires` from `manifest` leads back to it.
bool requires_itself(const Manifest& manifest, const std::vector<Manifest>& all) {
    std::vector<std::string> reached;
    const auto follow = [&](const Manifest& from, const auto& again) -> void {
        for (const auto& [id, major] : from.requires_plugins) {
            if (std::ranges::find(reached, id) != reached.end()) continue;
            reached.push_back(id);
            if (const auto next = std::ranges::find(all, id, &Manifest::id); next != all.end()) again(*next, again);
        }
    };
    follow(manifest, follow);
    return std::ranges::find(reached, manifest.id) != reached.end();
}

}  // namespace

bool needs_web_grant(const Manifest& manifest) noexcept { return !manifest.web.empty() && manifest.vendor != "mortise"; }

std::vector<Manifest> read_enabled(const config::PluginSettings& settings, Problems& problems) {
    const std::size_t problems_before = problems.all().size();
    std::error_code error;
    if (!fs::is_directory(settings.directory, error)) {
        problems.add(settings.directory_at, "no folder " + settings.directory + "; build the plugins, or say where they are");
        return {};
    }
    std::vector<Manifest> manifests;
    for (const EnabledPlugin& plugin : settings.enabled) {
        if (plugin.isolation == config::Isolation::process)
            problems.add(plugin.at, "isolation: process of " + plugin.id +
                                        " is not available in this version; remove it to run the plugin in the host");
        auto manifest = read_package(settings.directory, plugin, problems);
        if (!manifest) continue;
        check_abi(*manifest, problems);
        check_grants(*manifest, plugin, problems);
        check_settings(*manifest, plugin, problems);
        manifests.push_back(std::move(*manifest));
    }
    for (const Manifest& manifest : manifests) {
        check_requires(manifest, manifests, settings.enabled, problems);
        check_references(manifest, manifests, problems);
        if (requires_itself(manifest, manifests))
            problems.add(config::position_of(manifest.document, {"requires"}),
                         manifest.id + " requires itself, by way of others; one of them must do without");
    }
    check_clashes(manifests, problems);
    if (problems.all().size() > problems_before) return {};
    return manifests;
}

storage::MigrationSet migrations_of(const Manifest& manifest) {
    return storage::read_migrations(manifest.id, manifest.folder + "/migrations");
}

}  // namespace mortise::plugins

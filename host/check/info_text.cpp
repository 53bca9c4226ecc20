#include <algorithm>
#include <boost/json/serialize.hpp>

#include "check/info.hpp"
#include "check/target.hpp"
#include "config/text.hpp"
#include "plugins/names.hpp"
#include "plugins/registry.hpp"

namespace mortise::check {
namespace {

using Row = std::vector<std::string>;

// Rows of which each column but the last is as wide as its widest cell; of a longer text the rows below go on.
class Section {
public:
    explicit Section(std::string heading) : heading_{std::move(heading)} {}
    void add(Row row) { rows_.push_back(std::move(row)); }

    std::string text() const {
        if (rows_.empty()) return {};
        std::vector<std::size_t> widths;
        for (const auto& row : rows_) {
            widths.resize(std::max(widths.size(), row.size()));
            for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
        }
        std::string text = "\n" + heading_ + "\n";
        for (const auto& row : rows_) {
            std::string line = " ";
            for (std::size_t i = 0; i < row.size(); ++i) line += " " + row[i] + std::string(widths[i] - row[i].size() + 1, ' ');
            text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        }
        return text;
    }

private:
    const std::string heading_;
    std::vector<Row> rows_;
};

std::string size_text(std::size_t bytes) {
    return bytes < 1024 ? std::to_string(bytes) + " bytes" : std::to_string((bytes + 512) / 1024) + " KiB";
}

std::string time_text(std::chrono::milliseconds time) {
    const auto count = time.count();
    if (count % 3'600'000 == 0) return std::to_string(count / 3'600'000) + "h";
    if (count % 60'000 == 0) return std::to_string(count / 60'000) + "m";
    return count % 1'000 == 0 ? std::to_string(count / 1'000) + "s" : std::to_string(count) + "ms";
}

std::string english(const plugins::Texts& texts) {
    const auto found = texts.by_language.find("en");
    return found == texts.by_language.end() ? "" : found->second;
}

std::string listed(const auto& names) { return config::join({names.begin(), names.end()}); }

// The newest of each kind, for it says how old a system may be.
std::string newest(const std::vector<std::string>& versions) {
    std::vector<std::string> newest;
    for (const auto& version : versions) {
        const auto kind = version.substr(0, version.find('_') + 1);
        const auto same = std::ranges::find_if(newest, [&](const std::string& other) { return other.starts_with(kind); });
        if (same == newest.end()) newest.push_back(version);
        else if (is_newer(version, *same)) *same = version;
    }
    return listed(newest);
}

void add_library(const Package& package, Section& section) {
    if (!package.library) return section.add({"library", package.id + ".so " + package.library_problem});
    const auto& [bytes, hash, facts] = *package.library;
    section.add({"library", package.id + ".so, " + facts.machine + ", " + size_text(bytes.size())});
    section.add({"SHA-256", hash});
    section.add({"build id", facts.build_id.empty() ? "none" : facts.build_id});
    for (const auto& library : facts.needed) {
        const auto versions = facts.versions.find(library);
        section.add({"needs", library + (versions == facts.versions.end() ? "" : " with " + newest(versions->second))});
    }
}

Section about(const Package& package) {
    const auto& manifest = *package.manifest;
    Section section{english(manifest.title) + ": " + manifest.id + " " + manifest.version};
    section.add({"package", package.folder.string() + ", " + std::to_string(files_of(package.folder).size()) + " files"});
    section.add({"vendor", manifest.vendor + ", " + manifest.edition + " edition"});
    section.add({"ABI", "built for " + std::to_string(manifest.abi.built_major) + "." + std::to_string(manifest.abi.built_minor) +
                            ", runs from " + std::to_string(manifest.abi.required_major) + "." +
                            std::to_string(manifest.abi.required_minor) + " on"});
    for (const auto& [id, major] : manifest.requires_plugins) section.add({"requires", id + " " + std::to_string(major)});
    add_library(package, section);
    return section;
}

Section extensions(const plugins::Manifest& manifest) {
    Section section{"Extensions of the host"};
    const auto add = [&](const std::vector<std::string>& names, const char* need) {
        for (const auto& name : names) section.add({name, need, plugins::needs_grant(name) ? "the operator must grant it" : ""});
    };
    add(manifest.extensions_required, "required");
    add(manifest.extensions_optional, "optional");
    return section;
}

Section permissions(const plugins::Manifest& manifest) {
    Section section{"Permissions"};
    for (const auto& [name, texts] : manifest.permissions) section.add({name, english(texts)});
    return section;
}

Section tables(const plugins::Manifest& manifest) {
    Section section{"Tables"};
    for (const auto& [name, columns] : manifest.tables) {
        if (columns.owned) section.add({name, "its own"});
        if (!columns.read.empty()) section.add({name, "reads", listed(columns.read)});
        if (!columns.write.empty()) section.add({name, "writes", listed(columns.write)});
        if (columns.erase) section.add({name, "deletes", "rows"});
    }
    return section;
}

Section routes(const plugins::Manifest& manifest) {
    Section section{"Routes"};
    for (const auto& route : manifest.routes) {
        auto needs = route.needs;
        if (!route.needs_for_others.empty()) needs += " (for others " + route.needs_for_others + ")";
        std::string notes = route.audit.action.empty() ? "" : "audited as " + route.audit.action;
        if (route.step_up) notes += std::string{notes.empty() ? "" : ", "} + "asks for the password";
        section.add({std::string{model::to_text(route.method)}, "/api/v1" + route.path, needs, notes});
    }
    return section;
}

Section happenings(const plugins::Manifest& manifest) {
    Section section{"Schedules and events"};
    for (const auto& schedule : manifest.schedules)
        section.add({"runs", schedule.handler, "every " + time_text(schedule.every) + ", where the plan has " + schedule.needs});
    for (const auto& [name, event] : manifest.events)
        section.add({"publishes", name, "to " + std::string{audience_text(event.audience)}});
    for (const auto& name : manifest.subscribes) section.add({"hears", name});
    return section;
}

Section web(const plugins::Manifest& manifest) {
    Section section{plugins::needs_web_grant(manifest) ? "In the pages, if the operator grants web" : "In the pages"};
    for (const auto& spec : manifest.web)
        section.add({spec.slot, "<" + spec.element + ">", spec.module, spec.needs.empty() ? "" : "needs " + spec.needs});
    return section;
}

Section settings(const plugins::Manifest& manifest) {
    Section section{"Settings"};
    const auto* const properties = manifest.settings_schema.if_contains("properties");
    if (!properties || !properties->is_object()) return section;
    for (const auto& [name, schema] : properties->get_object()) section.add({std::string{name}, boost::json::serialize(schema)});
    return section;
}

}  // namespace

std::string info_text(const Package& package) {
    const auto& manifest = *package.manifest;
    std::string text = about(package).text().substr(1);
    for (const auto& section : {extensions(manifest), permissions(manifest), tables(manifest), routes(manifest),
                                happenings(manifest), settings(manifest), web(manifest)})
        text += section.text();
    return text;
}

}  // namespace mortise::check

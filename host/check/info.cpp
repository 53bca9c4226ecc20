#include "check/info.hpp"

#include "plugins/names.hpp"
#include "plugins/registry.hpp"

namespace mortise::check {
namespace {

namespace json = boost::json;

json::array list_of(const auto& texts) {
    json::array list;
    for (const auto& text : texts) list.emplace_back(text);
    return list;
}

json::object texts_of(const plugins::Texts& texts) {
    json::object by_language;
    for (const auto& [language, text] : texts.by_language) by_language[language] = text;
    return by_language;
}

std::string version_of(unsigned major, unsigned minor) { return std::to_string(major) + "." + std::to_string(minor); }

json::array extensions_of(const plugins::Manifest& manifest) {
    json::array all;
    const auto add = [&](const std::vector<std::string>& names, bool required) {
        for (const auto& name : names)
            all.push_back({{"name", name}, {"required", required}, {"needsGrant", plugins::needs_grant(name)}});
    };
    add(manifest.extensions_required, true);
    add(manifest.extensions_optional, false);
    return all;
}

json::object tables_of(const plugins::Manifest& manifest) {
    json::object tables;
    for (const auto& [name, columns] : manifest.tables) {
        if (columns.owned) tables[name] = {{"own", true}};
        else tables[name] = {{"read", list_of(columns.read)}, {"write", list_of(columns.write)}, {"delete", columns.erase}};
    }
    return tables;
}

json::array routes_of(const plugins::Manifest& manifest) {
    json::array routes;
    for (const auto& route : manifest.routes) {
        json::object described{{"handler", route.handler},
                               {"method", model::to_text(route.method)},
                               {"path", "/api/v1" + route.path},
                               {"needs", route.needs}};
        if (!route.needs_for_others.empty()) described["needs-for-others"] = route.needs_for_others;
        if (!route.audit.action.empty()) described["audit"] = route.audit.action;
        if (route.step_up) described["step-up"] = true;
        if (route.public_api) described["api"] = "public";
        described["limits"] = {{"body", route.body_limit}, {"deadlineMilliseconds", route.deadline.count()}};
        if (route.parameters) described["parameters"] = *route.parameters;
        if (route.body) described["body"] = *route.body;
        described["answers"] = route.answers;
        routes.push_back(std::move(described));
    }
    return routes;
}

json::array schedules_of(const plugins::Manifest& manifest) {
    json::array schedules;
    for (const auto& schedule : manifest.schedules)
        schedules.push_back({{"handler", schedule.handler},
                             {"everyMilliseconds", schedule.every.count()},
                             {"needs", schedule.needs},
                             {"audit", schedule.action}});
    return schedules;
}

json::array web_of(const plugins::Manifest& manifest) {
    json::array web;
    for (const auto& spec : manifest.web)
        web.push_back({{"slot", spec.slot},
                       {"module", spec.module},
                       {"element", spec.element},
                       {"needs", spec.needs},
                       {"path", spec.path},
                       {"title", texts_of(spec.title)}});
    return web;
}

json::object library_of(const Package& package) {
    const auto& facts = package.library->facts;
    json::object versions;
    for (const auto& [library, names] : facts.versions) versions[library] = list_of(names);
    return {{"file", package.id + ".so"},      {"machine", facts.machine},       {"size", package.library->bytes.size()},
            {"sha256", package.library->hash}, {"buildId", facts.build_id},      {"exports", list_of(facts.exports)},
            {"needed", list_of(facts.needed)}, {"versions", std::move(versions)}};
}

}  // namespace

std::string_view audience_text(model::Audience audience) {
    switch (audience) {
        case model::Audience::user: return "user";
        case model::Audience::workspace_owners: return "workspace-owners";
        case model::Audience::workspace: break;
    }
    return "workspace";
}

json::object describe(const Package& package) {
    const auto& manifest = *package.manifest;
    json::object permissions, events, requirements;
    for (const auto& [name, texts] : manifest.permissions) permissions[name] = texts_of(texts);
    for (const auto& [name, event] : manifest.events)
        events[name] = {{"audience", audience_text(event.audience)}, {"payload", event.payload}};
    for (const auto& [id, major] : manifest.requires_plugins) requirements[id] = major;
    json::object described{{"package", package.folder.string()},
                           {"id", manifest.id},
                           {"version", manifest.version},
                           {"vendor", manifest.vendor},
                           {"edition", manifest.edition},
                           {"title", texts_of(manifest.title)},
                           {"abi",
                            {{"built", version_of(manifest.abi.built_major, manifest.abi.built_minor)},
                             {"required", version_of(manifest.abi.required_major, manifest.abi.required_minor)}}},
                           {"requires", std::move(requirements)},
                           {"extensions", extensions_of(manifest)},
                           {"permissions", std::move(permissions)},
                           {"tables", tables_of(manifest)},
                           {"routes", routes_of(manifest)},
                           {"schedules", schedules_of(manifest)},
                           {"events", std::move(events)},
                           {"subscribes", list_of(manifest.subscribes)},
                           {"settings", manifest.settings_schema},
                           {"web", web_of(manifest)},
                           {"webNeedsGrant", plugins::needs_web_grant(manifest)},
                           {"files", list_of(files_of(package.folder))}};
    if (package.library) described["library"] = library_of(package);
    else described["library"] = {{"problem", package.library_problem}};
    return described;
}

}  // namespace mortise::check

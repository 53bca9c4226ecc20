#include "cli/configuration.hpp"

#include <cstdio>

#include "cli/beside_program.hpp"

namespace mortise::cli {
namespace {

std::vector<config::Override> overrides_of(const Source& source, config::Problems& problems) {
    std::vector<config::Override> overrides;
    for (const auto& text : source.sets) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            problems.add({"--set " + text, 0, 0}, "is no key=value, for example --set server.listen=127.0.0.1:9000");
            continue;
        }
        overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    return overrides;
}

// What the files may say already but this version does not do is refused: nobody should believe in a check that is not made.
void refuse_what_is_not_there(const config::Settings& settings, config::Problems& problems) {
    const config::Position whole_file{settings.file, 0, 0};
    if (settings.plugins.trust != "off")
        problems.add(whole_file, "plugins.trust.require is " + settings.plugins.trust + ", but this version verifies no signatures; set it to off");
    if (settings.server.tls)
        problems.add(whole_file, "server.tls is set, but this version speaks plain HTTP; put a proxy in front, name it in server.trusted-proxies, and remove tls");
    if (!settings.database.url.starts_with("sqlite:"))
        problems.add(whole_file, "database.url is no sqlite:PATH, and this version stores in SQLite alone");
}

std::string public_url_of(const config::ServerSettings& server) {
    if (!server.public_url.empty()) return server.public_url;
    const std::string scheme = server.tls ? "https" : "http";
    unsigned short port = 0;
    for (const auto& endpoint : server.listen)
        if (endpoint.port != 0 && port == 0) port = endpoint.port;
    const bool usual = port == 0 || port == (server.tls ? 443 : 80);
    return scheme + "://" + server.base_domain + (usual ? "" : ":" + std::to_string(port));
}

}  // namespace

std::optional<Configuration> read_configuration(const Source& source, config::Problems& problems) {
    auto settings = config::read_settings(source.file, overrides_of(source, problems), problems);
    if (!settings) return std::nullopt;
    if (settings->plugins.directory.empty()) settings->plugins.directory = own_plugins_folder().string();
    refuse_what_is_not_there(*settings, problems);
    const auto access = config::read_access_rules(settings->access_file, problems);
    auto manifests = plugins::read_enabled(settings->plugins, problems);
    if (access && problems.empty()) plugins::check_access(*access, manifests, problems);
    if (!problems.empty()) return std::nullopt;
    auto public_url = public_url_of(settings->server);
    return Configuration{std::move(*settings), *access, std::move(manifests), std::move(public_url)};
}

Configuration must_read(const Source& source) {
    config::Problems problems;
    auto configuration = read_configuration(source, problems);
    if (configuration) return std::move(*configuration);
    std::fputs(problems.text().c_str(), stderr);
    throw ConfigurationRefused{};
}

std::vector<storage::MigrationSet> migrations_of(const Configuration& configuration) {
    std::vector<storage::MigrationSet> sets{storage::host_migrations()};
    for (const auto& manifest : configuration.manifests) sets.push_back(plugins::migrations_of(manifest));
    return sets;
}

std::string pepper_file(const config::Settings& settings) {
    const auto colon = settings.database.url.find(':');
    return settings.database.url.substr(colon + 1) + ".pepper";
}

}  // namespace mortise::cli

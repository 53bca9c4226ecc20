// Everything that the YAML files say, read and checked together, without running any plugin's code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/access_rules.hpp"
#include "config/settings.hpp"
#include "plugins/registry.hpp"
#include "storage/migrations.hpp"

namespace mortise::cli {

// Where to read from: --config FILE and --set key=value.
struct Source {
    std::string file = "config/mortise.yaml";
    std::vector<std::string> sets;
};

struct Configuration {
    config::Settings settings;
    config::AccessRules access;
    std::vector<plugins::Manifest> manifests;
    std::string public_url;
};

// Nothing when `problems` got any; all of them are there.
std::optional<Configuration> read_configuration(const Source& source, config::Problems& problems);

// Thrown by `must_read`, when the problems are already on standard error; main turns it into exit code 78.
struct ConfigurationRefused {};
Configuration must_read(const Source& source);

// The host's migrations, then those of the enabled plugins.
std::vector<storage::MigrationSet> migrations_of(const Configuration& configuration);

// The server's secret: secrets.pepper, or a file beside the database, made when absent.
std::string pepper_file(const config::Settings& settings);

}  // namespace mortise::cli

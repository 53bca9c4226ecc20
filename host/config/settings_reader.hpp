// How mortise.yaml becomes Settings: one function a section. For config's own sources; everybody else calls read_settings().
#pragma once

#include "config/cursor.hpp"
#include "config/locations.hpp"
#include "config/settings.hpp"

namespace mortise::config {

class SettingsReader {
public:
    SettingsReader(Settings& settings, Problems& problems);
    void read(const Node& document);

private:
    void read_server(const Node& node);
    void read_listen(const Node& node);
    std::optional<Endpoint> read_endpoint(const Node& node, std::string_view name);
    void read_tls(const Node& node);
    void read_database(const Node& node);
    void read_sessions(const Node& node);
    void read_passwords(const Node& node);
    void read_secrets(const Node& node);
    void read_log(const Node& node);
    void read_plugins(const Node& node);
    void read_trust(const Node& node);
    void read_enabled(const Node& id, const Node& node);

    Settings& settings_;
    Problems& problems_;
    Locations locations_;
};

}  // namespace mortise::config

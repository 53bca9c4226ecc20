#include "config/settings.hpp"

#include "config/cursor.hpp"
#include "config/locations.hpp"
#include "config/network.hpp"
#include "config/overrides.hpp"
#include "config/settings_reader.hpp"
#include "config/text.hpp"

namespace mortise::config {

SettingsReader::SettingsReader(Settings& settings, Problems& problems)
    : settings_{settings}, problems_{problems}, locations_{settings.file, problems} {}

void SettingsReader::read(const Node& document) {
    Cursor cursor{document, "", problems_};
    if (const Node* server = cursor.find("server")) read_server(*server);
    if (const Node* database = cursor.need("database")) read_database(*database);
    if (const Node* sessions = cursor.find("sessions")) read_sessions(*sessions);
    if (const Node* passwords = cursor.find("passwords")) read_passwords(*passwords);
    if (const Node* secrets = cursor.find("secrets")) read_secrets(*secrets);
    if (const Node* log = cursor.find("log")) read_log(*log);
    if (const Node* access = cursor.need("access"))
        if (const auto file = read_text(*access, "access", problems_))
            settings_.access_file = locations_.existing_file(*access, *file).value_or("");
    if (const Node* plugins = cursor.need("plugins")) read_plugins(*plugins);
    cursor.finish();
}

void SettingsReader::read_database(const Node& node) {
    Cursor cursor{node, "database", problems_};
    if (const Node* url = cursor.need("url"))
        if (read_text(*url, "database.url", problems_)) settings_.database.url = locations_.database_url(*url).value_or("");
    settings_.database.readers = cursor.number("readers", 1, 256).value_or(settings_.database.readers);
    cursor.finish();
}

void SettingsReader::read_sessions(const Node& node) {
    Cursor cursor{node, "sessions", problems_};
    SessionSettings& sessions = settings_.sessions;
    const auto read = [&](std::string_view key, std::chrono::seconds& limit) {
        const auto duration = cursor.duration(key);
        if (!duration) return;
        limit = std::chrono::floor<std::chrono::seconds>(*duration);
        if (limit != *duration) problems_.add(cursor.find(key)->at, cursor.name_of(key) + " must be whole seconds");
    };
    read("idle", sessions.idle);
    read("absolute", sessions.absolute);
    read("impersonation-idle", sessions.impersonation_idle);
    read("step-up", sessions.step_up);
    if (sessions.idle > sessions.absolute)
        problems_.add(node.at, "sessions.idle is longer than sessions.absolute; shorten it, or it never takes effect");
    cursor.finish();
}

void SettingsReader::read_passwords(const Node& node) {
    Cursor cursor{node, "passwords", problems_};
    PasswordSettings& passwords = settings_.passwords;
    constexpr std::size_t mib = 1024 * 1024;
    if (const auto memory = cursor.size("memory", 8 * mib, 1024 * mib))
        passwords.memory_kib = static_cast<unsigned>(*memory / 1024);
    passwords.passes = cursor.number("passes", 1, 20).value_or(passwords.passes);
    passwords.at_once = cursor.number("at-once", 1, 64).value_or(passwords.at_once);
    cursor.finish();
}

void SettingsReader::read_secrets(const Node& node) {
    Cursor cursor{node, "secrets", problems_};
    constexpr std::size_t min_bytes = 32;
    if (const Node* pepper = cursor.find("pepper"); pepper && read_text(*pepper, "secrets.pepper", problems_))
        if (auto secret = locations_.secret(*pepper)) {
            settings_.pepper = std::move(*secret);
            if (settings_.pepper.size() < min_bytes)
                problems_.add(pepper->at, "secrets.pepper is shorter than 32 characters; make one with: openssl rand -hex 32");
        }
    cursor.finish();
}

void SettingsReader::read_log(const Node& node) {
    Cursor cursor{node, "log", problems_};
    settings_.log_level = cursor.choice("level", {"debug", "info", "warning", "error"}).value_or(settings_.log_level);
    cursor.finish();
}

std::optional<Settings> read_settings(const std::string& file, const std::vector<Override>& overrides, Problems& problems) {
    auto document = read_yaml(file, problems);
    if (!document) return std::nullopt;
    for (const Override& override_ : overrides) apply(override_, *document, problems);
    Settings settings;
    settings.file = file;
    SettingsReader{settings, problems}.read(*document);
    return settings;
}

}  // namespace mortise::config

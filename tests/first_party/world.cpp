#include "first_party/world.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "accounts/secrets.hpp"
#include "accounts/workspaces.hpp"

namespace mortise::plugins {
namespace {

std::string new_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mortise-first-party-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error{"no temporary folder: " + pattern};
    return pattern;
}

}  // namespace

World::World(std::vector<config::Override> overrides) : folder_{new_folder()} {
    accounts::init_secrets();
    pepper_ = std::make_unique<accounts::Pepper>("a pepper that is long enough for a test's keys");
    overrides.push_back({"plugins.directory", MORTISE_BUILD_DIR "/plugins"});
    config::Problems problems;
    const auto settings = config::read_settings(MORTISE_SOURCE_DIR "/config/mortise.yaml", overrides, problems);
    if (!settings) throw std::runtime_error{problems.text()};
    auto manifests = read_enabled(settings->plugins, problems);

    std::vector<storage::MigrationSet> migrations{storage::host_migrations()};
    for (const auto& manifest : manifests) {
        migrations.push_back(migrations_of(manifest));
        for (const auto& [permission, texts] : manifest.permissions) permissions_.push_back(permission);
    }
    storage::DatabaseOptions options;
    options.url = "sqlite:" + folder_ + "/mortise.db";
    database_ = storage::Database::open(options);
    database_->migrate(migrations);

    Services services;
    services.pepper = pepper_.get();
    services.sessions = settings->sessions;
    services.public_url = "http://localhost:8080";
    services.count = [](std::string_view, std::string_view, std::uint64_t) {};
    plugins_ = load_plugins(settings->plugins, std::move(manifests), services, problems);
    if (!problems.all().empty()) throw std::runtime_error{problems.text()};

    database_->write_and_wait([&](storage::Connection& connection) {
        accounts::Argon2Cost cheap;
        cheap.memory_kib = 8;
        cheap.passes = 1;
        const auto data = accounts::seed_demo(connection, *pepper_, cheap, now_);
        for (const auto& user : data.users) users_[user.email] = user.id.string();
        for (const auto& workspace : data.workspaces) workspaces_[workspace.name] = workspace.id.string();
        return true;
    });
}

World::~World() {
    plugins_.clear();
    if (database_) database_->drain();
    database_.reset();
    std::filesystem::remove_all(folder_);
}

CallOutput World::run(const Call& call) {
    const auto plugin = std::find_if(plugins_.begin(), plugins_.end(), [&](const auto& each) { return each->manifest().id == call.plugin; });
    if (plugin == plugins_.end()) throw std::runtime_error{"no plugin " + call.plugin};
    const auto& routes = (*plugin)->manifest().routes;
    const auto route = std::find_if(routes.begin(), routes.end(), [&](const auto& each) { return each.handler == call.handler; });
    if (route == routes.end()) throw std::runtime_error{"no route " + call.handler};

    model::Request request;
    request.method = route->method;
    request.method_text = model::to_text(route->method);
    request.path = "/api/v1" + route->path;
    request.query = call.query;
    request.headers = call.headers;
    request.body = call.body;
    request.id = "request-1";
    request.client_address = "192.0.2.1";
    request.received_at = now_;
    request.started_at = std::chrono::steady_clock::now();

    std::vector<model::NamedText> path = call.path;
    if (!call.workspace.empty()) path.push_back({"workspace", workspace(call.workspace)});
    if (!call.user.empty()) path.push_back({"user", user(call.user)});
    std::vector<std::string_view> held;
    for (const auto& permission : permissions_)
        if (std::find(call.without.begin(), call.without.end(), permission) == call.without.end()) held.push_back(permission);

    last_ = {};
    const auto work = [&](storage::Connection& connection) {
        accounts::Workspaces workspaces{connection};
        model::Principal principal;
        principal.kind = call.kind;
        principal.subject = {*model::UserId::parse(user(call.by)), call.by, call.by};
        if (!call.actor.empty()) principal.actor = {*model::UserId::parse(user(call.actor)), call.actor, call.actor};
        principal.session = *model::SessionId::parse("5e5510500000000000000001");
        if (!call.confined_to.empty()) principal.confined_to = *model::WorkspaceId::parse(workspace(call.confined_to));

        std::optional<model::WorkspaceView> view;
        std::optional<model::Member> target;
        if (!call.workspace.empty()) view = workspaces.seen_by(principal.subject.id, *model::WorkspaceId::parse(workspace(call.workspace)));
        if (!call.user.empty()) target = workspaces.member(view.value().id, *model::UserId::parse(user(call.user)));
        const CallInput input{request,
                              path,
                              principal,
                              view ? &*view : nullptr,
                              target ? &*target : nullptr,
                              {},
                              held,
                              connection,
                              now_ + std::chrono::seconds{10}};
        last_ = (*plugin)->handle((*plugin)->handler(call.handler), input);
        return !last_.refusal && last_.response.status < 400;
    };
    if (model::reads_only(route->method)) database_->read([&](storage::Connection& connection) { work(connection); });
    else database_->write_and_wait(work);
    return last_;
}

boost::json::value World::json(const Call& call) {
    run(call);
    if (last_.refusal) throw std::runtime_error{"refused: " + last_.refusal->reason + ": " + last_.refusal->cause};
    return boost::json::parse(last_.response.body);
}

std::string World::refusal(const Call& call) {
    run(call);
    if (!last_.refusal) return std::to_string(last_.response.status);
    auto text = std::to_string(last_.refusal->status) + " " + last_.refusal->reason;
    if (!last_.refusal->field.empty()) text += " " + last_.refusal->field;
    return text;
}

std::vector<std::string> World::events() const {
    std::vector<std::string> names;
    for (const auto& event : last_.events) {
        const auto* whose = event.audience == model::Audience::workspace ? "members of " : "owners of ";
        names.push_back(event.name + " " +
                        (event.audience == model::Audience::user ? name_of_user(event.user) : whose + name_of_workspace(event.workspace)));
    }
    return names;
}

std::string World::user(std::string_view email) const { return users_.find(email)->second; }
std::string World::workspace(std::string_view name) const { return workspaces_.find(name)->second; }
std::string World::instant(std::chrono::seconds from_now) const { return model::to_text(now_ + from_now); }

std::string World::name_of_user(const model::UserId& id) const {
    for (const auto& [email, user_id] : users_)
        if (user_id == id.view()) return email;
    return "nobody";
}

std::string World::name_of_workspace(const model::WorkspaceId& id) const {
    for (const auto& [name, workspace_id] : workspaces_)
        if (workspace_id == id.view()) return name;
    return "none";
}

std::int64_t World::number(const std::string& sql) {
    std::int64_t found = 0;
    database_->read([&](storage::Connection& connection) { found = connection.query(sql, {}, {storage::Type::integer}).integer(0, 0); });
    return found;
}

void World::execute(const std::string& sql) {
    database_->write_and_wait([&](storage::Connection& connection) { return connection.execute(sql), true; });
}

}  // namespace mortise::plugins

#include "cli/assembly.hpp"

#include <unistd.h>

#include <cstdio>

#include "observe/log.hpp"
#include "cli/files.hpp"

namespace mortise::cli {
namespace {

using observe::Level;

accounts::Pepper read_pepper(const config::Settings& settings) {
    return settings.pepper.empty() ? accounts::Pepper::from_file(pepper_file(settings)) : accounts::Pepper{settings.pepper};
}

std::string node_name(const config::ServerSettings& server) {
    if (!server.node.empty()) return server.node;
    char name[256] = "mortise";
    ::gethostname(name, sizeof name - 1);
    return name;
}

http::Address to_http(const config::Endpoint& endpoint) { return {endpoint.address, endpoint.port, endpoint.unix_path}; }

}  // namespace

Assembly::Assembly(Configuration configuration, Source source)
    : source_{std::move(source)},
      configuration_{std::move(configuration)},
      pepper_{read_pepper(configuration_.settings)},
      database_{storage::Database::open({.url = configuration_.settings.database.url, .readers = configuration_.settings.database.readers})},
      bus_{events::Bus::make({})},
      password_slots_{static_cast<std::ptrdiff_t>(configuration_.settings.passwords.at_once)},
      environment_{*database_, *bus_, pepper_, bookkeeping_, refusals_, metrics_, node_name(configuration_.settings.server)} {
    observe::set_log_level(configuration_.settings.log_level);
    config::Problems problems;
    auto generation = build(configuration_, problems);
    if (!generation) {
        std::fputs(problems.text().c_str(), stderr);
        throw ConfigurationRefused{};
    }
    database_->migrate(migrations_of(configuration_));   // only now: what is refused has changed nothing
    pipeline_ = std::make_unique<pipeline::Pipeline>(environment_, configuration_.settings.server.workers, configuration_.settings.server.work_queue);
    pipeline_->use(std::move(generation));
    add_samples();
}

Assembly::~Assembly() = default;

plugins::Services Assembly::plugin_services(const Configuration& configuration) {
    plugins::Services services;
    services.pepper = &pepper_;
    services.sessions = configuration.settings.sessions;
    services.public_url = configuration.public_url;
    services.count = [this](std::string_view plugin, std::string_view name, std::uint64_t by) { metrics_.count_plugin(plugin, name, by); };
    return services;
}

std::shared_ptr<const pipeline::Generation> Assembly::build(const Configuration& configuration, config::Problems& problems) {
    auto loaded = plugins::load_plugins(configuration.settings.plugins, configuration.manifests, plugin_services(configuration), problems);
    if (!problems.empty()) return nullptr;
    access::Policy policy{configuration.access, pipeline::defined_permissions(loaded)};
    auto files = std::make_shared<Files>(configuration.settings.server.web, loaded);
    content_security_policy_ = files->content_security_policy();

    const endpoints::Dependencies dependencies{environment_, sign_ins_, password_slots_};
    auto routes = pipeline::plugin_routes(loaded, policy);
    endpoints::add_health(routes, dependencies);
    endpoints::add_sign_in(routes, dependencies);
    endpoints::add_session(routes, dependencies);
    endpoints::add_preferences(routes, dependencies);
    endpoints::add_impersonation(routes, dependencies);
    endpoints::add_handoff(routes, dependencies);
    endpoints::add_events(routes, dependencies);
    endpoints::add_permissions(routes, dependencies);

    auto generation = std::make_shared<pipeline::Generation>(pipeline::Generation{
        .settings = configuration.settings, .public_url = configuration.public_url, .policy = std::move(policy), .plugins = std::move(loaded)});
    generation->log_in_as = generation->policy.index_of("accounts.log-in-as");
    endpoints::add_descriptions(routes, *generation);
    for (auto& route : routes) {
        route.label = std::string{model::to_text(route.method)} + ' ' + route.pattern;
        route.metrics = &metrics_.route(route.label);
    }
    generation->routes = std::make_unique<pipeline::RouteTable>(std::move(routes));
    generation->files = [files](const model::Request& request) { return files->find(request); };
    return generation;
}

void Assembly::add_samples() {
    metrics_.sample("mortise_write_queue", "Units of work waiting for the writer", [this] { return double(database_->state().write_queue); });
    metrics_.sample("mortise_readers_free", "Reading connections not leased", [this] { return double(database_->state().readers_free); });
    metrics_.sample("mortise_writable", "1 when the last commit held", [this] { return database_->state().writable ? 1.0 : 0.0; });
    metrics_.sample("mortise_work_queue", "Requests waiting for a worker", [this] { return double(pipeline_->waiting()); });
    metrics_.sample("mortise_event_streams", "Open event streams", [this] { return double(bus_->size()); });
    metrics_.sample("mortise_connections", "Open connections", [this] { return server_ ? double(server_->connections()) : 0.0; });
}

std::unique_ptr<http::Server> Assembly::make_server() const {
    const auto& server = configuration_.settings.server;
    http::ServerOptions options;
    for (const auto& endpoint : server.listen) options.listen.push_back(to_http(endpoint));
    options.io_threads = server.io_threads;
    options.trusted_proxies = server.trusted_proxies;
    options.content_security_policy = content_security_policy_;
    options.tls = configuration_.public_url.starts_with("https:");
    options.request_id = model::make_id;
    options.body_limit = 4 * 1024 * 1024;   // what a manifest may ask for at most
    options.body_limit_of = [this](model::Method method, std::string_view path) { return pipeline_->body_limit(method, path); };
    return http::Server::make(std::move(options), http::from_callback([this](model::Request&& request, http::Answer answer) {
                                  pipeline_->serve(std::move(request), std::move(answer));
                              }));
}

std::unique_ptr<http::Server> Assembly::make_admin_server() {
    http::ServerOptions options;
    options.listen.push_back(to_http(configuration_.settings.server.admin_listen));
    options.content_security_policy = "default-src 'none'";
    options.request_id = model::make_id;
    return http::Server::make(std::move(options), [this](model::Request&& request) -> http::Awaitable<model::Response> {
        model::Response response;
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        if (request.path == "/metrics" && model::reads_only(request.method)) response.body = metrics_.text();
        else response.status = 404;
        co_return response;
    });
}

// Logging in as somebody, once switched off, stays off for those who were: switching it on again revives none of their sessions.
void Assembly::end_what_is_switched_off() {
    const auto generation = pipeline_->generation();
    const bool switched_off = generation->policy.decide(generation->log_in_as, {.signed_in = true}) == access::Decision::not_enabled;
    if (!switched_off) return;
    const auto ended = std::make_shared<std::vector<model::SessionId>>();
    database_->write({[ended](storage::Connection& connection) {
                          *ended = accounts::Sessions{connection}.end_impersonations(model::now());
                          return true;
                      },
                      [this, ended](std::exception_ptr error) {
                          if (error) observe::log(Level::warning, "impersonations_not_ended");
                          else for (const auto& session : *ended) bus_->end_session(session);
                      }});
}

void Assembly::start() {
    end_what_is_switched_off();
    server_ = make_server();
    admin_server_ = make_admin_server();
    server_->start();
    admin_server_->start();
    const auto socket = admin_socket(configuration_.settings);
    if (socket.empty()) {
        observe::log(Level::warning, "no_command_socket", {{"cause", "the path of the database is too long"}});
        return;
    }
    ::unlink(socket.c_str());   // of a process that is gone: the database's lock is ours
    http::ServerOptions options;
    options.listen.push_back({{}, 0, socket});
    options.request_id = model::make_id;
    command_server_ = http::Server::make(std::move(options), command_handler(*database_, pepper_, *bus_));
    command_server_->start();
}

bool Assembly::reload(config::Problems& problems) {
    auto configuration = read_configuration(source_, problems);
    std::shared_ptr<const pipeline::Generation> generation;
    try {
        if (configuration) {
            generation = build(*configuration, problems);
            if (generation) database_->migrate(migrations_of(*configuration));
        }
    } catch (const std::exception& error) {
        problems.add({source_.file, 0, 0}, error.what());
        generation = nullptr;
    }
    metrics_.count_reload(generation != nullptr);
    if (!generation) return false;
    observe::set_log_level(configuration->settings.log_level);
    configuration_.access = std::move(configuration->access);
    configuration_.manifests = std::move(configuration->manifests);
    pipeline_->use(std::move(generation));
    end_what_is_switched_off();
    bus_->refresh_all();
    return true;
}

// The host's own bookkeeping, outside any request's unit.
bool Assembly::write_aside(std::function<bool(storage::Connection&)> run) {
    return database_->write({std::move(run), [](std::exception_ptr error) {
                                 if (error) observe::log(Level::warning, "housekeeping_failed");
                             }});
}

void Assembly::write_counts(model::Steady now) {
    auto rows = refusals_.take_counts(now);
    if (rows.empty()) return;
    const bool queued = write_aside([rows](storage::Connection& connection) {
        accounts::AuditLog log{connection};
        for (const auto& row : rows) log.append(row);
        return true;
    });
    if (!queued) observe::log(Level::warning, "refusals_not_counted", {{"sessions", rows.size()}});
}

void Assembly::tick() {
    ++ticks_;
    pipeline_->run_schedules(model::now());
    const auto write = [this](std::function<bool(storage::Connection&)> run) { return write_aside(std::move(run)); };
    if (ticks_ % 5 == 0) {
        bookkeeping_.flush(model::now(), write);
        write_counts(std::chrono::steady_clock::now());
    }
    if (ticks_ % 15 == 0) bus_->tick(model::now());
    if (ticks_ % 60 == 0)
        write([this](storage::Connection& connection) {
            for (const auto& session : accounts::Sessions{connection}.end_expired(model::now())) bus_->end_session(session);
            return true;
        });
    if (ticks_ % 3600 == 0)
        write([](storage::Connection& connection) {
            accounts::Sessions{connection}.purge(model::now() - std::chrono::hours{24 * 30});
            return true;
        });
}

void Assembly::stop() {
    constexpr std::chrono::seconds within{10};
    server_->stop_accepting();
    pipeline_->stop_schedules();   // requests in flight do not wait for them, nor does the end
    bus_->close_all();
    server_->drain(within);
    admin_server_->drain(std::chrono::seconds{1});
    if (command_server_) command_server_->drain(std::chrono::seconds{1});
    bookkeeping_.flush(
        model::now(), [this](std::function<bool(storage::Connection&)> run) { return write_aside(std::move(run)); },
        accounts::Bookkeeping::Which::all);
    write_counts(std::chrono::steady_clock::now() + pipeline::RefusalThrottle::window);   // also of windows that are not over
    database_->drain();
}

}  // namespace mortise::cli

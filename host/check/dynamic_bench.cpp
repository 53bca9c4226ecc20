#include "check/dynamic_bench.hpp"

#include <boost/json/serialize.hpp>

#include "plugins/registry.hpp"
#include "plugins/schema.hpp"
#include "storage/migrations.hpp"

namespace mortise::check {
namespace {

namespace fake = mortise::testing;

constexpr const char* people = R"(
    INSERT INTO workspaces (id, name, plan, subdomain, created_at) VALUES
        ('aaaaaaaaaaaaaaaaaaaaaaaa', 'Acme', 'enterprise', 'acme', 0);
    INSERT INTO users (id, email, email_folded, name, password_hash, created_at) VALUES
        ('111111111111111111111111', 'olivia@acme.example', 'olivia@acme.example', 'Olivia', '!', 0),
        ('222222222222222222222222', 'mia@acme.example', 'mia@acme.example', 'Mia', '!', 0);
    INSERT INTO memberships (workspace_id, user_id, role, status, joined_at, sort_name, sort_email) VALUES
        ('aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 'owner', 'ACTIVE', 0, 'olivia', 'olivia@acme.example'),
        ('aaaaaaaaaaaaaaaaaaaaaaaa', '222222222222222222222222', 'member', 'ACTIVE', 0, 'mia', 'mia@acme.example');
    INSERT INTO api_keys (id, user_id, name, hint, secret_hash, status, created_at) VALUES
        ('bbbbbbbbbbbbbbbbbbbbbbb1', '111111111111111111111111', 'Laptop', 'mk_...1', '', 'ACTIVE', 0),
        ('bbbbbbbbbbbbbbbbbbbbbbb2', '222222222222222222222222', 'Phone', 'mk_...2', '', 'DEACTIVATED', 0);
    INSERT INTO audit_log (id, at, node, request_id, workspace_id, subject_id, action, result, status, client_address) VALUES
        ('cccccccccccccccccccccccc', 0, 'node', 'request', 'aaaaaaaaaaaaaaaaaaaaaaaa', '111111111111111111111111', 'timer.stop',
            'done', 200, '127.0.0.1');
)";

constexpr int attempts_at_success = 12;
constexpr std::uint64_t ids_per_host = 1'000'000;

fake::Audience audience_of(model::Audience audience) {
    switch (audience) {
        case model::Audience::user: return fake::Audience::user;
        case model::Audience::workspace_owners: return fake::Audience::workspace_owners;
        case model::Audience::workspace: break;
    }
    return fake::Audience::workspace;
}

std::string settings_of(const plugins::Manifest& manifest) {
    if (manifest.settings_schema.empty()) return "{}";
    return boost::json::serialize(plugins::Schema{manifest.settings_schema}.with_defaults({}));
}

void run_all(fake::SqliteDatabase& database, const storage::MigrationSet& set) {
    for (const auto& migration : set.migrations) database.script(migration.sql);
}

}  // namespace

std::string bench_workspace() { return fake::acme_id; }
std::string bench_member() { return fake::mia_id; }
std::string bench_time() { return "2026-09-21T12:00:00Z"; }

// Passes everything on, and keeps it only while it is told to.
class Bench::Undone final : public fake::Database {
public:
    explicit Undone(fake::SqliteDatabase& database) : database_{database} {}
    void begin(fake::Access access) override { database_.begin(access); }
    void commit() override { keeps ? database_.commit() : database_.roll_back(); }
    void roll_back() noexcept override { database_.roll_back(); }
    fake::SqlRows query(const fake::SqlStatement& statement) override { return database_.query(statement); }
    void issued(const fake::IssuedKey& key, std::string_view user, std::int64_t now) override {
        database_.issued(key, user, now);
    }

    bool keeps = false;

private:
    fake::SqliteDatabase& database_;
};

Bench::Bench(const Trial& trial)
    : trial_{trial}, settings_{settings_of(trial.manifest)}, database_{std::make_shared<Undone>(tables_)}, inputs_{trial.seed} {
    const auto& manifest = trial.manifest;
    run_all(tables_, storage::host_migrations());
    tables_.script(people);
    for (const auto& set : trial.required) run_all(tables_, set);
    run_all(tables_, plugins::migrations_of(manifest));
    for (const auto& [table, columns] : manifest.tables)
        tables_.may(table, {.read = columns.read, .write = columns.write, .owned = columns.owned, .erase = columns.erase});
    fill();
}

void Bench::fill() {
    auto host = this->host();
    if (host.start() != MORTISE_OK) return;
    database_->keeps = true;
    for (const auto size : {Size::least, Size::usual})
        for (const auto& route : trial_.manifest.routes)
            if (!model::reads_only(route.method) && route.method != model::Method::del)
                call(host, route, inputs_.allowed(route, size));
    database_->keeps = false;
    learn_ids();
    for (const auto& route : trial_.manifest.routes) usual_.emplace(route.handler, find_usual(host, route));
}

// One that gets as far as possible, for what a handler does after a refusal is little.
Input Bench::find_usual(fake::FakeHost& host, const plugins::RouteSpec& route) {
    auto input = inputs_.allowed(route, Size::usual);
    for (int i = 0; i < attempts_at_success && !call(host, route, input).ok(); ++i)
        input = inputs_.allowed(route, i % 2 == 0 ? Size::least : Size::usual);
    return input;
}

// Of the rows that the plugin can see, as far as its tables call them `id`; people and workspaces have names of their own.
void Bench::learn_ids() {
    for (const auto& [table, columns] : trial_.manifest.tables) {
        if (table == "users" || table == "workspaces" || !(columns.owned || columns.read.contains("id"))) continue;
        const auto has_id = tables_.value("SELECT count(*) FROM pragma_table_info('" + table + "') WHERE name = 'id'");
        if (has_id == "1") inputs_.learn(tables_.value("SELECT group_concat(id) FROM (SELECT id FROM " + table + " LIMIT 5)"));
    }
}

testing::FakeHost Bench::host() {
    const auto& manifest = trial_.manifest;
    fake::FakeHost host{trial_.entry()};
    auto extensions = manifest.extensions_required;
    extensions.insert(extensions.end(), manifest.extensions_optional.begin(), manifest.extensions_optional.end());
    std::vector<std::string> permissions;
    for (const auto& [permission, texts] : manifest.permissions) permissions.push_back(permission);
    host.offers(std::move(extensions)).permissions(std::move(permissions)).settings(settings_).use(*database_);
    host.ids_from(ids_per_host * ++hosts_);
    for (const auto& [name, event] : manifest.events) host.event(name, audience_of(event.audience));
    for (const auto& schedule : manifest.schedules) host.schedule(schedule.handler);
    return host;
}

testing::Answer Bench::call(testing::FakeHost& host, const plugins::RouteSpec& route, const Input& input) const {
    note_step(handler_text(route) + " runs with " + input.what);
    auto call = host.call(route.handler, model::to_text(route.method));
    for (const auto& [name, value] : input.path) call.path(name, value);
    for (const auto& [name, value] : input.query) call.query(name, value);
    return call.body(input.body).run();
}

Input Bench::usual(const plugins::RouteSpec& route) const {
    const auto known = usual_.find(route.handler);
    return known != usual_.end() ? known->second : InputMaker{trial_.seed}.allowed(route, Size::usual);
}

std::vector<Input> Bench::hostile(const plugins::RouteSpec& route) { return inputs_.hostile(route); }

}  // namespace mortise::check

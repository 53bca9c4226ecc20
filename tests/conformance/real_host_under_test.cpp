#include <boost/json/parse.hpp>
#include <map>
#include <mortise/testing/internal/module.hpp>

#include "../plugins/temporary_folder.hpp"
#include "../plugins/test_call.hpp"
#include "accounts/sessions.hpp"
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "host_under_test.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "storage/database.hpp"

namespace conformance {
namespace {

namespace model = mortise::model;
namespace plugins = mortise::plugins;
namespace storage = mortise::storage;
namespace accounts = mortise::accounts;

// One module behind the real host's tables.
class Instance {
public:
    Instance(const mortise_module& module, plugins::HostTable& table) : module_{module}, table_{table} {
        if (module.create(&table.abi(), &instance_) != MORTISE_OK) throw std::runtime_error{"create failed"};
    }
    ~Instance() { module_.destroy(instance_); }
    plugins::CallOutput run(std::string_view handler, const plugins::CallInput& input) {
        const auto number = mortise::testing::internal::handler_number(module_, handler);
        return plugins::RunningCall::of_this_thread().run({module_.handle, instance_, number, handler}, table_, input);
    }

private:
    const mortise_module& module_;
    plugins::HostTable& table_;
    void* instance_ = nullptr;
};

class RealHostUnderTest final : public HostUnderTest {
public:
    explicit RealHostUnderTest(const Made& made) : settings_{boost::json::parse(made.settings).as_object()} {
        manifest_.id = "probe";
        for (const char* extension :
             {MORTISE_EXT_STORAGE, MORTISE_EXT_EVENTS, MORTISE_EXT_AUDIT, MORTISE_EXT_CLOCK, MORTISE_EXT_IDS, MORTISE_EXT_MEMBERS,
              MORTISE_EXT_METRICS, MORTISE_EXT_CREDENTIALS, MORTISE_EXT_SESSIONS, MORTISE_EXT_SETTINGS, MORTISE_EXT_SCHEDULER})
            if (std::ranges::find(made.without, extension) == made.without.end())
                manifest_.extensions_required.push_back(extension);
        manifest_.events["probe.written"].audience = model::Audience::workspace;
        manifest_.events["probe.told"].audience = model::Audience::user;
        manifest_.schedules.emplace_back().handler = "run";
        services_.pepper = &pepper_;
        services_.public_url = "http://localhost:8080";
        services_.count = [this](std::string_view, std::string_view name, std::uint64_t by) { counts_[std::string{name}] += by; };
        table_ = std::make_unique<plugins::HostTable>(manifest_, grants_, access_, settings_, services_);
        database_->migrate({storage::host_migrations(), storage::read_migrations("probe", probe_migrations())});
        database_->write_and_wait([&](storage::Connection& connection) { return fill(connection), true; });
    }
    ~RealHostUnderTest() override { database_->drain(); }

    Outcome run(const Given& given, const Work& work) override {
        if (!scenario_) scenario_.emplace(scenario_module(), *table_);
        return send(*scenario_, "run", given, &work);
    }
    Outcome run_probe(std::string_view handler, const Given& given) override {
        if (!probe_) probe_.emplace(*mortise::testing::internal::load_module(probe_package()), *table_);
        return send(*probe_, handler, given, nullptr);
    }

    std::string id(std::string_view name) const override { return ids_.find(name)->second; }
    std::string value(const std::string& sql) override {
        std::string found = "(no row)";
        database_->read([&](storage::Connection& connection) {
            const auto rows = connection.query(sql, {}, {storage::Type::text});
            if (!rows.empty()) found = rows.is_null(0, 0) ? "(null)" : std::string{rows.text(0, 0)};
        });
        return found;
    }
    std::uint64_t counter(const std::string& name) override { return counts_[name]; }
    std::size_t keys() override { return std::stoul(value("SELECT count(*) FROM api_keys")); }
    std::size_t impersonations() override {
        return std::stoul(value("SELECT count(*) FROM sessions WHERE actor_id IS NOT NULL"));
    }

private:
    void fill(storage::Connection& connection) {
        accounts::Users users{connection};
        accounts::Workspaces workspaces{connection};
        const auto olivia = users.add("olivia@acme.example", "Olivia", "!", now_);
        const auto mia = users.add("mia@acme.example", "Mia", "!", now_);
        const auto hugo = users.add("hugo@hooli.example", "Hugo", "!", now_);
        const auto acme = workspaces.add("Acme", "enterprise", "acme", now_);
        const auto globex = workspaces.add("Globex", "pro", "", now_);
        const auto hooli = workspaces.add("Hooli", "enterprise", "", now_);
        for (const auto& workspace : {acme, globex}) {
            workspaces.add_member(workspace, olivia, "owner", model::MemberStatus::active, now_);
            workspaces.add_member(workspace, mia, "member", model::MemberStatus::active, now_);
        }
        workspaces.add_member(hooli, hugo, "owner", model::MemberStatus::active, now_);
        accounts::NewSession session;
        session.subject = olivia;
        session.now = now_;
        session.idle = std::chrono::minutes{30};
        session.absolute = std::chrono::hours{12};
        session_ = accounts::Sessions{connection}.start(session).id;
        ids_ = {{"olivia", olivia.string()}, {"mia", mia.string()},       {"hugo", hugo.string()},
                {"acme", acme.string()},     {"globex", globex.string()}, {"hooli", hooli.string()}};
    }

    template <class Id>
    Id id_of(const std::string& name) const {
        return name.empty() ? Id{} : Id::trusted(id(name));
    }
    // As the stages before a handler would hand it over.
    void fill_call(plugins::TestCall& call, const Given& given, storage::Connection& connection) {
        call.request.path = "/api/v1/probe";
        call.request.body = given.body;
        for (const auto& [name, value] : given.query) call.request.query.push_back({name, value});
        for (const auto& [name, value] : given.headers) call.request.headers.push_back({name, value});
        if (given.does == Does::read) call.reads_only();
        if (given.deadline_passed) call.request.started_at -= std::chrono::seconds{120};
        call.principal.kind = static_cast<model::PrincipalKind>(given.kind);
        call.principal.subject.id = id_of<model::UserId>(given.subject);
        call.principal.actor.id = id_of<model::UserId>(given.actor);
        call.principal.confined_to = id_of<model::WorkspaceId>(given.confined_to);
        call.principal.session = session_;
        for (const auto& permission : given.permissions) call.permissions.push_back(permission);
        call.with_workspace = !given.workspace.empty();
        accounts::Workspaces workspaces{connection};
        if (call.with_workspace) {
            const auto workspace = id_of<model::WorkspaceId>(given.workspace);
            call.path_parameters.push_back({"workspace", id(given.workspace)});
            call.workspace = workspaces.seen_by(call.principal.subject.id, workspace).value();
            if (!call.workspace.subdomain.empty() && !given.at_main_domain) call.host_workspace = workspace;
        }
        if (!given.target.empty()) {
            call.with_target = true;
            call.path_parameters.push_back({"user", id(given.target)});
            call.target = workspaces.member(call.workspace.id, id_of<model::UserId>(given.target)).value();
        }
    }
    Outcome send(Instance& instance, std::string_view handler, const Given& given, const Work* work) {
        plugins::CallOutput output;
        const auto on = [&](storage::Connection& connection) {
            plugins::TestCall call;
            fill_call(call, given, connection);
            work_of_this_thread() = work;
            output = instance.run(handler, given.database_away ? call.input() : call.input(connection));
            return !output.refusal && output.response.status < 400;
        };
        if (given.does == Does::read) database_->read([&](storage::Connection& connection) { on(connection); });
        else database_->write_and_wait(on);
        return outcome(output);
    }
    static Outcome outcome(const plugins::CallOutput& output) {
        Outcome outcome{.status = static_cast<unsigned>(output.response.status),
                        .content_type = output.response.content_type,
                        .body = output.response.body,
                        .reason = {},
                        .message = {},
                        .field = {},
                        .headers = {},
                        .events = {},
                        .runs_soon = {},
                        .audit_reason = output.audit_reason,
                        .audit_details = output.audit_details,
                        .audit_target = output.audit_target};
        for (const auto& header : output.response.headers) outcome.headers.emplace_back(header.name, header.value);
        if (!output.refusal && output.response.status < 400) outcome.runs_soon = output.soon;
        if (const auto& refusal = output.refusal) {
            outcome.status = static_cast<unsigned>(refusal->status);
            outcome.code = static_cast<unsigned>(refusal->code);
            outcome.reason = refusal->reason;
            outcome.message = refusal->message;
            outcome.field = refusal->field;
        }
        constexpr const char* audiences[] = {"user", "workspace-owners", "workspace"};
        for (const auto& event : output.events)
            outcome.events.push_back({event.name, audiences[static_cast<int>(event.audience)], event.workspace.string(),
                                      event.user.string(), event.payload});
        return outcome;
    }

    const model::Instant now_ = model::now();
    plugins::TemporaryFolder folder_;
    std::unique_ptr<storage::Database> database_ =
        storage::Database::open({.url = "sqlite:" + (folder_ / "test.db").string(), .readers = 2});
    const accounts::Pepper pepper_{std::string(32, 'p')};
    const boost::json::object settings_;
    const std::vector<std::string> grants_{"credentials", "scheduler", "sessions"};
    const storage::TableAccess access_{"probe",
                                       {{"probe_notes", {.read = {}, .write = {}, .owned = true}},
                                        {"users", {.read = {"id", "name", "email"}, .write = {"name"}}},
                                        {"workspaces", {.read = {"id"}, .write = {}}}}};
    plugins::Manifest manifest_;
    plugins::Services services_;
    std::map<std::string, std::uint64_t> counts_;
    std::map<std::string, std::string, std::less<>> ids_;
    model::SessionId session_;
    std::unique_ptr<plugins::HostTable> table_;
    std::optional<Instance> scenario_, probe_;
};

}  // namespace

std::unique_ptr<HostUnderTest> make_real_host(const Made& made) { return std::make_unique<RealHostUnderTest>(made); }

}  // namespace conformance

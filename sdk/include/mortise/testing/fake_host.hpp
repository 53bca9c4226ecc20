// A host for a plugin's own tests. It holds one plugin, of any language, and keeps the contract of the boundary as the real host
// does (one suite of tests holds them both to it): a call's unit of work, handles, limits, refusals. It needs no server, no file
// and no port, and can be told to fail.
//
//     FakeHost host{mortise_module_v1()};                        // or FakeHost::load("build/plugins/notes")
//     SqliteDatabase database;                                   // sqlite.hpp; or host.storage().when("SELECT ...").rows(...)
//     database.migrate("migrations");
//     host.use(database).event("note.written", Audience::workspace);
//
//     const Answer answer = host.post("write").in(acme_id).body(R"({"text":"Hello"})").run();
//     EXPECT_EQ(answer.status, 201);
//     EXPECT_EQ(answer.events.at(0).name, "note.written");
//
// It does not read plugin.yaml: permissions, schemas and limits of a route are the real host's, and `mortise plugin check` tries
// them. What is said with setters before the first call counts from the beginning.
#pragma once

#include <mortise/testing/call_builder.hpp>
#include <mortise/testing/internal/audit.hpp>
#include <mortise/testing/internal/basics.hpp>
#include <mortise/testing/internal/credentials.hpp>
#include <mortise/testing/internal/events.hpp>
#include <mortise/testing/internal/members.hpp>
#include <mortise/testing/internal/module.hpp>
#include <mortise/testing/internal/scheduler.hpp>
#include <mortise/testing/internal/sessions.hpp>
#include <mortise/testing/internal/storage.hpp>

#include <memory>

namespace mortise::inline v1_0::testing {

class FakeHost {
public:
    // Throws std::runtime_error when no host could hold such a module.
    explicit FakeHost(const mortise_module* module) : module_{&internal::checked_module(module)} {
        state_->id = from_abi(module_->id);
        fill_tables();
    }
    // A package, or a library itself. Throws std::runtime_error.
    static FakeHost load(const std::filesystem::path& package) { return FakeHost{internal::load_module(package)}; }

    FakeHost(FakeHost&& other) noexcept
        : module_{other.module_},
          state_{std::move(other.state_)},
          instance_{std::exchange(other.instance_, nullptr)},
          created_{std::exchange(other.created_, false)} {}
    FakeHost& operator=(FakeHost&&) = delete;
    ~FakeHost() { stop(); }

    // ---- The world ----

    World& world() noexcept { return state_->world; }
    FakePrincipal& principal() noexcept { return state_->world.principal; }
    FakeHost& permissions(std::vector<std::string> held) { return state_->world.permissions = std::move(held), *this; }
    FakeHost& workspace(FakeWorkspace workspace) { return state_->world.put(std::move(workspace)), followed(); }
    FakeHost& member(FakeMember member) { return state_->world.put(std::move(member)), followed(); }
    FakeHost& now(std::int64_t microseconds) { return state_->world.now = microseconds, *this; }
    // Ids count up from 1; from another number where several hosts share a database.
    FakeHost& ids_from(std::uint64_t number) { return state_->made_ids = number - 1, *this; }
    // A JSON object, complete with the defaults of the manifest's schema.
    FakeHost& settings(std::string_view json) {
        if (created_) throw std::logic_error{"settings do not change while a plugin lives; set them before the first call"};
        return state_->settings = json, *this;
    }
    // An event of the manifest. Others are refused.
    FakeHost& event(std::string_view name, Audience audience) {
        return state_->declared_events.insert_or_assign(std::string{name}, audience), *this;
    }
    // A schedule of the manifest, for run_soon(). Others are not found.
    FakeHost& schedule(std::string_view name) { return state_->declared_schedules.emplace(name), *this; }

    // ---- What the host has, and has not ----

    // Statements go there instead of to storage(). It must outlive the host.
    FakeHost& use(Database& database) { return state_->database = &database, followed(); }
    ScriptedDatabase& storage() noexcept { return state_->scripted; }
    // Offers these extensions and no other: those of the manifest.
    FakeHost& offers(std::vector<std::string> extensions) {
        return state_->offered.emplace(extensions.begin(), extensions.end()), *this;
    }
    // As on a host that lacks it, or an operator who does not grant it.
    FakeHost& without(std::string_view extension) { return state_->absent.emplace(extension), *this; }

    // ---- Failures on purpose ----

    // The nth call of an extension's function from now on, counted from 1, gets `status` and has no effect.
    FakeHost& fail(unsigned nth, mortise_status status) {
        const std::lock_guard lock{state_->mutex};
        state_->services_until_failure = nth;
        state_->fail_with = status;
        return *this;
    }
    // Ends a table ("mortise.storage/1", or "mortise.host") after `size` bytes, as an older host's would; calls beyond are
    // counted by sprung_traps(). Throws std::invalid_argument.
    FakeHost& truncate(std::string_view table, std::uint64_t size) {
        if (!internal::cut_table(state_->tables, table, size)) throw std::invalid_argument{"no table can be cut like this"};
        return *this;
    }
    static unsigned sprung_traps() noexcept { return internal::sprung_traps(); }
    // The memory of every call stays taken, and unreadable, when the call is over: what reads it crashes at once.
    FakeHost& guard_memory() { return state_->keep_memory = true, *this; }

    // ---- Calls ----

    CallBuilder get(std::string_view handler) { return call(handler, "GET"); }
    CallBuilder post(std::string_view handler) { return call(handler, "POST"); }
    // Any method; GET and HEAD cannot write. Throws std::out_of_range when there is no such handler.
    CallBuilder call(std::string_view handler, std::string_view method = "POST") {
        const auto number = internal::handler_number(*module_, handler);
        const auto& world = state_->world;
        internal::Input input;
        input.method = method;
        input.path = "/api/v1/" + state_->id + "/" + std::string{handler};
        input.principal = world.principal;
        input.permissions = world.permissions;
        input.now = world.now;
        input.deadline = world.now + 10'000'000;
        return {world, std::move(input), [this, number](const internal::Input& built) { return send(number, built); }};
    }

    // A run of a schedule for one workspace, as the system: host.run("tidy").in(acme_id).run().
    CallBuilder run(std::string_view schedule) {
        auto builder = call(schedule, "SYSTEM");
        builder.as_system("/schedules/" + std::string{schedule});
        return builder;
    }
    // Hands an event to the plugin's on_event, as to one that subscribes to it: 204 when what that did is kept. Throws
    // std::runtime_error when the plugin has none.
    Answer deliver(const PublishedEvent& event) {
        start_or_throw();
        if (!module_->on_event) throw std::runtime_error{"the plugin has no on_event"};
        internal::Input input;
        input.method = "SYSTEM";
        input.path = "/events/" + event.name;
        input.principal = internal::system_in(event.workspace_id);
        if (const auto* const workspace = state_->world.workspace(event.workspace_id)) input.workspace = *workspace;
        input.now = state_->world.now;
        input.deadline = input.now + 5'000'000;
        count(input);
        return internal::run(*state_, {nullptr, instance_, 0, event.name, module_->on_event, &event}, input);
    }
    // Creates and starts the plugin; the first call does it as well. What create or start returned.
    mortise_status start() {
        if (created_) return MORTISE_OK;
        internal::last_error().clear();
        if (const auto status = module_->create(&state_->tables.host, &instance_); status != MORTISE_OK) return status;
        created_ = true;
        return module_->start ? module_->start(instance_) : MORTISE_OK;
    }
    // Stops and destroys it; the destructor does it as well.
    void stop() {
        if (!std::exchange(created_, false)) return;
        if (module_->stop) module_->stop(instance_);
        module_->destroy(std::exchange(instance_, nullptr));
    }

    // ---- What was seen ----

    const std::vector<PublishedEvent>& events() const noexcept { return state_->events; }  // of all kept units
    const std::vector<LogLine>& log() const noexcept { return state_->log; }
    const std::vector<ServiceCall>& services() const noexcept { return state_->services; }
    // Log lines, events and service calls so far are dropped.
    void forget() {
        const std::lock_guard lock{state_->mutex};
        state_->events = {};
        state_->log = {};
        state_->services = {};
    }
    std::uint64_t counter(std::string_view name) const {
        const auto found = state_->counters.find(name);
        return found == state_->counters.end() ? 0 : found->second;
    }

    // ---- For tests of the boundary itself ----

    const mortise_module& module() const noexcept { return *module_; }
    const mortise_host& abi() const noexcept { return state_->tables.host; }

private:
    FakeHost& followed() { return state_->database->follow(state_->world), *this; }

    Answer send(std::uint32_t number, internal::Input input) {
        start_or_throw();
        count(input);
        const std::string name{internal::handler_name(*module_, number)};
        return internal::run(*state_, {module_->handle, instance_, number, name}, input);
    }

    void start_or_throw() {
        if (const auto status = start(); status != MORTISE_OK)
            throw std::runtime_error{"the plugin does not start: status " + std::to_string(status) + ", " +
                                     internal::last_error()};
    }
    void count(internal::Input& input) {
        const std::lock_guard lock{state_->mutex};
        input.request_id = "request-" + std::to_string(++state_->calls);
    }

    void fill_tables() {
        using namespace internal;
        auto& tables = state_->tables;
        void* const ctx = state_.get();
        tables.host = {sizeof(mortise_host), MORTISE_ABI_MINOR, 0, ctx, get_extension, write_log, last_error_of};
        tables.storage = {sizeof(mortise_storage_v1), ctx, query};
        tables.events = {sizeof(mortise_events_v1), ctx, publish};
        tables.audit = {sizeof(mortise_audit_v1), ctx, set_reason, set_details, set_target};
        tables.clock = {sizeof(mortise_clock_v1), ctx, internal::now, monotonic};
        tables.ids = {sizeof(mortise_ids_v1), ctx, make_id};
        tables.members = {sizeof(mortise_members_v1), ctx, find_member};
        tables.settings = {sizeof(mortise_settings_v1), ctx, internal::settings};
        tables.metrics = {sizeof(mortise_metrics_v1), ctx, internal::count};
        tables.credentials = {sizeof(mortise_credentials_v1), ctx, issue_api_key};
        tables.sessions = {sizeof(mortise_sessions_v1), ctx, start_impersonation};
        tables.scheduler = {sizeof(mortise_scheduler_v1), ctx, run_soon};
    }

    const mortise_module* module_;
    std::unique_ptr<internal::State> state_ = std::make_unique<internal::State>();
    void* instance_ = nullptr;
    bool created_ = false;
};

}  // namespace mortise::inline v1_0::testing

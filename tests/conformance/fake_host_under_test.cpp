#include <map>
#include <mortise/testing/fake_host.hpp>
#include <mortise/testing/sqlite.hpp>

#include "host_under_test.hpp"

namespace conformance {
namespace {

namespace fake = mortise::testing;

const std::map<std::string, char, std::less<>> digits{{"olivia", '1'}, {"mia", '2'},    {"hugo", '3'},
                                                      {"acme", 'a'},   {"globex", 'b'}, {"hooli", 'c'}};

// A database that is away.
class NoDatabase final : public fake::Database {
public:
    void begin(fake::Access) override {}
    void commit() override {}
    void roll_back() noexcept override {}
    fake::SqlRows query(const fake::SqlStatement&) override {
        throw fake::internal::Failure{MORTISE_E_UNAVAILABLE, "there is no database"};
    }
};

class FakeHostUnderTest final : public HostUnderTest {
public:
    explicit FakeHostUnderTest(const Made& made) : made_{made} {
        database_.migrate(probe_migrations());
        database_.may("users", {.read = {"id", "name", "email"}, .write = {"name"}}).may("workspaces", {.read = {"id"}});
    }

    Outcome run(const Given& given, const Work& work) override {
        if (!scenario_) set_up(scenario_.emplace(&scenario_module()));
        work_of_this_thread() = &work;
        return send(*scenario_, "run", given);
    }
    Outcome run_probe(std::string_view handler, const Given& given) override {
        if (!probe_) set_up(probe_.emplace(fake::FakeHost::load(probe_package())));
        return send(*probe_, handler, given);
    }

    std::string id(std::string_view name) const override { return fake::id_of(digits.find(name)->second); }
    std::string value(const std::string& sql) override { return database_.value(sql); }
    std::uint64_t counter(const std::string& name) override { return scenario_->counter(name); }
    std::size_t keys() override { return keys_; }
    std::size_t impersonations() override { return impersonations_; }

private:
    fake::FakePerson person(const std::string& name) const {
        if (name.empty()) return {};
        std::string shown = name;
        shown[0] = static_cast<char>(shown[0] - 32);
        return {id(name), shown, name + (name == "hugo" ? "@hooli.example" : "@acme.example")};
    }
    void set_up(fake::FakeHost& host) {
        host.workspace({id("acme"), "Acme", "enterprise", "acme"}).workspace({id("globex"), "Globex", "pro", ""});
        host.workspace({id("hooli"), "Hooli", "enterprise", ""});
        for (const char* workspace : {"acme", "globex"})
            host.member({id(workspace), person("olivia"), "owner"}).member({id(workspace), person("mia")});
        host.member({id("hooli"), person("hugo"), "owner"});
        host.use(database_).settings(made_.settings);
        host.event("probe.written", fake::Audience::workspace).event("probe.told", fake::Audience::user);
        host.schedule("run");
        for (const auto& extension : made_.without) host.without(extension);
    }
    Outcome send(fake::FakeHost& host, std::string_view handler, const Given& given) {
        if (given.database_away) host.use(away_);
        else host.use(database_);
        auto call = host.call(handler, given.does == Does::read ? "GET" : "POST");
        call.as({given.kind, person(given.subject), person(given.actor),
                 given.confined_to.empty() ? std::string{} : id(given.confined_to)});
        call.holding(given.permissions).body(given.body);
        if (!given.workspace.empty()) call.in(id(given.workspace));
        if (!given.target.empty()) call.path("user", id(given.target));
        for (const auto& [name, value] : given.query) call.query(name, value);
        for (const auto& [name, value] : given.headers) call.header(name, value);
        if (given.deadline_passed) call.deadline_passed();
        if (given.at_main_domain) call.at_main_domain();
        return outcome(call.run());
    }
    Outcome outcome(const fake::Answer& answer) {
        keys_ += answer.keys.size();
        impersonations_ += answer.session ? 1 : 0;
        Outcome outcome{.status = answer.status,
                        .code = answer.code,
                        .content_type = answer.content_type,
                        .body = answer.reason.empty() ? answer.body : std::string{},
                        .reason = answer.reason,
                        .message = answer.message,
                        .field = answer.field,
                        .headers = answer.headers,
                        .events = {},
                        .runs_soon = {answer.runs_soon.begin(), answer.runs_soon.end()},
                        .audit_reason = answer.audit.reason,
                        .audit_details = answer.audit.details,
                        .audit_target = answer.audit.target};
        constexpr const char* audiences[] = {"user", "workspace", "workspace-owners"};
        for (const auto& event : answer.events)
            outcome.events.push_back(
                {event.name, audiences[static_cast<int>(event.audience)], event.workspace_id, event.user_id, event.payload});
        return outcome;
    }

    const Made made_;
    fake::SqliteDatabase database_;
    NoDatabase away_;
    std::optional<fake::FakeHost> scenario_, probe_;
    std::size_t keys_ = 0, impersonations_ = 0;
};

}  // namespace

std::unique_ptr<HostUnderTest> make_fake_host(const Made& made) { return std::make_unique<FakeHostUnderTest>(made); }

}  // namespace conformance

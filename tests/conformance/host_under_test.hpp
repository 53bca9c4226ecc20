// What both hosts are held to: a plugin must not be able to tell the real one from the fake one that the SDK gives to its author.
// The same module runs in each, either one whose handler is a function of the test, or the C99 probe; both see the same people:
// Olivia owns Acme (with a subdomain) and Globex, Mia is a member of both, Hugo owns Hooli and is a stranger.
#pragma once

#include <mortise/abi/v1.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// What a handler of the test is given.
struct Side {
    const mortise_host& host;
    const mortise_call& call;
};
using Work = std::function<mortise_status(const Side&)>;

struct Event {
    std::string name, audience, workspace, user, payload;
};

// What came of a call, as far as both hosts can say.
struct Outcome {
    unsigned status = 0, code = 0;
    std::string content_type, body, reason, message, field;
    Pairs headers;
    std::vector<Event> events;
    std::vector<std::string> runs_soon;  // schedules of which it asked for a run
    std::string audit_reason, audit_details, audit_target;
};

enum class Does { read, write };

// A request; people and workspaces by their names.
struct Given {
    Does does = Does::write;
    std::string workspace = "acme", target, body;
    std::string subject = "olivia", actor, confined_to;
    std::uint32_t kind = MORTISE_PRINCIPAL_SESSION;
    bool deadline_passed = false, at_main_domain = false, database_away = false;
    Pairs query, headers;
    std::vector<std::string> permissions;
};

struct Made {
    std::vector<std::string> without;  // extensions that this host does not offer
    std::string settings = R"({"greeting":"hello"})";
};

class HostUnderTest {
public:
    virtual ~HostUnderTest() = default;

    virtual Outcome run(const Given& given, const Work& work) = 0;
    virtual Outcome run_probe(std::string_view handler, const Given& given) = 0;

    virtual std::string id(std::string_view name) const = 0;  // olivia, mia, hugo, acme, globex, hooli
    // The first cell of what was committed.
    virtual std::string value(const std::string& sql) = 0;
    virtual std::uint64_t counter(const std::string& name) = 0;
    // Keys and sessions that took effect.
    virtual std::size_t keys() = 0;
    virtual std::size_t impersonations() = 0;
};

std::unique_ptr<HostUnderTest> make_fake_host(const Made& made);
std::unique_ptr<HostUnderTest> make_real_host(const Made& made);

// A module with one handler, `run`, which runs what `work_of_this_thread` points to.
const mortise_module& scenario_module();
const Work*& work_of_this_thread();
// <build>/test-plugins/probe, and the sources of its migrations.
std::string probe_package();
std::string probe_migrations();

}  // namespace conformance

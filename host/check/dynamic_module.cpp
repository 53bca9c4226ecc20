// What the module says of itself.
#include <cstring>
#include <thread>

#include "check/dynamic.hpp"
#include "plugins/registry_plugin.hpp"

namespace mortise::check {
namespace {

constexpr int entry_threads = 8;

// The descriptor's bytes, as far as this host knows them, and what its texts say.
struct Copy {
    explicit Copy(const mortise_module& module) : bytes(std::min<std::uint64_t>(module.struct_size, sizeof module), '\0') {
        std::memcpy(bytes.data(), &module, bytes.size());
        facts = plugins::facts_of(&module);
    }
    bool operator==(const Copy&) const = default;
    std::string bytes;
    plugins::ModuleFacts facts;
};

}  // namespace

Findings entry_idempotent(const Trial& trial) {
    Findings findings;
    const auto* const first = trial.entry();
    const Copy before{*first};
    std::vector<const mortise_module*> given(entry_threads);
    std::vector<std::thread> running;
    for (auto& module : given) running.emplace_back([&] { module = trial.entry(); });
    for (auto& thread : running) thread.join();
    for (const auto* module : given)
        if (module != first) {
            findings.emplace_back("mortise_module_v1() gives another pointer at another call; make the descriptor static");
            return findings;
        }
    if (!(Copy{*first} == before)) findings.emplace_back("the descriptor was changed between two calls of mortise_module_v1()");
    return findings;
}

Findings descriptor_agrees(const Trial& trial) {
    config::Problems problems;
    plugins::check_agreement(trial.manifest, plugins::facts_of(trial.entry()), trial.manifest.id + ".so", problems);
    Findings findings;
    for (const auto& problem : problems.all()) findings.push_back(problem.text);
    return findings;
}

}  // namespace mortise::check

// All that a fake host is: the world it shows, what it has been told to do wrong, and what it has seen. Its address is the ctx
// of every table.
#pragma once

#include <mortise/testing/answer.hpp>
#include <mortise/testing/internal/arguments.hpp>
#include <mortise/testing/internal/memory.hpp>
#include <mortise/testing/internal/tables.hpp>
#include <mortise/testing/scripted.hpp>

#include <mutex>
#include <set>

namespace mortise::inline v1_0::testing::internal {

struct State {
    World world;
    std::string id = "plugin", settings = "{}";
    std::optional<std::set<std::string, std::less<>>> offered;  // extensions; unset: all
    std::set<std::string, std::less<>> absent;
    std::map<std::string, Audience, std::less<>> declared_events;
    std::set<std::string, std::less<>> declared_schedules;
    ScriptedDatabase scripted;
    Database* database = &scripted;
    std::mutex unit_mutex;  // one unit at a time
    Tables tables;
    bool keep_memory = false;

    std::mutex mutex;  // of what follows
    std::vector<LogLine> log;
    std::map<std::string, std::uint64_t, std::less<>> counters;
    std::vector<PublishedEvent> events;
    std::vector<ServiceCall> services;
    std::vector<Memory> closed_memory, spare_memory;
    std::uint64_t made_ids = 0, calls = 0;
    std::int64_t monotonic = 0;
    unsigned services_until_failure = 0;  // 0: nothing fails
    mortise_status fail_with = MORTISE_OK;

    // Throws Failure.
    static State& of(void* ctx) {
        if (!ctx) throw Failure{MORTISE_E_INVALID, "ctx is null; pass the one of the table that the function is in"};
        return *static_cast<State*>(ctx);
    }

    bool offers(std::string_view extension) const {
        return !absent.contains(extension) && (!offered || offered->contains(extension));
    }
    std::string make_id() {
        const std::lock_guard lock{mutex};
        const auto number = std::to_string(++made_ids);
        return "f" + std::string(23 - number.size(), '0') + number;
    }
    // Throws the failure that the test asked for, when this is the call it asked for.
    void fail_as_planned() {
        const std::lock_guard lock{mutex};
        if (services_until_failure == 0 || --services_until_failure != 0) return;
        const auto status = fail_with;
        Failure failure{status, "fails as the test wants it"};
        if (status == MORTISE_E_REFUSED) failure.refusal = Refused{409, 409, "refused", failure.text, {}};
        throw failure;
    }
    Memory take_memory() {
        const std::lock_guard lock{mutex};
        if (spare_memory.empty()) return {};
        auto memory = std::move(spare_memory.back());
        spare_memory.pop_back();
        return memory;
    }
    void give_back(Memory memory) noexcept {
        if (keep_memory) memory.close();
        else memory.wipe();
        const std::lock_guard lock{mutex};
        (keep_memory ? closed_memory : spare_memory).push_back(std::move(memory));
    }
    void note(ServiceCall call) {
        const std::lock_guard lock{mutex};
        services.push_back(std::move(call));
    }
};

}  // namespace mortise::inline v1_0::testing::internal

// The call that is running on this thread: what its handle names, what was lent to the plugin, and how it ends.
// There is one per thread, because a host function never calls back into a plugin.
#pragma once

#include <mortise/abi/v1.h>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/api_keys.hpp"
#include "plugins/call.hpp"
#include "plugins/host_table_view.hpp"

namespace mortise::plugins {

class HostTable;

// A handler to be run, by the module's own number; or, with an event, its on_event.
struct Handler {
    decltype(mortise_module::handle) function = nullptr;
    void* instance = nullptr;
    std::uint32_t number = 0;
    std::string_view name;
    decltype(mortise_module::on_event) listener = nullptr;
    const model::Event* event = nullptr;
};

class RunningCall {
public:
    static RunningCall& of_this_thread() noexcept;
    // Throws HostFailure MORTISE_E_STALE unless `handle` names the call running on this thread, and that is one of `table`.
    static RunningCall& of(const HostTable& table, std::uint64_t handle);
    // As above, and MORTISE_E_DEADLINE when its time is up.
    static RunningCall& in_time(const HostTable& table, std::uint64_t handle);

    // Runs the handler from beginning to end. Whatever it does wrong is a Problem in the output.
    CallOutput run(const Handler& handler, HostTable& table, const CallInput& input);

    // ---- For the host functions ----

    const CallInput& input() const noexcept { return *input_; }
    CallOutput& output() noexcept { return *output_; }
    bool is(const mortise_call* call) const noexcept { return handle_ != 0 && call == &view_.call(); }
    bool running() const noexcept { return handle_ != 0; }
    HostTable& table() const noexcept { return *table_; }

    // Marks it as answered. Throws HostFailure MORTISE_E_TWICE for a second answer.
    void answer_once();
    void count_query();                                         // throws MORTISE_E_LIMIT
    void note_storage_failure(mortise_status status) noexcept;  // one after which nothing of the call may be kept
    void note_refusal(const model::Problem& problem) noexcept;  // the answer of a handler that returns MORTISE_E_REFUSED

    // What a plugin may read until its handler returns.
    std::string_view lend(std::string text);
    const model::Member& lend(model::Member member);
    const accounts::IssuedKey& lend(accounts::IssuedKey key);
    const mortise_value* lend(storage::Rows rows);
    // For the length of one query.
    std::vector<storage::Parameter>& parameters() noexcept { return parameters_; }
    std::vector<storage::Type>& columns() noexcept { return columns_; }

private:
    struct LentRows {
        storage::Rows rows;
        std::vector<mortise_value> values;
    };

    RunningCall() noexcept;
    void begin(HostTable& table, const CallInput& input, CallOutput& output);
    void end() noexcept;
    mortise_status call(const Handler& handler) const;
    void settle(const Handler& handler, mortise_status status, std::string cause);
    model::Problem problem_of(mortise_status status, const std::string& cause) const;

    const std::uint64_t thread_;
    std::uint64_t generation_ = 0;
    std::uint64_t handle_ = 0;  // 0: none is running
    HostTable* table_ = nullptr;
    const CallInput* input_ = nullptr;
    CallOutput* output_ = nullptr;
    model::Steady deadline_{};
    bool answered_ = false;
    mortise_status storage_failure_ = MORTISE_OK;
    std::uint32_t queries_ = 0;
    std::optional<model::Problem> refusal_;

    CallView view_;
    std::deque<std::string> texts_;
    std::deque<model::Member> members_;
    std::deque<accounts::IssuedKey> keys_;
    std::deque<LentRows> rows_;
    std::vector<storage::Parameter> parameters_;
    std::vector<storage::Type> columns_;
};

}  // namespace mortise::plugins

// The call that is running on this thread: what its handle names, what was lent to the plugin, and how it ends. There is one per
// thread, because a host function never calls back into a plugin.
#pragma once

#include <mortise/testing/internal/input.hpp>
#include <mortise/testing/internal/state.hpp>

namespace mortise::inline v1_0::testing::internal {

class RunningCall {
public:
    RunningCall(State& state, const Input& input)
        : state_{state}, input_{input}, handle_{next_handle()}, memory_{state.take_memory()} {
        slot() = this;
    }
    RunningCall(const RunningCall&) = delete;
    RunningCall& operator=(const RunningCall&) = delete;
    ~RunningCall() {
        slot() = nullptr;
        if (unit_) state_.database->roll_back();
        state_.give_back(std::move(memory_));
    }

    static RunningCall* of_this_thread() noexcept { return slot(); }
    // Throws Failure MORTISE_E_STALE unless `handle` names the call running on this thread, and that is one of this host;
    // MORTISE_E_DEADLINE when its time is up.
    static RunningCall& in_time(const State& state, std::uint64_t handle) {
        auto* const call = slot();
        if (!call || handle == 0 || call->handle_ != handle || &call->state_ != &state)
            throw Failure{MORTISE_E_STALE, "the handle names no call that is running on this thread"};
        if (state.world.now > call->input_.deadline) throw Failure{MORTISE_E_DEADLINE, "the deadline of the call has passed"};
        return *call;
    }

    State& state() noexcept { return state_; }
    const Input& input() const noexcept { return input_; }
    Memory& memory() noexcept { return memory_; }
    Answer& answer() noexcept { return answer_; }
    std::uint64_t handle() const noexcept { return handle_; }

    const mortise_call* view = nullptr;   // as the plugin sees it
    std::optional<Refused> rule_refusal;  // the answer of a handler that returns MORTISE_E_REFUSED
    unsigned statements = 0;

    void note_failure(const Failure& failure) {
        if (failure.refusal) rule_refusal = failure.refusal;
        if (failure.status == MORTISE_E_UNAVAILABLE || failure.status == MORTISE_E_DEADLINE) lasting_failure_ = failure.status;
    }
    // One after which nothing of the call is kept.
    mortise_status lasting_failure() const noexcept { return lasting_failure_; }

    // The first statement begins the unit, and others wait for its end.
    Database& database() {
        if (!unit_) {
            unit_ = std::unique_lock{state_.unit_mutex};
            state_.database->begin(input_.reads() ? Access::read : Access::write);
        }
        return *state_.database;
    }
    void end_unit(bool keep) {
        if (!unit_) return;
        if (keep) state_.database->commit();
        else state_.database->roll_back();
        unit_ = {};
    }

private:
    static RunningCall*& slot() noexcept {
        thread_local RunningCall* running = nullptr;
        return running;
    }
    // The thread's number above the number of the call on it: never given out twice, and known to that thread alone.
    static std::uint64_t next_handle() noexcept {
        static std::atomic<std::uint64_t> threads{0};
        thread_local const std::uint64_t thread = ++threads;
        thread_local std::uint64_t generation = 0;
        return (thread << 40) | ++generation;
    }

    State& state_;
    const Input& input_;
    const std::uint64_t handle_;
    Memory memory_;
    Answer answer_;
    mortise_status lasting_failure_ = MORTISE_OK;
    std::unique_lock<std::mutex> unit_;
};

// A function of an extension: fenced, counted, able to fail on purpose, and noted. `describe` says in the note what it is about.
template <class Describe, class Work>
mortise_status service(void* ctx, std::string_view name, const Describe& describe, const Work& work) noexcept {
    ServiceCall note{.name = std::string{name}};
    note.status = fenced([&] {
        auto& state = State::of(ctx);
        try {
            describe(note);
            state.fail_as_planned();
            work(state);
        } catch (const Failure& failure) {
            auto* const call = RunningCall::of_this_thread();
            if (call && &call->state() == &state) call->note_failure(failure);
            throw;
        }
    });
    if (const auto* call = RunningCall::of_this_thread()) note.request_id = call->input().request_id;
    const auto status = note.status;
    if (ctx) static_cast<State*>(ctx)->note(std::move(note));
    return status;
}

// A description: this text, as far as it is one.
inline auto about(mortise_str text) noexcept {
    return [text](ServiceCall& note) { note.detail = from_abi(text).substr(0, 64 * 1024); };
}

}  // namespace mortise::inline v1_0::testing::internal

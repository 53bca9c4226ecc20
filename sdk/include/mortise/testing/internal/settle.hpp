// Runs a handler, or hands over an event, from beginning to end, and makes of it what the real host would.
#pragma once

#include <mortise/testing/internal/call_view.hpp>

namespace mortise::inline v1_0::testing::internal {

struct CalledHandler {
    decltype(mortise_module::handle) function = nullptr;
    void* instance = nullptr;
    std::uint32_t number = 0;
    std::string name;
    // Instead of the handler: an event, which takes no answer.
    decltype(mortise_module::on_event) on_event = nullptr;
    const PublishedEvent* event = nullptr;
};

// What the module returned.
inline mortise_status call_module(RunningCall& call, const CalledHandler& handler) {
    if (!handler.event) return handler.function(handler.instance, handler.number, call.view);
    call.answer().status = 204;
    call.answer().answers = 1;
    auto& memory = call.memory();
    return handler.on_event(handler.instance, memory.make(mortise_event{.struct_size = sizeof(mortise_event),
                                                                        .name = memory.text(handler.event->name),
                                                                        .workspace_id = memory.text(handler.event->workspace_id),
                                                                        .user_id = memory.text(handler.event->user_id),
                                                                        .payload = memory.text(handler.event->payload),
                                                                        .call = call.view}));
}

inline Refused refusal_for(mortise_status status, const std::optional<Refused>& rule) {
    switch (status) {
        case MORTISE_E_UNAVAILABLE: return {503, 503, "unavailable", "The server cannot do this right now; try again.", {}};
        case MORTISE_E_DEADLINE: return {504, 504, "deadline_passed", "The request took too long and had no effect.", {}};
        case MORTISE_E_CONFLICT: return {409, 409, "conflict", "This contradicts what was stored meanwhile.", {}};
        case MORTISE_E_REFUSED:
            if (rule) return *rule;
            break;
        default: break;
    }
    return {500, 500, "internal", "Something went wrong on the server; nothing was changed.", {}};
}

// What the answer becomes, whatever the handler had said, when it failed or was failed.
inline void settle(RunningCall& call, const CalledHandler& handler, mortise_status status, std::string cause) {
    auto& answer = call.answer();
    answer.returned = status;
    if (status != MORTISE_OK && cause.empty()) {
        cause = "returned status " + std::to_string(status);
        if (!last_error().empty()) cause += " (" + last_error() + ")";
    }
    if (status == MORTISE_OK && answer.answers == 0) {
        status = MORTISE_E_INTERNAL;
        cause = "returned without an answer";
    }
    if (status == MORTISE_OK && answer.status < 400 && call.lasting_failure() != MORTISE_OK) {
        status = call.lasting_failure();
        cause = "answered although the database had failed";
    }
    if (status != MORTISE_OK) {
        refuse_with(answer, refusal_for(status, call.rule_refusal));
        answer.cause = (handler.event ? "on_event of '" : "handler '") + handler.name + "' " + cause;
    }
    answer.committed = answer.status < 400;
    call.end_unit(answer.committed);
    if (answer.committed) return;
    answer.events.clear();
    answer.keys.clear();
    answer.runs_soon.clear();
    answer.session.reset();
}

inline Answer run(State& state, const CalledHandler& handler, const Input& input) {
    if (RunningCall::of_this_thread()) {
        Answer answer;
        refuse_with(answer, refusal_for(MORTISE_E_INTERNAL, {}));
        answer.cause = "handler '" + handler.name + "' was called from within another call";
        return answer;
    }
    RunningCall call{state, input};
    call.view = call_view(call);
    last_error().clear();
    mortise_status status = MORTISE_E_INTERNAL;
    std::string cause;
    try {
        status = call_module(call, handler);
    } catch (const std::exception& error) {
        cause = std::string{"threw across the boundary: "} + error.what();
    } catch (...) {
        cause = "threw across the boundary something that is no std::exception";
    }
    settle(call, handler, status, std::move(cause));
    const std::lock_guard lock{state.mutex};
    state.events.insert(state.events.end(), call.answer().events.begin(), call.answer().events.end());
    return std::move(call.answer());
}

}  // namespace mortise::inline v1_0::testing::internal

#include "plugins/host_table_call.hpp"

#include <string.h>

#include <atomic>

#include "observe/log.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

// A handle is the thread's number above the number of the call on it: never given out twice, and known to that thread alone.
constexpr unsigned generation_bits = 40;
std::atomic<std::uint64_t> threads{0};

constexpr std::uint32_t most_queries = 1'000;

std::string quoted(std::string_view text) { return "'" + std::string{text} + "'"; }

template <class Item>
void wipe(std::deque<Item>& items) noexcept {
    if (!items.empty()) items.clear();
}

mortise_value abi_value(const storage::Value& value) noexcept {
    mortise_value abi{};
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        abi.type = MORTISE_I64;
        abi.as.i64 = *number;
    } else if (const auto* real = std::get_if<double>(&value)) {
        abi.type = MORTISE_F64;
        abi.as.f64 = *real;
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        abi.type = MORTISE_TEXT;
        abi.as.data = text->data();
        abi.size = text->size();
    }
    return abi;
}

}  // namespace

RunningCall::RunningCall() noexcept : thread_{++threads} {}

RunningCall& RunningCall::of_this_thread() noexcept {
    thread_local RunningCall call;
    return call;
}

RunningCall& RunningCall::of(const HostTable& table, std::uint64_t handle) {
    auto& call = of_this_thread();
    if (handle == 0 || call.handle_ != handle || call.table_ != &table)
        throw HostFailure{MORTISE_E_STALE, "the handle names no call that is running on this thread"};
    return call;
}

RunningCall& RunningCall::in_time(const HostTable& table, std::uint64_t handle) {
    auto& call = of(table, handle);
    if (std::chrono::steady_clock::now() > call.deadline_) {
        call.note_storage_failure(MORTISE_E_DEADLINE);
        throw HostFailure{MORTISE_E_DEADLINE, "the deadline of the call has passed"};
    }
    return call;
}

CallOutput RunningCall::run(const Handler& handler, HostTable& table, const CallInput& input) {
    CallOutput output;
    if (running()) {
        output.refusal = model::problems::internal("handler " + quoted(handler.name) + " was called from within another call");
        return output;
    }
    struct Scope {
        RunningCall& call;
        ~Scope() { call.end(); }
    } const scope{*this};
    mortise_status status = MORTISE_E_INTERNAL;
    std::string cause;
    try {
        begin(table, input, output);
        answered_ = handler.event != nullptr;   // an event takes no answer
        status = call(handler);
    } catch (const std::exception& error) {
        cause = std::string{"threw across the boundary: "} + error.what();
    } catch (...) {
        cause = "threw across the boundary something that is no std::exception";
    }
    settle(handler, status, std::move(cause));
    return output;
}

mortise_status RunningCall::call(const Handler& handler) const {
    if (!handler.event) return handler.function(handler.instance, handler.number, &view_.call());
    const mortise_event event{.struct_size = sizeof(mortise_event),
                              .name = abi_text(handler.event->name),
                              .workspace_id = abi_text(handler.event->workspace.view()),
                              .user_id = abi_text(handler.event->user.view()),
                              .payload = abi_text(handler.event->payload),
                              .call = &view_.call()};
    return handler.listener(handler.instance, &event);
}

void RunningCall::begin(HostTable& table, const CallInput& input, CallOutput& output) {
    handle_ = (thread_ << generation_bits) | (++generation_ & ((std::uint64_t{1} << generation_bits) - 1));
    table_ = &table;
    input_ = &input;
    output_ = &output;
    // The deadline is kept by the steady clock: the wall clock may jump meanwhile.
    const auto& request = input.request;
    deadline_ =
        input.deadline == model::Instant{} ? model::Steady::max() : request.started_at + (input.deadline - request.received_at);
    answered_ = false;
    storage_failure_ = MORTISE_OK;
    queries_ = 0;
    refusal_.reset();
    forget_last_error();
    view_.fill(input, handle_, &plugins::respond, &plugins::refuse);
}

void RunningCall::end() noexcept {
    handle_ = 0;
    table_ = nullptr;
    for (auto& key : keys_) explicit_bzero(key.secret.data(), key.secret.size());
    wipe(texts_);
    wipe(members_);
    wipe(keys_);
    wipe(rows_);
}

void RunningCall::settle(const Handler& handler, mortise_status status, std::string cause) {
    if (status != MORTISE_OK && cause.empty()) {
        cause = "returned status " + std::to_string(status);
        if (const auto error = view_of(last_error_of_this_thread()); !error.empty()) cause.append(" (").append(error).append(")");
    }
    if (status == MORTISE_OK && !answered_) {
        status = MORTISE_E_INTERNAL;
        cause = "returned without an answer";
    }
    const bool effect = !output_->refusal && output_->response.status < 400;
    if (status == MORTISE_OK && effect && storage_failure_ != MORTISE_OK) {
        status = storage_failure_;
        cause = "answered although the database had failed";
    }
    if (status != MORTISE_OK) {
        const std::string_view plugin = table_->manifest().id;
        output_->refusal = problem_of(status, "handler " + quoted(handler.name) + " of " + quoted(plugin) + " " + cause);
        output_->response = {};
        if (output_->refusal->status >= 500)
            observe::log(observe::Level::error, "plugin_failed",
                         {{"plugin", plugin}, {"handler", handler.name}, {"request", input_->request.id}, {"cause", cause}});
    }
    if (output_->refusal || output_->response.status >= 400) {
        output_->events.clear();
        output_->cookie.reset();
    }
}

model::Problem RunningCall::problem_of(mortise_status status, const std::string& cause) const {
    switch (status) {
        case MORTISE_E_UNAVAILABLE: return model::problems::unavailable(cause);
        case MORTISE_E_DEADLINE: return model::problems::deadline_passed();
        case MORTISE_E_CONFLICT: return model::problems::conflict("conflict", "This contradicts what was stored meanwhile.");
        case MORTISE_E_REFUSED:
            if (refusal_) return *refusal_;
            break;
        default: break;
    }
    return model::problems::internal(cause);
}

void RunningCall::answer_once() {
    if (answered_) throw HostFailure{MORTISE_E_TWICE, "the call has been answered already"};
    answered_ = true;
}

void RunningCall::count_query() {
    if (++queries_ > most_queries)
        throw HostFailure{MORTISE_E_LIMIT, "more than " + std::to_string(most_queries) + " statements in one call"};
}

void RunningCall::note_storage_failure(mortise_status status) noexcept {
    if (running() && (status == MORTISE_E_UNAVAILABLE || status == MORTISE_E_DEADLINE)) storage_failure_ = status;
}

void RunningCall::note_refusal(const model::Problem& problem) noexcept {
    try {
        if (running()) refusal_ = problem;
    } catch (...) {
        refusal_.reset();
    }
}

std::string_view RunningCall::lend(std::string text) { return texts_.emplace_back(std::move(text)); }
const model::Member& RunningCall::lend(model::Member member) { return members_.emplace_back(std::move(member)); }
const accounts::IssuedKey& RunningCall::lend(accounts::IssuedKey key) { return keys_.emplace_back(std::move(key)); }

const mortise_value* RunningCall::lend(storage::Rows rows) {
    auto& lent = rows_.emplace_back(LentRows{std::move(rows), {}});
    lent.values.reserve(lent.rows.size() * lent.rows.columns());
    for (std::size_t row = 0; row < lent.rows.size(); ++row)
        for (std::size_t column = 0; column < lent.rows.columns(); ++column)
            lent.values.push_back(abi_value(lent.rows.at(row, column)));
    return lent.values.data();
}

}  // namespace mortise::plugins

// A test that both hosts must pass, and how a handler of it speaks with its host.
#pragma once

#include <gtest/gtest.h>
#include <mortise/abi/audit.h>
#include <mortise/abi/clock.h>
#include <mortise/abi/credentials.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/members.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/scheduler.h>
#include <mortise/abi/sessions.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>

#include "host_under_test.hpp"

namespace conformance {

inline mortise_str abi(std::string_view text) { return {text.data(), text.size()}; }
inline std::string text(const mortise_str& text) { return {text.data, text.data + text.size}; }

inline mortise_parameter text_parameter(std::string_view name, std::string_view value) {
    mortise_parameter parameter{};
    parameter.name = abi(name);
    parameter.value.type = MORTISE_TEXT;
    parameter.value.as.data = value.data();
    parameter.value.size = value.size();
    return parameter;
}
inline mortise_parameter number_parameter(std::string_view name, std::int64_t value) {
    mortise_parameter parameter{};
    parameter.name = abi(name);
    parameter.value.type = MORTISE_I64;
    parameter.value.as.i64 = value;
    return parameter;
}

inline mortise_status answer(const Side& side, std::uint32_t status = 200, std::string_view body = "{}") {
    mortise_response response{};
    response.struct_size = sizeof response;
    response.status = status;
    response.body = abi(body);
    return side.call.respond(&side.call, &response);
}

template <class Table>
const Table* find_extension(const Side& side, const char* id) {
    return static_cast<const Table*>(side.host.get_extension(side.host.ctx, abi(id)));
}

// Calls a function of an extension with its ctx in front.
template <class Table, class... Parameters, class... Arguments>
mortise_status use(const Side& side, const char* id, mortise_status (*Table::*function)(void*, Parameters...),
                   Arguments... arguments) {
    const auto* table = find_extension<Table>(side, id);
    return (table->*function)(table->ctx, arguments...);
}

inline mortise_status query(const Side& side, std::string_view sql, const std::vector<mortise_parameter>& parameters = {},
                            const std::vector<std::uint32_t>& columns = {}, mortise_rows* rows = nullptr) {
    return use(side, MORTISE_EXT_STORAGE, &mortise_storage_v1::query, side.call.handle, abi(sql), parameters.data(),
               std::uint64_t{parameters.size()}, columns.data(), std::uint64_t{columns.size()}, rows);
}
inline mortise_status set_target(const Side& side, std::uint64_t handle, std::string_view target = "target") {
    return use(side, MORTISE_EXT_AUDIT, &mortise_audit_v1::set_target, handle, abi(target));
}
inline mortise_status publish(const Side& side, std::string_view name, std::string_view payload = "{}",
                              std::string_view user = {}, std::string_view workspace = {}) {
    mortise_event event{};
    event.struct_size = sizeof event;
    event.name = abi(name);
    event.payload = abi(payload);
    event.user_id = abi(user);
    event.workspace_id = abi(workspace);
    return use(side, MORTISE_EXT_EVENTS, &mortise_events_v1::publish, side.call.handle,
               static_cast<const mortise_event*>(&event));
}

using Maker = std::unique_ptr<HostUnderTest> (*)(const Made&);

// Names of tests must not hold an address, which differs from run to run.
inline std::string of_host(const ::testing::TestParamInfo<Maker>& info) { return info.param == &make_fake_host ? "fake" : "real"; }

class Conformance : public ::testing::TestWithParam<Maker> {
protected:
    HostUnderTest& host() {
        if (!host_) host_ = GetParam()(made);
        return *host_;
    }
    Outcome run(const Work& work) { return host().run(given, work); }
    // The status that one function gave to a handler, which then answers 200; `said` is last_error.
    mortise_status status_of(const Work& work) {
        mortise_status status = MORTISE_OK;
        outcome = run([&](const Side& side) {
            status = work(side);
            said = text(side.host.last_error(side.host.ctx));
            return answer(side);
        });
        return status;
    }
    std::string id(std::string_view name) { return host().id(name); }

    Made made;
    Given given;
    Outcome outcome;
    std::string said;

private:
    std::unique_ptr<HostUnderTest> host_;
};

}  // namespace conformance

#include <boost/json/parse.hpp>

#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t longest_audit_reason = 500;  // characters, of at most four bytes
constexpr std::size_t longest_details = 2'000, longest_target = 200;

mortise_status set_reason(void* ctx, std::uint64_t handle, mortise_str reason) noexcept {
    return fenced([&] {
        auto& call = RunningCall::in_time(HostTable::of(ctx), handle);
        const auto text = text_argument(reason, "the reason", 4 * longest_audit_reason);
        if (characters_of(text, "the reason") > longest_audit_reason)
            throw HostFailure{MORTISE_E_LIMIT, "the reason is longer than " + std::to_string(longest_audit_reason) + " characters"};
        call.output().audit_reason = text;
    });
}

mortise_status set_details(void* ctx, std::uint64_t handle, mortise_str json) noexcept {
    return fenced([&] {
        auto& call = RunningCall::in_time(HostTable::of(ctx), handle);
        const auto text = text_argument(json, "the details", longest_details);
        boost::system::error_code error;
        if (!boost::json::parse(text, error).is_object() || error)
            throw HostFailure{MORTISE_E_INVALID, "the details are not a JSON object"};
        call.output().audit_details = text;
    });
}

mortise_status set_target(void* ctx, std::uint64_t handle, mortise_str target) noexcept {
    return fenced([&] {
        auto& call = RunningCall::in_time(HostTable::of(ctx), handle);
        const auto text = text_argument(target, "the target", longest_target);
        characters_of(text, "the target");
        call.output().audit_target = text;
    });
}

}  // namespace

mortise_audit_v1 audit_extension(HostTable& table) {
    return {sizeof(mortise_audit_v1), &table, set_reason, set_details, set_target};
}

}  // namespace mortise::plugins

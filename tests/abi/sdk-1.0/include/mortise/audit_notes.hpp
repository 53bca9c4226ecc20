// What a handler adds to the audit row that the host writes about its call.
#pragma once

#include <mortise/host.hpp>

#include <string_view>

namespace mortise::inline v1_0 {

class AuditNotes {
public:
    AuditNotes(const Extension<mortise_audit_v1>& audit, std::uint64_t call) noexcept : audit_{audit}, call_{call} {}

    // Why the person did it, in their words.
    void reason(std::string_view text) const { audit_.run(&mortise_audit_v1::set_reason, call_, to_abi(text)); }
    // A JSON object of facts about the effect, up to 2,000 bytes; no secrets.
    void details(std::string_view json) const { audit_.run(&mortise_audit_v1::set_details, call_, to_abi(json)); }
    // The id of what was acted upon, where the manifest cannot name it.
    void target(std::string_view id) const { audit_.run(&mortise_audit_v1::set_target, call_, to_abi(id)); }

private:
    const Extension<mortise_audit_v1>& audit_;
    std::uint64_t call_;
};

}  // namespace mortise::inline v1_0

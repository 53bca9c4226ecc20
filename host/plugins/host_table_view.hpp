// A call as the plugin sees it: mortise_call and all that hangs on it, filled from host values without copying a text.
// Reused from call to call, so that filling it costs no allocation once its lists have grown.
#pragma once

#include <mortise/abi/v1.h>

#include <vector>

#include "plugins/call.hpp"

namespace mortise::plugins {

mortise_member abi_member(const model::Member& member) noexcept;

class CallView {
public:
    using Respond = decltype(mortise_call::respond);
    using Refuse = decltype(mortise_call::refuse);

    void fill(const CallInput& input, std::uint64_t handle, Respond respond, Refuse refuse);
    const mortise_call& call() const noexcept { return call_; }

private:
    void fill_principal(const model::Principal& principal) noexcept;
    void fill_workspace(const model::WorkspaceView& workspace) noexcept;

    mortise_call call_{};
    mortise_principal principal_{};
    mortise_workspace workspace_{};
    mortise_member target_{};
    std::vector<mortise_pair> path_, query_, headers_;
    std::vector<mortise_str> permissions_;
};

}  // namespace mortise::plugins

// Logging in as a member. For the plugin that the operator grants `sessions`.
#pragma once

#include <mortise/host.hpp>
#include <mortise/refusal.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace mortise::inline v1_0 {

enum class Confinement : std::uint32_t {
    where_subdomain = 0,   // to the workspace only where it has a subdomain
    always = 1
};

struct Impersonation {
    Instant started_at, expires_at;
    std::string_view confined_to;   // a workspace, or empty
    std::string_view location;      // where the browser goes to receive the cookie; empty: it comes with this answer
};

class Sessions {
public:
    Sessions(const Extension<mortise_sessions_v1>& sessions, std::uint64_t call) noexcept : sessions_{sessions}, call_{call} {}

    // Begins with the unit's commit; the host adds the cookie. Throws NotFound for a stranger. What the host forbids (`self`,
    // `nested`, `browser_session_required`, `target_inactive`) it answers itself: let the HostError pass.
    Impersonation start(std::string_view user, std::string_view reason, std::chrono::minutes lifetime,
                        Confinement confinement) const {
        mortise_impersonation_request request{};
        request.struct_size = sizeof request;
        request.user_id = to_abi(user);
        request.reason = to_abi(reason);
        request.minutes = lifetime.count();
        request.confine = static_cast<std::uint32_t>(confinement);
        mortise_impersonation started{};
        started.struct_size = sizeof started;
        const auto status = sessions_.call(&mortise_sessions_v1::start_impersonation, call_, &request, &started);
        if (status == MORTISE_E_NOT_FOUND) throw NotFound{"user_not_found", "There is no such user in this workspace."};
        if (status != MORTISE_OK) sessions_.fail(status);
        return {Instant{started.started_at}, Instant{started.expires_at}, from_abi(started.confined_to), from_abi(started.location)};
    }

private:
    const Extension<mortise_sessions_v1>& sessions_;
    std::uint64_t call_;
};

}  // namespace mortise::inline v1_0

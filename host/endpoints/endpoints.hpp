// The host's own routes, as plugins' routes would be had they a manifest: sign-in, sessions, events, permissions, health, OpenAPI.
// One file per subject; each adds its routes. They run in the same pipeline and under the same gate.
#pragma once

#include <memory>
#include <semaphore>
#include <string>
#include <vector>

#include "accounts/throttle.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/generation.hpp"

namespace mortise::endpoints {

// Password checks at once are bounded: each takes 19 MiB and much of a core.
using PasswordSlots = std::counting_semaphore<64>;

// Lives as long as the process; handlers keep references.
struct Dependencies {
    const pipeline::Environment& environment;
    accounts::SignInThrottle& sign_ins;
    PasswordSlots& password_slots;
};

using Routes = std::vector<pipeline::Route>;

void add_health(Routes& routes, const Dependencies& dependencies);        // GET /healthz, /readyz
void add_sign_in(Routes& routes, const Dependencies& dependencies);       // POST auth/sign-in, auth/sign-out, auth/step-up
void add_session(Routes& routes, const Dependencies& dependencies);       // GET session; GET, DELETE user/sessions
void add_preferences(Routes& routes, const Dependencies& dependencies);   // PATCH session/preferences
void add_impersonation(Routes& routes, const Dependencies& dependencies); // DELETE session/impersonation
void add_handoff(Routes& routes, const Dependencies& dependencies);       // POST workspaces/{workspace}/open, auth/handoff
void add_events(Routes& routes, const Dependencies& dependencies);        // GET events
void add_permissions(Routes& routes, const Dependencies& dependencies);   // GET workspaces/{workspace}/permissions
void add_descriptions(Routes& routes, const pipeline::Generation& generation);   // GET /api/openapi.json, web; last: describes the others

}  // namespace mortise::endpoints

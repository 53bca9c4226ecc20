// Carries what happened to the browsers that are looking: one Stream per open /events request.
// Called after commit only. Delivery never blocks a publisher; a reader that does not keep up is closed and reconnects.
//
// Beside what is published, a stream may carry `session.ended` (sign in again), `refresh` (rights changed) and `reconnect` (this
// host is going down): each is the last one of its stream, and the browser reconnects.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "model/principal.hpp"
#include "model/response.hpp"

namespace mortise::events {

// Who listens: what a stream is entitled to, decided when it was opened and withdrawn by end_session and refresh.
// While logged in as somebody the user is the subject, and the session that of the impersonation.
struct Listener {
    model::SessionId session;
    model::SessionId parent_session;  // ends with it too
    model::UserId user;
    model::UserId actor;              // empty unless logged in as somebody
    model::WorkspaceId confined_to;
    std::vector<model::WorkspaceId> member_of;  // for Audience::workspace
    std::vector<model::WorkspaceId> owner_of;   // for Audience::workspace_owners: may see accounts there
    model::Instant expires_at{};                // unset: never
    model::Steady read_at{};                    // before all of this was read; what is withdrawn since closes the stream at once
};

struct BusLimits {
    std::size_t streams = 20'000;
    std::size_t streams_per_session = 8;
    std::size_t streams_per_user = 32;
    std::size_t waiting_per_stream = 256;  // events; beyond it the stream is closed
};

class Bus {
public:
    virtual ~Bus() = default;
    static std::unique_ptr<Bus> make(BusLimits limits);

    // Throws Refusal 429 beyond the limits.
    virtual std::shared_ptr<model::Stream> open(Listener listener) = 0;
    virtual void publish(const std::vector<model::Event>& events) = 0;
    // Sends `session.ended` to the streams of this session and of its children, then closes them.
    virtual void end_session(const model::SessionId& session) = 0;
    // The memberships or rights of this user changed: tell their streams to `refresh`, and close them so that they reconnect. So with
    // those they hold while logged in as somebody.
    virtual void refresh(const model::UserId& user) = 0;
    // The rules changed for everybody: as refresh, for all.
    virtual void refresh_all() = 0;
    // Comments that keep proxies from closing; also closes what has expired. Called every 15 s by main.
    virtual void tick(model::Instant now) = 0;
    // Tells everybody to reconnect and closes; for shutdown.
    virtual void close_all() = 0;
    virtual std::size_t size() const = 0;
};

}  // namespace mortise::events

// An event that the plugin subscribes to, in its manifest. A plugin that has `void on_event(const Event&, Unit&) const` is handed
// each, after it was committed; what that does through the unit is kept when it returns, undone when it throws.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/instant.hpp>
#include <mortise/text.hpp>

#include <string_view>

namespace mortise::inline v1_0 {

// Views into the host's memory, valid until on_event returns.
class Event {
public:
    explicit Event(const mortise_event& event) noexcept : event_{event} {}
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    std::string_view name() const noexcept { return from_abi(event_.name); }               // timer.stopped
    std::string_view workspace() const noexcept { return from_abi(event_.workspace_id); }  // id; empty: none
    std::string_view user() const noexcept { return from_abi(event_.user_id); }            // id; empty: nobody in particular
    std::string_view payload() const noexcept { return from_abi(event_.payload); }         // a JSON object
    Instant now() const noexcept { return Instant{event_.call->now}; }

private:
    const mortise_event& event_;
};

}  // namespace mortise::inline v1_0

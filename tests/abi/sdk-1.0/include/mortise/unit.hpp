// The unit of work of one call: what a handler does, kept or undone as a whole by the host. Statements, events and audit notes
// take effect together when the answer is below 400. Valid until the handler returns; cannot be copied or kept.
#pragma once

#include <mortise/audit_notes.hpp>
#include <mortise/credentials.hpp>
#include <mortise/member.hpp>
#include <mortise/refusal.hpp>
#include <mortise/sessions.hpp>
#include <mortise/storage.hpp>

#include <string_view>

namespace mortise::inline v1_0 {

// Who hears of an event, within the audience that the manifest gives it.
struct Recipient {
    std::string_view user;        // empty: all of the audience
    std::string_view workspace;   // empty: the call's
};
inline Recipient to(std::string_view user) noexcept { return {user, {}}; }
inline Recipient to_audience() noexcept { return {}; }

class Unit {
public:
    Unit(const Host& host, const mortise_call& call) noexcept : host_{host}, call_{call.handle}, storage_{host, call.handle} {}
    Unit(const Unit&) = delete;
    Unit& operator=(const Unit&) = delete;

    const Storage& storage() const noexcept { return storage_; }
    AuditNotes audit() const noexcept { return {host_.audit_, call_}; }
    Sessions sessions() const noexcept { return {host_.sessions_, call_}; }
    Credentials credentials() const noexcept { return {host_.credentials_, call_}; }

    // Sent after the commit. The manifest lists the name and its audience.
    void publish(std::string_view name, Recipient recipient, std::string_view payload) const {
        mortise_event event{};
        event.struct_size = sizeof event;
        event.name = to_abi(name);
        event.user_id = to_abi(recipient.user);
        event.workspace_id = to_abi(recipient.workspace);
        event.payload = to_abi(payload);
        host_.events_.run(&mortise_events_v1::publish, call_, &event);
    }

    // Lets one of the manifest's schedules, by the name of its handler, run for the call's workspace as soon as this is committed.
    void run_soon(std::string_view schedule) const { host_.scheduler_.run(&mortise_scheduler_v1::run_soon, call_, to_abi(schedule)); }

    // A member of the call's workspace who is not in its path; NotFound alike for the unknown and for those of other
    // workspaces. Whom {user} names is Request::target().
    Member member(std::string_view user) const {
        mortise_member member{};
        member.struct_size = sizeof member;
        const auto status = host_.members_.call(&mortise_members_v1::find, call_, to_abi(user), &member);
        if (status == MORTISE_E_NOT_FOUND) throw NotFound{"user_not_found", "There is no such user in this workspace."};
        if (status != MORTISE_OK) host_.members_.fail(status);
        return member_from(member);
    }

private:
    const Host& host_;
    std::uint64_t call_;
    Storage storage_;
};

}  // namespace mortise::inline v1_0

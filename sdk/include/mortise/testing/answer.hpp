// What came of a call, and what the fake host saw meanwhile. Values: they stay when the call is over.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/version.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mortise::inline v1_0::testing {

enum class Audience { user, workspace, workspace_owners };

// An event as it left, ids filled in.
struct PublishedEvent {
    std::string name;
    Audience audience = Audience::workspace;
    std::string workspace_id, user_id;
    std::string payload;  // JSON
};

struct AuditNote {
    std::string reason, details, target;
};

struct StartedSession {
    std::string user_id, reason, confined_to, location;
    std::int64_t minutes = 0, started_at = 0, expires_at = 0;
};

struct IssuedKey {
    std::string id, secret, hint, name, workspace_id;
};

struct LogLine {
    std::uint32_t level = MORTISE_LOG_INFO;
    std::string message;
};

// One function of the host that the plugin called, and what it got.
struct ServiceCall {
    std::string name{};    // storage.query, events.publish
    std::string detail{};  // the SQL, the event's name
    mortise_status status = MORTISE_OK;
    bool writes = false;  // an INSERT, UPDATE or DELETE
    std::string request_id{};
};

// As the browser would get it. Of a refusal, `body` is the host's JSON, whose parts are here by name.
struct Answer {
    std::uint32_t status = 0;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string reason, message, field;
    std::uint32_t code = 0;

    bool committed = false;  // the unit was kept; without it nothing below happened
    std::vector<PublishedEvent> events;
    AuditNote audit;
    std::optional<StartedSession> session;
    std::vector<IssuedKey> keys;
    std::set<std::string> runs_soon;        // schedules of which it asked for a run

    // For whoever looks behind the answer.
    std::string cause;                     // of a 5xx, as the real host logs it
    mortise_status returned = MORTISE_OK;  // by the handler itself
    unsigned answers = 0;                  // how often the handler answered; a good one does so once

    bool ok() const noexcept { return status >= 200 && status < 400; }
    std::string_view header(std::string_view name) const noexcept {
        for (const auto& [key, value] : headers)
            if (key == name) return value;
        return {};
    }
};

}  // namespace mortise::inline v1_0::testing

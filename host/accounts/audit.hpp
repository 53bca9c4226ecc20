// The audit log: append-only rows, written by the host in the transaction of the effect, or on their own for a refusal.
#pragma once

#include <string>

#include "model/principal.hpp"
#include "storage/connection.hpp"

namespace mortise::accounts {

enum class AuditResult : std::uint8_t { done, refused, failed };

struct AuditRow {
    model::Instant at{};
    std::string node, request_id;
    model::WorkspaceId workspace;
    model::UserId subject, actor;
    model::SessionId session;
    model::ApiKeyId api_key;
    std::string action;  // timer.stop
    std::string target;  // an id, mostly a user's
    AuditResult result = AuditResult::done;
    std::string refusal;  // stable reason
    int status = 200;
    std::string reason;          // in the person's words
    std::string details = "{}";  // JSON object
    std::string client_address;
};

class AuditLog {
public:
    explicit AuditLog(storage::Connection& connection) : connection_{connection} {}
    void append(const AuditRow& row);

private:
    storage::Connection& connection_;
};

}  // namespace mortise::accounts

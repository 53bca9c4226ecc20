// A refusal by name. A handler throws one; the host makes {"message", "code", "reason", "field"} of it, undoes the unit and
// writes the audit row. The reason is stable and what programs look at; the message is for people and never holds a secret.
#pragma once

#include <mortise/version.hpp>

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace mortise::inline v1_0 {

class Refusal : public std::exception {
public:
    std::uint32_t status() const noexcept { return status_; }
    std::uint32_t code() const noexcept { return code_; }   // 0: the host's usual code for the status
    const std::string& reason() const noexcept { return reason_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& field() const noexcept { return field_; }
    const char* what() const noexcept override { return reason_.c_str(); }

protected:
    Refusal(std::uint32_t status, std::uint32_t code, std::string_view reason, std::string_view message,
            std::string_view field = {})
        : status_{status}, code_{code}, reason_{reason}, message_{message}, field_{field} {}

private:
    std::uint32_t status_, code_;
    std::string reason_, message_, field_;
};

// 404: the thing is not there, or not for this caller; the two must look alike.
class NotFound final : public Refusal {
public:
    NotFound(std::string_view reason, std::string_view message) : Refusal{404, 404, reason, message} {}
};

// 409: the thing is in the wrong state.
class Conflict final : public Refusal {
public:
    Conflict(std::string_view reason, std::string_view message) : Refusal{409, 0, reason, message} {}
};

// 403, for what only the code can know. Who may do what is the gate's business, before any handler.
class Denied final : public Refusal {
public:
    Denied(std::string_view reason, std::string_view message) : Refusal{403, 0, reason, message} {}
};

// 400: `field` has a value that its schema allows and the rules do not.
class Invalid final : public Refusal {
public:
    Invalid(std::string_view field, std::string_view message) : Refusal{400, 501, "invalid", message, field} {}
};

// 400, as the public API says it: `field` names something that is unknown, or another workspace's.
class UnknownEntity final : public Refusal {
public:
    explicit UnknownEntity(std::string_view field)
        : Refusal{400, 501, "unknown_entity", "There is no such entity in this workspace.", field} {}
};

}  // namespace mortise::inline v1_0

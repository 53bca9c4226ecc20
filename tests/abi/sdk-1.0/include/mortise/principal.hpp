// Who is asking. Views into the call: copy a text to keep it.
#pragma once

#include <mortise/text.hpp>

#include <cstdint>
#include <string_view>

namespace mortise::inline v1_0 {

enum class Credential : std::uint32_t {
    none = MORTISE_PRINCIPAL_ANONYMOUS,
    session = MORTISE_PRINCIPAL_SESSION,
    api_key = MORTISE_PRINCIPAL_API_KEY,
    system = MORTISE_PRINCIPAL_SYSTEM
};

struct Person {
    std::string_view id, name, email;
};

class Principal {
public:
    explicit Principal(const mortise_principal& principal) noexcept : principal_{principal} {}

    Credential credential() const noexcept { return static_cast<Credential>(principal_.kind); }
    // Whose account it is.
    Person subject() const noexcept {
        return {from_abi(principal_.subject_id), from_abi(principal_.subject_name), from_abi(principal_.subject_email)};
    }
    // The person at the keyboard: somebody else than the subject only while logged in as them.
    Person actor() const noexcept {
        if (!logged_in_as()) return subject();
        return {from_abi(principal_.actor_id), from_abi(principal_.actor_name), from_abi(principal_.actor_email)};
    }
    bool logged_in_as() const noexcept { return principal_.actor_id.size != 0; }
    // The one workspace within reach of this credential; empty: all of the account.
    std::string_view confined_to() const noexcept { return from_abi(principal_.confined_to); }

private:
    const mortise_principal& principal_;
};

}  // namespace mortise::inline v1_0

// A member of the call's workspace. Views into the call: copy a text to keep it.
#pragma once

#include <mortise/instant.hpp>
#include <mortise/text.hpp>

#include <string_view>

namespace mortise::inline v1_0 {

struct Member {
    std::string_view id, name, email, role;
    std::string_view status;   // PENDING, ACTIVE, INACTIVE
    Instant joined_at;
};

inline Member member_from(const mortise_member& member) noexcept {
    return {from_abi(member.user_id), from_abi(member.name), from_abi(member.email), from_abi(member.role),
            from_abi(member.status),  Instant{member.joined_at}};
}

}  // namespace mortise::inline v1_0

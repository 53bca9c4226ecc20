// The workspace that the route names. There is no plan and no role to decide by: ask Request::holds(permission).
#pragma once

#include <mortise/text.hpp>

#include <string_view>

namespace mortise::inline v1_0 {

struct Workspace {
    std::string_view id, name;
    std::string_view subdomain;   // empty: none
};

inline Workspace workspace_from(const mortise_workspace& workspace) noexcept {
    return {from_abi(workspace.id), from_abi(workspace.name), from_abi(workspace.subdomain)};
}

}  // namespace mortise::inline v1_0

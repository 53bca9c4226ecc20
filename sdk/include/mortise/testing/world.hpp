// Who and what there is in a fake host: people, workspaces, memberships, the clock. It begins with Olivia, who owns Acme, and
// Mia, a member there; Olivia is asking, at a browser. Change what a test is about and leave the rest.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/version.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::inline v1_0::testing {

// Ids are 24 lower-case hexadecimal characters; these are easily told apart in a failure's text.
inline std::string id_of(char digit) { return std::string(24, digit); }
inline const std::string olivia_id = id_of('1'), mia_id = id_of('2'), acme_id = id_of('a');

struct FakePerson {
    std::string id, name, email;
};

struct FakePrincipal {
    std::uint32_t kind = MORTISE_PRINCIPAL_SESSION;
    FakePerson subject{olivia_id, "Olivia", "olivia@acme.example"};
    FakePerson actor;         // somebody while logged in as the subject
    std::string confined_to;  // a workspace, or empty
};

struct FakeWorkspace {
    std::string id, name, plan = "enterprise", subdomain;
};

struct FakeMember {
    std::string workspace_id;
    FakePerson person;
    std::string role = "member", status = "ACTIVE";
    std::int64_t joined_at = 1'700'000'000'000'000;
};

struct World {
    FakePrincipal principal;
    std::vector<std::string> permissions;  // that the principal holds
    std::vector<FakeWorkspace> workspaces{{acme_id, "Acme", "enterprise", "acme"}};
    std::vector<FakeMember> members{{acme_id, {olivia_id, "Olivia", "olivia@acme.example"}, "owner"},
                                    {acme_id, {mia_id, "Mia", "mia@acme.example"}}};
    std::int64_t now = 1'790'000'000'000'000;  // microseconds since 1970; it stands still until it is moved

    const FakeWorkspace* workspace(std::string_view id) const {
        const auto found = std::find_if(workspaces.begin(), workspaces.end(),
                                        [&](const FakeWorkspace& workspace) { return workspace.id == id; });
        return found == workspaces.end() ? nullptr : &*found;
    }
    const FakeMember* member(std::string_view workspace, std::string_view user) const {
        const auto found = std::find_if(members.begin(), members.end(), [&](const FakeMember& member) {
            return member.workspace_id == workspace && member.person.id == user;
        });
        return found == members.end() ? nullptr : &*found;
    }
    void put(FakeWorkspace workspace) {
        std::erase_if(workspaces, [&](const FakeWorkspace& old) { return old.id == workspace.id; });
        workspaces.push_back(std::move(workspace));
    }
    void put(FakeMember member) {
        std::erase_if(members, [&](const FakeMember& old) {
            return old.workspace_id == member.workspace_id && old.person.id == member.person.id;
        });
        members.push_back(std::move(member));
    }
};

}  // namespace mortise::inline v1_0::testing

// A request that a test makes of a plugin: host.get("list").in(acme_id).query("page", "2").run().
#pragma once

#include <mortise/testing/internal/input.hpp>
#include <mortise/testing/internal/settle.hpp>

#include <functional>

namespace mortise::inline v1_0::testing {

class CallBuilder {
public:
    using Send = std::function<Answer(const internal::Input&)>;

    CallBuilder(const World& world, internal::Input input, Send send)
        : world_{world}, input_{std::move(input)}, send_{std::move(send)} {}

    // {workspace} and {user} are looked up as the host looks them up: an unknown one is answered 404 without running the handler.
    CallBuilder& path(std::string_view name, std::string_view value) {
        return input_.path_parameters.emplace_back(name, value), *this;
    }
    CallBuilder& in(std::string_view workspace) { return path("workspace", workspace); }
    CallBuilder& query(std::string_view name, std::string_view value) { return input_.query.emplace_back(name, value), *this; }
    CallBuilder& header(std::string_view lower_case_name, std::string_view value) {
        return input_.headers.emplace_back(lower_case_name, value), *this;
    }
    CallBuilder& body(std::string_view json) { return input_.body = json, *this; }
    CallBuilder& method(std::string_view method) { return input_.method = method, *this; }

    // By somebody else than the host's principal.
    CallBuilder& as(FakePrincipal principal) { return input_.principal = std::move(principal), *this; }
    // By nobody: as a schedule.
    CallBuilder& as_system(std::string path) {
        input_.path = std::move(path);
        input_.permissions.clear();
        return as(internal::system_in({}));
    }
    CallBuilder& holding(std::vector<std::string> permissions) { return input_.permissions = std::move(permissions), *this; }
    // As if the time were up: every function that takes the call gives MORTISE_E_DEADLINE.
    CallBuilder& deadline_passed() { return input_.deadline = input_.now - 1, *this; }
    // To the server's own name, although the workspace has a subdomain.
    CallBuilder& at_main_domain() { return at_main_domain_ = true, *this; }

    Answer run() {
        if (auto refusal = resolve()) {
            Answer answer;
            internal::refuse_with(answer, *refusal);
            return answer;
        }
        return send_(input_);
    }

private:
    std::optional<internal::Refused> resolve() {
        using internal::Refused;
        for (const auto& [name, value] : input_.path_parameters) {
            if (name == "workspace") {
                const auto* const workspace = world_.workspace(value);
                const auto* const member = world_.member(value, input_.principal.subject.id);
                const bool system = input_.principal.kind == MORTISE_PRINCIPAL_SYSTEM;
                if (!workspace || (!system && (!member || member->status != "ACTIVE")))
                    return Refused{404, 404, "workspace_not_found", "There is no such workspace.", {}};
                input_.workspace = *workspace;
                if (system) input_.principal.confined_to = workspace->id;
                else input_.role = member->role;
                if (!at_main_domain_ && !workspace->subdomain.empty()) input_.host_workspace = workspace->id;
            } else if (name == "user") {
                const auto* const member = input_.workspace ? world_.member(input_.workspace->id, value) : nullptr;
                if (!member) return Refused{404, 404, "user_not_found", "There is no such user in this workspace.", {}};
                input_.target = *member;
            }
        }
        return std::nullopt;
    }

    const World& world_;
    internal::Input input_;
    Send send_;
    bool at_main_domain_ = false;
};

}  // namespace mortise::inline v1_0::testing

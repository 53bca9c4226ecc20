// A request on its way into a plugin, as the pipeline would hand it over: Olivia, who owns Acme, at a browser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugins/call.hpp"

namespace mortise::plugins {

template <class Id>
Id test_id(char c) {
    return Id::trusted(std::string(model::id_length, c));
}

// A database that is away.
class NoDatabase final : public storage::Connection {
public:
    storage::Rows query(const storage::TableAccess&, std::string_view, std::span<const storage::Parameter>,
                        std::span<const storage::Type>) override {
        throw storage::Error{kind, "there is no database"};
    }
    void set_deadline(std::optional<model::Steady>) override {}
    bool savepoint(const std::function<bool()>& work) override { return work(); }

    storage::ErrorKind kind = storage::ErrorKind::unavailable;
};

struct TestCall {
    TestCall() {
        request.method = model::Method::post;
        request.method_text = "POST";
        request.path = "/api/v1/probe";
        request.id = "request-1";
        request.client_address = "127.0.0.1";
        request.received_at = model::now();
        request.started_at = std::chrono::steady_clock::now();
        deadline = request.received_at + std::chrono::seconds{60};
        principal.kind = model::PrincipalKind::session;
        principal.subject = {test_id<model::UserId>('a'), "Olivia", "olivia@acme.example"};
        principal.session = test_id<model::SessionId>('5');
        workspace = {test_id<model::WorkspaceId>('c'), "Acme", "acme", "enterprise", "owner"};
    }

    CallInput input(storage::Connection& connection) const {
        return {.request = request,
                .path_parameters = path_parameters,
                .principal = principal,
                .workspace = with_workspace ? &workspace : nullptr,
                .target = with_target ? &target : nullptr,
                .host_workspace = host_workspace,
                .permissions = permissions,
                .connection = connection,
                .deadline = deadline};
    }
    CallInput input() { return input(no_database); }

    void reads_only() {
        request.method = model::Method::get;
        request.method_text = "GET";
    }

    model::Request request;
    std::vector<model::NamedText> path_parameters;
    model::Principal principal;
    model::WorkspaceView workspace;
    model::Member target;
    bool with_workspace = true, with_target = false;
    model::WorkspaceId host_workspace;
    std::vector<std::string_view> permissions;
    model::Instant deadline{};
    NoDatabase no_database;
};

}  // namespace mortise::plugins

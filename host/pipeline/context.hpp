// One request on its way through the stages. Each stage fills in its part; see pipeline.cpp for their order.
#pragma once

#include <any>
#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/sessions.hpp"
#include "model/principal.hpp"
#include "pipeline/generation.hpp"
#include "plugins/call.hpp"
#include "storage/connection.hpp"

namespace mortise::pipeline {

struct Environment;

struct Context {
    const Environment* environment = nullptr;
    std::shared_ptr<const Generation> generation;
    model::Request request;
    model::Steady deadline{};

    // route
    const Route* route = nullptr;
    std::vector<model::NamedText> path_parameters;
    std::string subdomain;                          // the label in front of the base domain; empty: the main domain

    // while a connection is there
    storage::Connection* connection = nullptr;

    // authenticate
    model::WorkspaceId host_workspace;              // that label's workspace
    model::Principal principal;
    std::optional<accounts::Session> session;
    std::vector<model::WorkspaceId> key_denied_in;

    // gate
    std::optional<model::WorkspaceView> workspace;
    access::Standing standing;
    std::optional<model::Member> target;
    boost::json::value body;

    // dispatch; of the host's own routes too
    plugins::CallOutput output;
    std::any prepared;                              // what route->prepare found out
    std::vector<model::SessionId> ended_sessions;   // their event streams close after the commit
    bool clear_cookie = false;

    std::string_view path_parameter(std::string_view name) const noexcept;
    const accounts::Session& own_session() const { return *session; }
};

}  // namespace mortise::pipeline

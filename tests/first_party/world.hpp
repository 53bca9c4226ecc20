// The first-party plugins as they were packed, loaded by the real loader, on a database with the demo data. A test makes calls as
// the pipeline would once its gate has let them through, and looks at answers, refusals, events and rows.
#pragma once

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/demo.hpp"
#include "config/settings.hpp"
#include "plugins/registry.hpp"
#include "storage/database.hpp"

namespace mortise::plugins {

// One request, by the names of the demo data.
struct Call {
    std::string plugin, handler;
    std::string by;                                        // e-mail of the subject
    std::string workspace;                                 // name; empty: the route has no {workspace}
    std::string user;                                      // e-mail of {user}; empty: the route has none
    std::vector<model::NamedText> path;                    // other parameters
    std::vector<model::NamedText> query, headers;
    std::string body;
    std::string confined_to;                               // a workspace's name
    std::string actor;                                     // e-mail, while logged in as `by`
    std::vector<std::string_view> without;                 // permissions that are not held
    model::PrincipalKind kind = model::PrincipalKind::session;
};

class World : public testing::Test {
protected:
    explicit World(std::vector<config::Override> settings = {});
    ~World() override;

    CallOutput run(const Call& call);
    // The answer's JSON; fails the test when the call was refused.
    boost::json::value json(const Call& call);
    // "404 timer_not_running", "400 invalid end": how the call was refused; "200" when it was not.
    std::string refusal(const Call& call);
    // What the last call published: "timer.stopped mia@acme.example", in order.
    std::vector<std::string> events() const;

    std::string user(std::string_view email) const;        // their ids
    std::string workspace(std::string_view name) const;
    std::string instant(std::chrono::seconds from_now) const;

    std::int64_t number(const std::string& sql);
    void execute(const std::string& sql);

    model::Instant now_ = model::now();
    CallOutput last_;

private:
    std::string name_of_user(const model::UserId& id) const;
    std::string name_of_workspace(const model::WorkspaceId& id) const;

    std::string folder_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<accounts::Pepper> pepper_;
    std::vector<std::shared_ptr<Plugin>> plugins_;
    std::vector<std::string> permissions_;
    std::map<std::string, std::string, std::less<>> users_, workspaces_;
};

}  // namespace mortise::plugins

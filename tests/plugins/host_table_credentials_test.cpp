#include <gmock/gmock.h>

#include "accounts/api_keys.hpp"
#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

using ::testing::StartsWith;

class HostTableCredentials : public WithHostTable {
protected:
    HostTableCredentials() { key.struct_size = sizeof key; }
    mortise_status issue(std::string_view name, std::string_view workspace = {}) {
        return status_of([&](const mortise_call& call) {
            const auto& credentials = extension<mortise_credentials_v1>(MORTISE_EXT_CREDENTIALS);
            const auto status = credentials.issue_api_key(credentials.ctx, call.handle, abi(name), abi(workspace), &key);
            if (status == MORTISE_OK) secret = text(key.secret);
            return status;
        });
    }
    std::string owner_of_key() {
        std::string owner = "(nobody)";
        database->read([&](storage::Connection& connection) {
            const auto verified = accounts::ApiKeys{connection, pepper}.verify(secret);
            if (verified) owner = verified->owner.name + " " + verified->bound_to.string();
        });
        return owner;
    }
    std::string keys() { return value("SELECT count(*) FROM api_keys"); }

    mortise_api_key key{};
    std::string secret;
};

TEST_F(HostTableCredentials, IssuesAKeyOfTheAccount) {
    EXPECT_EQ(issue("Laptop"), MORTISE_OK);
    EXPECT_THAT(secret, StartsWith("mk_"));
    EXPECT_EQ(owner_of_key(), "Olivia ");
}

TEST_F(HostTableCredentials, IssuesAKeyOfOneWorkspace) {
    EXPECT_EQ(issue("Laptop", acme.view()), MORTISE_OK);
    EXPECT_EQ(owner_of_key(), "Olivia " + acme.string());
}

TEST_F(HostTableCredentials, BindsTheKeyToWhatTheSessionReaches) {
    call.principal.confined_to = acme;
    EXPECT_EQ(issue("Laptop"), MORTISE_OK);
    EXPECT_EQ(owner_of_key(), "Olivia " + acme.string());
    EXPECT_EQ(issue("Laptop", globex.view()), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(keys(), "1");
}

TEST_F(HostTableCredentials, KnowsNoWorkspaceOfOthers) {
    EXPECT_EQ(issue("Laptop", hooli.view()), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(issue("Laptop", std::string(24, 'f')), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(issue("Laptop", "acme"), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(keys(), "0");
}

TEST_F(HostTableCredentials, RefusesInactiveMembers) {
    database->write_and_wait([&](storage::Connection& connection) {
        // By hand: she owns it, and an owner is made inactive only after a transfer.
        connection.execute("UPDATE memberships SET status = 'INACTIVE' WHERE user_id = :user", {storage::arg("user", olivia)});
        return true;
    });
    EXPECT_EQ(issue("Laptop", acme.view()), MORTISE_E_NOT_FOUND);
}

TEST_F(HostTableCredentials, RefusesWhileLoggedInAsSomebody) {
    call.principal.actor.id = hugo;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_REFUSED);
    EXPECT_THAT(said, StartsWith("logged_in_as: "));
    EXPECT_EQ(keys(), "0");
}

TEST_F(HostTableCredentials, RefusesACallerByKey) {
    call.principal.kind = model::PrincipalKind::api_key;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_REFUSED);
    EXPECT_THAT(said, StartsWith("browser_session_required: "));
}

TEST_F(HostTableCredentials, NeedsAName) {
    EXPECT_EQ(issue(""), MORTISE_E_INVALID);
    EXPECT_EQ(issue("\xff"), MORTISE_E_INVALID);
    EXPECT_EQ(issue(std::string(101, 'a')), MORTISE_E_LIMIT);
}

TEST_F(HostTableCredentials, MakesNoKeyThatNobodyWouldSee) {
    key.struct_size = 0;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_INVALID);
    EXPECT_EQ(keys(), "0");
}

TEST_F(HostTableCredentials, NeedsThePepper) {
    services.pepper = nullptr;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_UNAVAILABLE);
}

}  // namespace
}  // namespace mortise::plugins

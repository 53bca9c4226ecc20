// mortise.members/1, mortise.credentials/1 and mortise.sessions/1: people, and what proves who they are.
#include "conformance.hpp"

namespace conformance {
namespace {

class MembersConformance : public Conformance {
protected:
    mortise_status find(const std::string& user) {
        return status_of([&](const Side& side) {
            mortise_member member{};
            member.struct_size = sizeof member;
            const auto status = use(side, MORTISE_EXT_MEMBERS, &mortise_members_v1::find, side.call.handle, abi(user), &member);
            if (status == MORTISE_OK) found = text(member.name) + " " + text(member.role) + " " + text(member.status);
            return status;
        });
    }
    std::string found;
};

TEST_P(MembersConformance, AreOfTheWorkspaceAlone) {
    EXPECT_EQ(find(id("mia")), MORTISE_OK);
    EXPECT_EQ(found, "Mia member ACTIVE");
    EXPECT_EQ(find(id("hugo")), MORTISE_E_NOT_FOUND);
    const auto words = said;
    for (const std::string& unknown : {std::string(24, 'f'), std::string{"mia"}, std::string{}}) {
        EXPECT_EQ(find(unknown), MORTISE_E_NOT_FOUND);
        EXPECT_EQ(said, words) << "alike";
    }
    EXPECT_EQ(find(std::string(201, 'a')), MORTISE_E_LIMIT);
    given.workspace = "";
    EXPECT_EQ(find(id("mia")), MORTISE_E_INVALID);
}

TEST_P(MembersConformance, NeedAStructToGoTo) {
    const auto mia = id("mia");
    EXPECT_EQ(status_of([&](const Side& side) {
                  return use(side, MORTISE_EXT_MEMBERS, &mortise_members_v1::find, side.call.handle, abi(mia),
                             static_cast<mortise_member*>(nullptr));
              }),
              MORTISE_E_INVALID);
}

class CredentialsConformance : public Conformance {
protected:
    CredentialsConformance() { key.struct_size = sizeof key; }
    mortise_status issue(std::string_view name, const std::string& workspace = {}) {
        return status_of([&](const Side& side) {
            const auto status = use(side, MORTISE_EXT_CREDENTIALS, &mortise_credentials_v1::issue_api_key, side.call.handle,
                                    abi(name), abi(workspace), &key);
            if (status == MORTISE_OK) secret = text(key.secret);
            return status;
        });
    }
    mortise_api_key key{};
    std::string secret;
};

TEST_P(CredentialsConformance, AreIssuedWithinReach) {
    EXPECT_EQ(issue("Laptop"), MORTISE_OK);
    EXPECT_EQ(secret.substr(0, 3), "mk_");
    EXPECT_EQ(issue("Laptop", id("acme")), MORTISE_OK);
    EXPECT_EQ(host().keys(), 2u);
    EXPECT_EQ(issue("Laptop", id("hooli")), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(issue("Laptop", std::string(24, 'f')), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(issue("Laptop", "acme"), MORTISE_E_NOT_FOUND);
    given.confined_to = "acme";
    EXPECT_EQ(issue("Laptop", id("globex")), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(host().keys(), 2u);
}

TEST_P(CredentialsConformance, AreRefusedByRules) {
    given.actor = "hugo";
    EXPECT_EQ(issue("Laptop"), MORTISE_E_REFUSED);
    EXPECT_EQ(said.rfind("logged_in_as: ", 0), 0u) << said;
    given.actor = "";
    given.kind = MORTISE_PRINCIPAL_API_KEY;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_REFUSED);
    EXPECT_EQ(said.rfind("browser_session_required: ", 0), 0u) << said;
    EXPECT_EQ(host().keys(), 0u);
}

TEST_P(CredentialsConformance, NeedANameAndAHand) {
    EXPECT_EQ(issue(""), MORTISE_E_INVALID);
    EXPECT_EQ(issue("\xff"), MORTISE_E_INVALID);
    EXPECT_EQ(issue(std::string(101, 'a')), MORTISE_E_LIMIT);
    key.struct_size = 0;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_INVALID);
    EXPECT_EQ(host().keys(), 0u);
}

TEST_P(CredentialsConformance, BeginWithTheCommitAlone) {
    run([&](const Side& side) {
        EXPECT_EQ(use(side, MORTISE_EXT_CREDENTIALS, &mortise_credentials_v1::issue_api_key, side.call.handle, abi("Laptop"),
                      mortise_str{}, &key),
                  MORTISE_OK);
        return answer(side, 409);
    });
    EXPECT_EQ(host().keys(), 0u);
    given.does = Does::read;
    EXPECT_EQ(issue("Laptop"), MORTISE_E_DENIED) << "a request that reads writes nothing";
}

class SessionsConformance : public Conformance {
protected:
    SessionsConformance() {
        request.struct_size = sizeof request;
        request.minutes = 60;
        started.struct_size = sizeof started;
    }
    mortise_status start(const Side& side, const std::string& user) {
        request.user_id = abi(user);
        const auto status = use(side, MORTISE_EXT_SESSIONS, &mortise_sessions_v1::start_impersonation, side.call.handle,
                                static_cast<const mortise_impersonation_request*>(&request), &started);
        if (status == MORTISE_OK) {
            location = text(started.location);
            confined_to = text(started.confined_to);
        }
        return status;
    }
    mortise_status start(const std::string& user) {
        return status_of([&](const Side& side) { return start(side, user); });
    }
    void expect_refused(const std::string& user, unsigned status, const std::string& reason) {
        const auto refused = run([&](const Side& side) {
            const auto status = start(side, user);
            EXPECT_EQ(status, MORTISE_E_REFUSED) << reason;
            EXPECT_EQ(text(side.host.last_error(side.host.ctx)).rfind(reason + ": ", 0), 0u);
            return status;
        });
        EXPECT_EQ(refused.status, status);
        EXPECT_EQ(refused.reason, reason);
        EXPECT_EQ(host().impersonations(), 0u);
    }
    mortise_impersonation_request request{};
    mortise_impersonation started{};
    std::string location, confined_to;
};

TEST_P(SessionsConformance, AreOfAMemberForAnHourAtMost) {
    request.minutes = 10;
    EXPECT_EQ(start(id("mia")), MORTISE_OK);
    EXPECT_EQ(started.expires_at - started.started_at, 10 * 60'000'000);
    EXPECT_EQ(location, "");
    EXPECT_EQ(confined_to, id("acme"));
    EXPECT_EQ(host().impersonations(), 1u);
    request.minutes = 100'000;
    EXPECT_EQ(start(id("mia")), MORTISE_OK);
    EXPECT_EQ(started.expires_at - started.started_at, 60 * std::int64_t{60'000'000});
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{-1}}) {
        request.minutes = wrong;
        EXPECT_EQ(start(id("mia")), MORTISE_E_INVALID);
    }
}

TEST_P(SessionsConformance, AreHandedOverToTheirHost) {
    given.at_main_domain = true;
    EXPECT_EQ(start(id("mia")), MORTISE_OK);
    EXPECT_EQ(location.rfind("http://acme.localhost:8080/auth/handoff?code=", 0), 0u) << location;
    given.workspace = "globex";
    EXPECT_EQ(start(id("mia")), MORTISE_OK);
    EXPECT_EQ(location + confined_to, "") << "it has no subdomain";
    request.confine = 1;
    EXPECT_EQ(start(id("mia")), MORTISE_OK);
    EXPECT_EQ(confined_to, id("globex"));
}

TEST_P(SessionsConformance, AreRefusedByRules) {
    expect_refused(id("olivia"), 409, "self");
    given.actor = "hugo";
    expect_refused(id("mia"), 409, "nested");
    given.actor = "";
    given.kind = MORTISE_PRINCIPAL_API_KEY;
    expect_refused(id("mia"), 403, "browser_session_required");
}

TEST_P(SessionsConformance, AreNotOfAStranger) {
    EXPECT_EQ(start(id("hugo")), MORTISE_E_NOT_FOUND);
    const auto words = said;
    EXPECT_EQ(start(std::string(24, 'f')), MORTISE_E_NOT_FOUND);
    EXPECT_EQ(said, words) << "alike";
    given.workspace = "";
    EXPECT_EQ(start(id("mia")), MORTISE_E_INVALID);
}

TEST_P(SessionsConformance, AreOnePerCallAndSeen) {
    run([&](const Side& side) {
        EXPECT_EQ(start(side, id("mia")), MORTISE_OK);
        EXPECT_EQ(start(side, id("mia")), MORTISE_E_TWICE);
        return answer(side);
    });
    EXPECT_EQ(host().impersonations(), 1u);
    run([&](const Side& side) { return start(side, id("mia")), answer(side, 409); });
    EXPECT_EQ(host().impersonations(), 1u) << "with the commit alone";
    started.struct_size = 0;
    EXPECT_EQ(start(id("mia")), MORTISE_E_INVALID);
    EXPECT_EQ(host().impersonations(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Fake, MembersConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, MembersConformance, ::testing::Values(make_real_host), of_host);
INSTANTIATE_TEST_SUITE_P(Fake, CredentialsConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, CredentialsConformance, ::testing::Values(make_real_host), of_host);
INSTANTIATE_TEST_SUITE_P(Fake, SessionsConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, SessionsConformance, ::testing::Values(make_real_host), of_host);

}  // namespace
}  // namespace conformance

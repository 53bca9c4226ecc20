#include "first_party/world.hpp"

namespace mortise::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ApiKeys : public World {
protected:
    explicit ApiKeys(std::vector<config::Override> settings = {}) : World{std::move(settings)} {}

    static Call own(std::string handler, std::string by, std::string body = {}, std::string id = {}) {
        Call call{.plugin = "api-keys", .handler = std::move(handler), .by = std::move(by), .body = std::move(body)};
        if (!id.empty()) call.path = {{"id", std::move(id)}};
        return call;
    }
    static Call deactivate(std::string user, std::string by = "olivia@acme.example", std::string workspace = "Acme") {
        return {.plugin = "api-key-admin", .handler = "deactivate", .by = std::move(by), .workspace = std::move(workspace), .user = std::move(user), .body = "{}"};
    }
    boost::json::value key_of(const std::string& by, std::string_view name) {
        const auto listed = json(own("list", by));
        for (const auto& key : listed.as_array())
            if (key.at("name").as_string() == name) return key;
        throw std::runtime_error{"no such key"};
    }
    static std::string id_of(const boost::json::value& key) { return std::string{key.at("id").as_string()}; }
};

constexpr auto mia = "mia@acme.example";
constexpr auto casey = "casey@contract.example";

TEST_F(ApiKeys, AreListedWithoutAnythingSecret) {
    const auto keys = json(own("list", mia));
    ASSERT_EQ(keys.as_array().size(), 2u);
    for (const auto* member : {"id", "name", "hint", "workspaceId", "status", "deniedIn", "createdAt", "lastUsedAt", "deactivatedAt"})
        EXPECT_TRUE(keys.at(0).as_object().contains(member)) << member;
    EXPECT_EQ(keys.at(0).as_object().size(), 9u);
    EXPECT_EQ(keys.at(0).at("status").as_string(), "ACTIVE");
}

TEST_F(ApiKeys, TheSecretIsShownOnce) {
    const auto key = json(own("generate", mia, R"({"name": "Script"})"));
    EXPECT_EQ(last_.response.status, 201);
    EXPECT_TRUE(key.at("workspaceId").is_null());
    const std::string secret{key.at("secret").as_string()};
    EXPECT_TRUE(secret.starts_with("mk_"));
    EXPECT_EQ(last_.audit_target, id_of(key));
    EXPECT_THAT(events(), ElementsAre("api_key.created mia@acme.example", "account.changed owners of Acme"));
    for (const auto& event : last_.events) EXPECT_EQ(event.payload.find(secret), std::string::npos);
    json(own("list", mia));
    EXPECT_EQ(last_.response.body.find(secret), std::string::npos);
    EXPECT_EQ(last_.response.body.find("secret"), std::string::npos);
    EXPECT_EQ(last_.response.body.find("hash"), std::string::npos);
}

TEST_F(ApiKeys, AreBoundToTheWorkspaceOfAConfinedSession) {
    auto call = own("generate", casey, R"({"name": "Here"})");
    call.confined_to = "Acme";
    EXPECT_EQ(json(call).at("workspaceId").as_string(), workspace("Acme"));
    EXPECT_THAT(events(), ElementsAre("api_key.created casey@contract.example", "account.changed owners of Acme"));
    call.body = R"({"name": "There", "workspaceId": ")" + workspace("Hooli") + "\"}";
    EXPECT_EQ(refusal(call), "400 unknown_entity workspaceId");
}

TEST_F(ApiKeys, ABoundOneNamesAWorkspaceOfOnesOwn) {
    const auto in = [&](const std::string& id) { return own("generate", mia, R"({"name": "Bound", "workspaceId": ")" + id + "\"}"); };
    EXPECT_EQ(refusal(in(workspace("Acme"))), "201");
    EXPECT_EQ(refusal(in(workspace("Globex"))), "400 unknown_entity workspaceId");
    EXPECT_EQ(refusal(in("0123456789abcdef01234567")), "400 unknown_entity workspaceId");
    EXPECT_EQ(refusal(in("nonsense")), "400 unknown_entity workspaceId");
}

TEST_F(ApiKeys, AConfinedSessionHearsOfNoOtherWorkspace) {
    json(own("generate", casey, R"({"name": "Hooli's", "workspaceId": ")" + workspace("Hooli") + "\"}"));
    execute("INSERT INTO api_key_denials (key_id, workspace_id, denied_at) SELECT id, '" + workspace("Hooli") + "', 1 FROM api_keys WHERE name = 'All clients'");
    auto list = own("list", casey);
    list.confined_to = "Acme";
    EXPECT_EQ(json(list).as_array().size(), 2u);
    EXPECT_EQ(last_.response.body.find(workspace("Hooli")), std::string::npos);
    const auto all = json(own("list", casey));
    EXPECT_EQ(all.as_array().size(), 3u);
    EXPECT_NE(last_.response.body.find(R"("deniedIn":[")" + workspace("Hooli") + "\"]"), std::string::npos);

    auto rename = own("rename", casey, R"({"name": "Mine"})", id_of(key_of(casey, "Hooli's")));
    rename.confined_to = "Acme";
    EXPECT_EQ(refusal(rename), "404 api_key_not_found");
}

TEST_F(ApiKeys, AreRenamedAndDeleted) {
    const auto key = key_of(mia, "Laptop");
    EXPECT_EQ(json(own("rename", mia, R"({"name": "Desktop"})", id_of(key))).at("name").as_string(), "Desktop");
    EXPECT_THAT(events(), ElementsAre("api_key.updated mia@acme.example"));
    execute("INSERT INTO api_key_denials (key_id, workspace_id, denied_at) VALUES ('" + id_of(key) + "', '" + workspace("Acme") + "', 1)");
    EXPECT_EQ(refusal(own("remove", mia, {}, id_of(key))), "204");
    EXPECT_THAT(events(), ElementsAre("api_key.deleted mia@acme.example", "account.changed owners of Acme"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM api_keys WHERE id = '" + id_of(key) + "'"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM api_key_denials"), 0);
}

TEST_F(ApiKeys, ThoseOfOthersAreNotThere) {
    const auto id = id_of(key_of(mia, "Laptop"));
    for (const auto* handler : {"rename", "remove"}) {
        EXPECT_EQ(refusal(own(handler, casey, R"({"name": "Stolen"})", id)), "404 api_key_not_found");
        const auto body = last_.refusal->message;
        EXPECT_EQ(refusal(own(handler, casey, R"({"name": "Stolen"})", "0123456789abcdef01234567")), "404 api_key_not_found");
        EXPECT_EQ(last_.refusal->message, body);
    }
    EXPECT_EQ(key_of(mia, "Laptop").at("status").as_string(), "ACTIVE");
}

TEST_F(ApiKeys, AreDeactivatedAllAtOnce) {
    EXPECT_EQ(json(deactivate(mia)).at("deactivated").as_int64(), 2);
    EXPECT_THAT(events(), ElementsAre("api_key.deactivated mia@acme.example", "account.changed owners of Acme"));
    EXPECT_EQ(last_.audit_details, R"({"deactivated":2,"deniedHere":0})");
    const auto told = boost::json::parse(last_.events.front().payload);
    EXPECT_EQ(told.at("keyIds").as_array().size(), 2u);
    const auto listed = json(own("list", mia));
    for (const auto& key : listed.as_array()) {
        EXPECT_EQ(key.at("status").as_string(), "DEACTIVATED");
        EXPECT_EQ(key.at("deactivatedAt").as_string(), model::to_text(now_));
    }
    EXPECT_EQ(json(deactivate(mia)).at("deactivated").as_int64(), 0);
    EXPECT_THAT(events(), IsEmpty());

    json(own("generate", mia, R"({"name": "Later"})"));
    EXPECT_EQ(key_of(mia, "Later").at("status").as_string(), "ACTIVE");
}

TEST_F(ApiKeys, ADeactivatedOneIsRenamedAndDeletedButNeverActiveAgain) {
    json(deactivate(mia));
    const auto id = id_of(key_of(mia, "Laptop"));
    EXPECT_EQ(json(own("rename", mia, R"({"name": "Old"})", id)).at("status").as_string(), "DEACTIVATED");
    EXPECT_EQ(refusal(own("remove", mia, {}, id)), "204");
}

TEST_F(ApiKeys, AreDeactivatedInThisWorkspaceAndWhereTheyAreGoodForAll) {
    json(own("generate", casey, R"({"name": "Hooli's", "workspaceId": ")" + workspace("Hooli") + "\"}"));
    EXPECT_EQ(json(deactivate(casey)).at("deactivated").as_int64(), 2);
    EXPECT_EQ(key_of(casey, "All clients").at("status").as_string(), "DEACTIVATED");
    EXPECT_EQ(key_of(casey, "Acme invoices").at("status").as_string(), "DEACTIVATED");
    EXPECT_EQ(key_of(casey, "Hooli's").at("status").as_string(), "ACTIVE");
}

TEST_F(ApiKeys, OfAnInactiveMemberCanBeDeactivated) { EXPECT_EQ(json(deactivate("ines@acme.example")).at("deactivated").as_int64(), 1); }

class ApiKeysDeniedHere : public ApiKeys {
protected:
    ApiKeysDeniedHere() : ApiKeys{{{"plugins.enabled.api-key-admin.settings.account-wide-keys", "deny-here"}}} {}
};

TEST_F(ApiKeysDeniedHere, AccountWideOnesGoOnElsewhere) {
    EXPECT_EQ(json(deactivate(casey)).at("deactivated").as_int64(), 2);
    EXPECT_EQ(last_.audit_details, R"({"deactivated":1,"deniedHere":1})");
    const auto told = boost::json::parse(last_.events.front().payload);
    EXPECT_EQ(told.at("keyIds").as_array().size(), 2u);
    EXPECT_EQ(told.at("deniedHere").as_array().size(), 1u);
    const auto everywhere = key_of(casey, "All clients");
    EXPECT_EQ(everywhere.at("status").as_string(), "ACTIVE");
    EXPECT_EQ(everywhere.at("deniedIn").at(0).as_string(), workspace("Acme"));
    EXPECT_EQ(key_of(casey, "Acme invoices").at("status").as_string(), "DEACTIVATED");
    EXPECT_EQ(json(deactivate(casey)).at("deactivated").as_int64(), 0);
    EXPECT_EQ(json(deactivate(casey, "hugo@hooli.example", "Hooli")).at("deactivated").as_int64(), 1);
}

}  // namespace
}  // namespace mortise::plugins

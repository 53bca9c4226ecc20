#include "accounts/api_keys.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "accounts/key_format.hpp"
#include "with_database.hpp"

namespace mortise::accounts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ApiKeysTest : public WithDatabase {
protected:
    IssuedKey issue(const model::UserId& owner, const model::WorkspaceId& bound_to = {}) {
        return write([&](auto& connection) { return ApiKeys{connection, pepper}.issue(owner, "Laptop", bound_to, start); });
    }
    std::optional<VerifiedKey> verify(const std::string& key) {
        return read([&](auto& connection) { return ApiKeys{connection, pepper}.verify(key); });
    }
    void run(std::string_view sql, const model::ApiKeyId& key) {
        write([&](storage::Connection& connection) { connection.execute(sql, {storage::arg("key", key)}); });
    }

    const Pepper pepper{"a pepper of more than thirty-two characters"};
};

TEST_F(ApiKeysTest, are_verified_with_their_owner) {
    const auto issued = issue(mia);
    EXPECT_EQ(issued.hint, "mk_…" + issued.secret.substr(issued.secret.size() - 4));
    EXPECT_EQ(id_of_key(issued.secret), issued.id);
    const auto key = verify(issued.secret);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->id, issued.id);
    EXPECT_EQ(key->owner.id, mia);
    EXPECT_EQ(key->owner.name, "Mia Schröder");
    EXPECT_EQ(key->owner.email, "mia@acme.example");
    EXPECT_TRUE(key->bound_to.empty());
    EXPECT_THAT(key->denied_in, IsEmpty());
    EXPECT_FALSE(key->last_used_at);
}

TEST_F(ApiKeysTest, may_be_bound_to_a_workspace) { EXPECT_EQ(verify(issue(mia, acme).secret)->bound_to, acme); }

TEST_F(ApiKeysTest, that_are_malformed_never_reach_the_database) {
    class NoDatabase final : public storage::Connection {
    public:
        storage::Rows query(const storage::TableAccess&, std::string_view, std::span<const storage::Parameter>,
                            std::span<const storage::Type>) override {
            throw std::logic_error{"asked the database"};
        }
        void set_deadline(std::optional<model::Steady>) override {}
        bool savepoint(const std::function<bool()>&) override { return false; }
    } nothing;
    ApiKeys keys{nothing, pepper};
    auto secret = issue(mia).secret;
    EXPECT_THROW(keys.verify(secret), std::logic_error);
    secret.back() = secret.back() == 'a' ? 'b' : 'a';
    for (const auto& key : {std::string{}, std::string{"mk_"}, std::string{"not a key"}, secret}) EXPECT_FALSE(keys.verify(key));
}

TEST_F(ApiKeysTest, that_are_unknown_are_nothing) {
    EXPECT_FALSE(verify(format_key(model::ApiKeyId::trusted(model::make_id()), random_bytes())));
}

TEST_F(ApiKeysTest, with_a_known_id_need_the_right_secret) { EXPECT_FALSE(verify(format_key(issue(mia).id, random_bytes()))); }

TEST_F(ApiKeysTest, are_worth_nothing_under_another_pepper) {
    const auto issued = issue(mia);
    const Pepper other{"another pepper of more than 32 characters"};
    EXPECT_FALSE(read([&](auto& connection) { return ApiKeys{connection, other}.verify(issued.secret); }));
}

TEST_F(ApiKeysTest, stop_when_deactivated_and_are_deactivated_once) {
    const auto issued = issue(mia), later = issue(mia);
    const auto deactivate = [&] {
        return write([&](auto& connection) {
            return ApiKeys{connection, pepper}.deactivate(issued.id, start + std::chrono::hours{1});
        });
    };
    EXPECT_TRUE(deactivate());
    EXPECT_FALSE(verify(issued.secret));
    EXPECT_TRUE(verify(later.secret));
    EXPECT_FALSE(deactivate());
}

TEST_F(ApiKeysTest, stop_when_deleted) {
    const auto issued = issue(mia);
    run("DELETE FROM api_keys WHERE id = :key", issued.id);
    EXPECT_FALSE(verify(issued.secret));
}

TEST_F(ApiKeysTest, stop_when_the_owner_is_switched_off) {
    const auto issued = issue(mia);
    write([&](auto& connection) { Users{connection}.set_status(mia, "INACTIVE"); });
    EXPECT_FALSE(verify(issued.secret));
}

TEST_F(ApiKeysTest, tell_which_workspaces_deny_them) {
    const auto issued = issue(mia), other = issue(mia);
    for (const auto& workspace : {acme, globex})
        run("INSERT INTO api_key_denials (key_id, workspace_id, denied_at) VALUES (:key, '" + workspace.string() + "', 1)",
            issued.id);
    EXPECT_THAT(verify(issued.secret)->denied_in, testing::UnorderedElementsAre(acme, globex));
    EXPECT_THAT(verify(other.secret)->denied_in, IsEmpty());
}

TEST_F(ApiKeysTest, remember_when_they_were_used) {
    const auto issued = issue(mia);
    write([&](auto& connection) { ApiKeys::used(connection, issued.id, start + std::chrono::seconds{5}); });
    EXPECT_EQ(verify(issued.secret)->last_used_at, start + std::chrono::seconds{5});
}

TEST_F(ApiKeysTest, are_listed_for_their_owner_without_a_secret) {
    const auto first = issue(mia), second = issue(mia, acme);
    issue(olivia);
    write([&](auto& connection) {
        ApiKeys{connection, pepper}.deactivate(first.id, start + std::chrono::hours{1});
        ApiKeys::used(connection, second.id, start + std::chrono::hours{2});
    });
    auto keys = read([&](auto& connection) { return ApiKeys{connection, pepper}.of_user(mia); });
    ASSERT_EQ(keys.size(), 2u);
    if (keys[0].id != first.id) std::swap(keys[0], keys[1]);  // made in the same second
    EXPECT_EQ(keys[0].name, "Laptop");
    EXPECT_EQ(keys[0].hint, first.hint);
    EXPECT_EQ(keys[0].status, "DEACTIVATED");
    EXPECT_EQ(keys[0].deactivated_at, start + std::chrono::hours{1});
    EXPECT_FALSE(keys[0].last_used_at);
    EXPECT_EQ(keys[1].status, "ACTIVE");
    EXPECT_EQ(keys[1].bound_to, acme);
    EXPECT_EQ(keys[1].created_at, start);
    EXPECT_EQ(keys[1].last_used_at, start + std::chrono::hours{2});
}

}  // namespace
}  // namespace mortise::accounts

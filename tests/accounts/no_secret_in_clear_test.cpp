// Whoever gets hold of the database file gets no credential: the file, its log and its index are searched for every secret
// issued.
#include <fstream>
#include <iterator>

#include "accounts/api_keys.hpp"
#include "accounts/demo.hpp"
#include "with_sessions.hpp"

namespace mortise::accounts {
namespace {

using namespace std::chrono_literals;

class NoSecretInClear : public WithSessions {
protected:
    void expect_hidden(const std::string& secret) {
        for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
            std::ifstream stream{entry.path(), std::ios::binary};
            const std::string content{std::istreambuf_iterator<char>{stream}, {}};
            EXPECT_EQ(content.find(secret), std::string::npos) << "in " << entry.path().filename();
        }
    }
    bool is_in_the_file(const std::string& text) {
        for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
            std::ifstream stream{entry.path(), std::ios::binary};
            if (std::string{std::istreambuf_iterator<char>{stream}, {}}.find(text) != std::string::npos) return true;
        }
        return false;
    }

    const Pepper pepper{"a pepper of more than thirty-two characters"};
};

TEST_F(NoSecretInClear, neither_session_nor_key_nor_code_nor_password) {
    const auto session = begin(own(mia));
    const auto rotated = write([&](auto& connection) { return Sessions{connection}.rotate(session.id); });
    const auto code =
        write([&](auto& connection) { return Sessions{connection}.make_handoff(session.id, session.id, {}, start); });
    const auto key = write([&](auto& connection) { return ApiKeys{connection, pepper}.issue(mia, "Laptop", {}, start); });
    const std::string password = "tenon joint oak 7";
    write([&](auto& connection) { Users{connection}.set_password(mia, hash_password(password, cheap)); });

    ASSERT_TRUE(is_in_the_file(key.id.string())) << "the search finds what is there";
    ASSERT_TRUE(is_in_the_file(sha256_hex(rotated)));
    for (const auto& secret : {session.token, rotated, code, key.secret, key.secret.substr(28, 43), password})
        expect_hidden(secret);
    expect_hidden(sha256_hex(key.secret));
    expect_hidden("a pepper of more");
}

TEST_F(NoSecretInClear, of_the_demo_data_set) {
    DemoData data;
    write([&](storage::Connection& connection) {
        connection.execute("UPDATE users SET email = 'other', email_folded = 'other' WHERE email = 'olivia@acme.example'");
        connection.execute("UPDATE users SET email = 'another', email_folded = 'another' WHERE email = 'mia@acme.example'");
        connection.execute("UPDATE workspaces SET subdomain = NULL");
        data = seed_demo(connection, pepper, cheap, start);
    });
    ASSERT_EQ(data.api_keys.size(), 5u);
    for (const auto& key : data.api_keys) expect_hidden(*key.secret);
    expect_hidden(std::string{demo_password});
}

}  // namespace
}  // namespace mortise::accounts

// Several people press at once: exactly one effect, one audit row each.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/server.hpp"

namespace {

using namespace mortise::testing;

// Runs `work(i)` in `count` threads that start together.
template <class Work>
void at_once(std::size_t count, Work work) {
    std::atomic<bool> go = false;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < count; ++i)
        threads.emplace_back([&, i] {
            while (!go) std::this_thread::yield();
            work(i);
        });
    go = true;
    for (auto& thread : threads) thread.join();
}

std::size_t rows(const Server& server, std::string_view action, std::string_view result) {
    std::size_t count = 0;
    for (const auto& row : server.audit())
        count += row.at("action").as_string() == action && row.at("result").as_string() == result;
    return count;
}

TEST(Race, OfAHundredStopsExactlyOneStops) {
    const Server server;
    const auto path = "/workspaces/" + server.workspace("Acme") + "/accounts/" + server.user("mia@acme.example") + "/timer/stop";
    std::vector<Client> owners;
    for (int i = 0; i < 10; ++i) owners.push_back(server.signed_in("olivia@acme.example"));   // ten sessions: refusals are throttled by session
    std::atomic<int> stopped = 0, not_running = 0;
    at_once(10, [&](std::size_t i) {
        for (int n = 0; n < 10; ++n) {
            const auto answer = owners[i].post(path);
            if (answer.status == 200) ++stopped;
            else if (answer.reason() == "timer_not_running") ++not_running;
        }
    });
    EXPECT_EQ(stopped, 1);
    EXPECT_EQ(not_running, 99);
    EXPECT_EQ(rows(server, "timer.stop", "done"), 1u);
    EXPECT_EQ(rows(server, "timer.stop", "refused"), 99u);
}

TEST(Race, BetweenTheOwnersStopAndTheUsersOwnOneWins) {
    const Server server;
    const auto acme = "/workspaces/" + server.workspace("Acme"), mia = server.user("mia@acme.example");
    auto owner = server.signed_in("olivia@acme.example"), member = server.signed_in("mia@acme.example");
    for (int round = 0; round < 30; ++round) {
        const auto started = member.post(acme + "/time-entries", R"({"start":"2026-01-05T09:00:00Z"})");
        ASSERT_EQ(started.status, 201) << started.body;
        Answer answers[2];
        at_once(2, [&](std::size_t i) {
            answers[i] = i == 0 ? owner.post(acme + "/accounts/" + mia + "/timer/stop", R"({"end":"2026-01-05T10:00:00Z"})")
                                : member.patch(acme + "/user/" + mia + "/time-entries", R"({"end":"2026-01-05T11:00:00Z"})");
        });
        EXPECT_EQ((answers[0].status == 200) + (answers[1].status == 200), 1) << answers[0].body << answers[1].body;
        const auto entry = member.get(acme + "/time-entries/" + std::string{started.json().at("id").as_string()}).json();
        EXPECT_EQ(entry.at("timeInterval").at("end").as_string(), answers[0].status == 200 ? "2026-01-05T10:00:00Z" : "2026-01-05T11:00:00Z");
    }
    EXPECT_EQ(rows(server, "timer.stop", "done"), 30u);
}

TEST(Race, BetweenDeactivatingAndGeneratingNoKeyIsLeftInBetween) {
    const Server server;
    const auto path = "/workspaces/" + server.workspace("Acme") + "/accounts/" + server.user("noah@acme.example") + "/api-keys/deactivate";
    auto owner = server.signed_in("olivia@acme.example"), member = server.signed_in("noah@acme.example");
    std::int64_t deactivated = 0;
    std::vector<std::string> secrets;
    constexpr int rounds = 20;
    for (int round = 0; round < rounds; ++round) {
        Answer answers[2];
        at_once(2, [&](std::size_t i) { answers[i] = i == 0 ? owner.post(path) : member.post("/user/api-keys", R"({"name":"Raced"})"); });
        ASSERT_EQ(answers[0].status, 200) << answers[0].body;
        ASSERT_EQ(answers[1].status, 201) << answers[1].body;
        deactivated += answers[0].json().at("deactivated").to_number<std::int64_t>();
        secrets.emplace_back(answers[1].json().at("secret").as_string());
    }
    std::int64_t alive = 0, active = 0;
    for (const auto& secret : secrets) {
        auto client = server.client();
        alive += client.use_key(secret).get("/user").status == 200;
    }
    const auto keys = member.get("/user/api-keys").json();
    for (const auto& key : keys.as_array()) active += key.at("status").as_string() == "ACTIVE";
    EXPECT_EQ(alive, active);
    EXPECT_EQ(alive + deactivated, rounds);
    EXPECT_LE(alive, 1);   // only the last round's key can have come after its deactivation
    EXPECT_EQ(rows(server, "api-keys.deactivate", "done"), static_cast<std::size_t>(rounds));
}

}  // namespace

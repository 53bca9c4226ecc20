// Writes by cookie: of all ways to send them only the one of our own page passes. Event streams: cookie, and this site.
#include <gtest/gtest.h>

#include <optional>

#include "integration/logged_in_as.hpp"

namespace {

using namespace mortise::testing;

using Choice = std::optional<std::string>;   // of a header; nothing: it is not sent

struct Cell {
    Choice type, origin, site, token;
};

Headers headers_of(const Client& client, const Cell& cell) {
    Headers headers{{"Cookie", client.cookie()}};
    if (cell.type) headers.emplace_back("Content-Type", *cell.type);
    if (cell.origin) headers.emplace_back("Origin", *cell.origin);
    if (cell.site) headers.emplace_back("Sec-Fetch-Site", *cell.site);
    if (cell.token) headers.emplace_back("X-CSRF-Token", *cell.token);
    return headers;
}

TEST(Csrf, LetsOneCellOfTheMatrixPass) {
    const Server server{{.with_probe = true}};
    auto client = server.signed_in("mia@acme.example");
    const auto other = server.signed_in("noah@acme.example");
    const auto port = ':' + std::to_string(server.port());
    const auto entries = "/api/v1/workspaces/" + server.workspace("Acme") + "/time-entries";
    const std::string body = R"({"start":"2026-01-05T08:00:00Z","end":"2026-01-05T09:00:00Z"})";
    const auto made = client.post(entries.substr(7), body);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto entry = entries + '/' + std::string{made.json().at("id").as_string()};
    struct Write {
        std::string_view method;
        std::string path, body;
    };
    const std::vector<Write> writes{{"POST", "/api/v1/probe/echo", "{}"}, {"PUT", entry, body}, {"PATCH", entries.substr(0, entries.rfind('/')) + "/user/" + server.user("mia@acme.example") + "/time-entries", R"({"end":"2020-01-01T00:00:00Z"})"}};
    for (const auto& write : writes)
        for (const auto& type : {Choice{"application/json"}, Choice{"text/plain"}, Choice{"application/x-www-form-urlencoded"}, Choice{}})
            for (const auto& origin : {Choice{client.origin()}, Choice{"http://acme.localhost" + port}, Choice{"https://localhost" + port}, Choice{"null"}, Choice{}})
                for (const auto& site : {Choice{"same-origin"}, Choice{"same-site"}, Choice{"cross-site"}, Choice{"none"}})
                    for (const auto& token : {Choice{client.csrf()}, Choice{other.csrf()}, Choice{""}, Choice{}}) {
                        const Cell cell{type, origin, site, token};
                        const bool ours = type == "application/json" && origin == client.origin() && site == "same-origin" && token == client.csrf();
                        const auto answer = client.raw(write.method, write.path, write.body, headers_of(client, cell));
                        const auto refused = answer.reason() == "csrf_failed" || answer.reason() == "json_required";
                        ASSERT_NE(refused, ours) << write.method << ' ' << type.value_or("-") << ' ' << origin.value_or("-") << ' ' << site.value_or("-") << ' '
                                                 << token.value_or("-") << ": " << answer.status << ' ' << answer.body;
                        ASSERT_EQ(refused, answer.status == 403 || answer.status == 415);
                    }
    EXPECT_EQ(client.get("/probe/calls").json().at("echo-body").to_number<int>(), 1);
    // Sec-Fetch-Site is not sent by every browser.
    EXPECT_EQ(client.raw("POST", "/api/v1/probe/echo", "{}", headers_of(client, {"application/json", client.origin(), {}, client.csrf()})).status, 200);
    EXPECT_EQ(client.raw("DELETE", entry, "", headers_of(client, {{}, client.origin(), "same-origin", {}})).status, 403);
    EXPECT_EQ(client.raw("DELETE", entry, "", headers_of(client, {{}, client.origin(), "same-origin", client.csrf()})).status, 204);
}

TEST(Csrf, HoldsForSignInToo) {
    const Server server;
    auto client = server.client();
    const std::string body = R"({"email":"mia@acme.example","password":"mortise-demo"})", path = "/api/v1/auth/sign-in";
    EXPECT_EQ(client.raw("POST", path, body, {{"Content-Type", "application/json"}}).status, 403);
    EXPECT_EQ(client.raw("POST", path, body, {{"Content-Type", "application/json"}, {"Origin", "http://evil.example"}}).status, 403);
    EXPECT_EQ(client.raw("POST", path, body, {{"Content-Type", "text/plain"}, {"Origin", client.origin()}}).status, 415);
    EXPECT_EQ(client.raw("POST", path, body, {{"Content-Type", "application/json"}, {"Origin", client.origin()}}).status, 200);
}

TEST(Csrf, OpensEventStreamsByCookieFromThisSiteAlone) {
    const Server server;
    auto client = server.signed_in("mia@acme.example");
    EXPECT_EQ(server.client().get("/events").status, 401);
    EXPECT_EQ(server.with_key("mia@acme.example").get("/events").status, 401);
    for (const auto* site : {"same-site", "cross-site", "none"}) EXPECT_EQ(client.get("/events", {{"Sec-Fetch-Site", site}}).status, 403);
    const EventStream stream{client};
    EXPECT_EQ(stream.status(), 200);
}

}  // namespace

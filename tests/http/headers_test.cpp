// What every answer carries, whoever made it.
#include <gtest/gtest.h>

#include <set>

#include "running_server.hpp"

namespace mortise::http::test {
namespace {

void expect_standing_fields(const Reply& answer) {
    const std::vector<std::pair<std::string, std::string>> standing{
        {"content-security-policy", "default-src 'self'"},
        {"x-content-type-options", "nosniff"},
        {"referrer-policy", "same-origin"},
        {"cross-origin-opener-policy", "same-origin"},
        {"cross-origin-resource-policy", "same-origin"},
        {"x-frame-options", "DENY"},
        {"cache-control", "no-store"},
    };
    for (const auto& [name, value] : standing) {
        EXPECT_EQ(answer.fields.count(name), 1u) << name << " of " << answer.status;
        EXPECT_EQ(answer.field(name), value) << answer.status;
    }
    EXPECT_EQ(answer.field("x-request-id").size(), 24u) << answer.status;
    EXPECT_EQ(answer.field("date").size(), 29u) << answer.status;
    EXPECT_TRUE(answer.field("date").ends_with(" GMT"));
    EXPECT_EQ(answer.fields.count("server"), 0u);
}

TEST(StandingFields, AreOnEveryAnswer) {
    RunningServer server{
        quick_options(), [](model::Request&& request) -> Awaitable<model::Response> {
            if (request.path == "/throws") throw std::runtime_error{"no"};
            model::Response response;
            response.status = std::stoi(request.path.substr(1));
            // Attempts to say these things itself.
            response.headers = {{"Content-Security-Policy", "none"}, {"x-frame-options", "ALLOW"}, {"SERVER", "us"}};
            co_return response;
        }};
    const std::vector<std::string> requests{
        line("GET /200 HTTP/1.1"),
        line("GET /204 HTTP/1.1"),
        line("GET /304 HTTP/1.1"),
        line("GET /404 HTTP/1.1"),
        line("GET /507 HTTP/1.1"),
        line("GET /throws HTTP/1.1"),
        line("nonsense"),
        line("GET / HTTP/3.0"),
        with("Content-Length: 100\r\n"),
        with("X-A: " + std::string(header_limit, 'a')),
    };
    std::set<int> statuses;
    for (const auto& request : requests) {
        auto client = server.connect();
        client.send(request);
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer) << request;
        statuses.insert(answer->status);
        expect_standing_fields(*answer);
        EXPECT_EQ(answer->fields.count("strict-transport-security"), 0u);
    }
    EXPECT_EQ(statuses, (std::set<int>{200, 204, 304, 400, 404, 413, 431, 500, 505, 507}));
}

TEST(StandingFields, SpeakOfTransportSecurityBehindTls) {
    auto options = quick_options();
    options.tls = true;
    RunningServer server{options};
    for (const auto& request : {line("GET / HTTP/1.1"), line("nonsense")}) {
        auto client = server.connect();
        client.send(request);
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->field("strict-transport-security"), "max-age=31536000; includeSubDomains");
    }
}

TEST(RequestId, IsMadeOncePerRequestAndTold) {
    auto options = quick_options();
    unsigned made = 0;
    options.request_id = [&made] { return "id-" + std::to_string(++made); };
    std::string seen;
    RunningServer server{options, [&seen](model::Request&& request) -> Awaitable<model::Response> {
                             seen += request.id + ";";
                             co_return model::Response{};
                         }};
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1") + line("GET / HTTP/1.1") + line("nonsense"));
    for (const auto id : {"id-1", "id-2", "id-3"}) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->field("x-request-id"), id);
    }
    server->drain(std::chrono::seconds{0});
    EXPECT_EQ(seen, "id-1;id-2;");
}

TEST(CacheControl, IsTheHandlersWhereItSaysCacheable) {
    RunningServer server{quick_options(), [](model::Request&&) -> Awaitable<model::Response> {
                             model::Response response;
                             response.cacheable = true;
                             response.headers = {{"Cache-Control", "no-cache"}};
                             co_return response;
                         }};
    auto client = server.connect();
    client.send(line("GET / HTTP/1.1"));
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->fields.count("cache-control"), 1u);
    EXPECT_EQ(answer->field("cache-control"), "no-cache");
}

}  // namespace
}  // namespace mortise::http::test

// One connection: order, keep-alive, 100-continue, HEAD, and what becomes of a handler that fails.
#include <gtest/gtest.h>

#include <thread>

#include "model/problem.hpp"
#include "running_server.hpp"

namespace mortise::http::test {
namespace {

const std::string get = "GET /one HTTP/1.1\r\nHost: a.test\r\n\r\n";

TEST(Connection, AnswersOneRequestAfterTheOther) {
    RunningServer server;
    auto client = server.connect();
    for (int i = 0; i < 3; ++i) {
        client.send(get);
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->fields.count("connection"), 0u);
    }
    EXPECT_EQ(server->connections(), 1u);
}

TEST(Connection, AnswersPipelinedRequestsInOrder) {
    RunningServer server;
    auto client = server.connect();
    std::string requests;
    for (int i = 0; i < 500; ++i) {
        const auto body = std::to_string(i);
        requests += with("Content-Length: " + std::to_string(body.size()) + "\r\n") + body;
    }
    std::thread sender{[&] { client.send(requests); }};
    for (int i = 0; i < 500; ++i) {
        const auto answer = client.read_answer();
        if (!answer || answer->body != std::to_string(i)) ADD_FAILURE() << "answer " << i << " is missing or out of order";
    }
    sender.join();
}

TEST(Connection, DoesNotReadOnAfterClose) {
    RunningServer server;
    auto client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n" + get);
    ASSERT_TRUE(client.read_answer());
    EXPECT_TRUE(client.closes());
    EXPECT_EQ(client.received(), "");
    EXPECT_EQ(server.requests(), 1u);
}

TEST(Connection, KeepsAnOldClientThatAsksForIt) {
    RunningServer server;
    auto client = server.connect();
    for (int i = 0; i < 2; ++i) {
        client.send("GET / HTTP/1.0\r\nHost: a.test\r\nConnection: keep-alive\r\n\r\n");
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->field("connection"), "keep-alive");
    }
}

TEST(Connection, TellsTheHandlerWhatWasAsked) {
    RunningServer server;
    auto client = server.connect();
    client.send("PATCH http://A.Test:8080/a%20b?x=1+2&y&x=%26 HTTP/1.1\r\nHost: a.test:8080\r\n\r\n");
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->field("x-method"), "PATCH");
    EXPECT_EQ(answer->field("x-path"), "/a b");
    EXPECT_EQ(answer->field("x-query"), "[x=1 2][y=][x=&]");
    EXPECT_EQ(answer->field("x-host"), "a.test");
    EXPECT_EQ(answer->field("x-authority"), "a.test:8080");
    EXPECT_EQ(answer->field("x-client"), "127.0.0.1");
    EXPECT_EQ(answer->field("x-secure"), "no");
    EXPECT_EQ(answer->field("x-request-id").size(), 24u);
}

TEST(Connection, InvitesABodyThatWaitsForIt) {
    RunningServer server;
    auto client = server.connect();
    client.send(with("Expect: 100-continue\r\nContent-Length: 5\r\n"));
    const auto invitation = client.read_answer(Body::none);
    ASSERT_TRUE(invitation);
    EXPECT_EQ(invitation->head, "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "hello");
}

TEST(Connection, InvitesNoBodyThatIsTooLarge) {
    RunningServer server;
    auto client = server.connect();
    client.send(with("Expect: 100-continue\r\nContent-Length: 65\r\n"));
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
    EXPECT_TRUE(client.closes());
}

TEST(Connection, DoesNotInviteABodyThatIsThere) {
    RunningServer server;
    auto client = server.connect();
    client.send(with("Expect: 100-continue\r\nContent-Length: 5\r\n") + "hello");
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
}

TEST(Connection, TakesALargeBodyWhereItIsAllowed) {
    RunningServer server;
    auto client = server.connect();
    const std::string body(1 << 20, 'x');
    std::thread sender{[&] { client.send("POST /big HTTP/1.1\r\nHost: a.test\r\nContent-Length: 1048576\r\n\r\n" + body); }};
    const auto answer = client.read_answer();
    sender.join();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, body);
}

TEST(Connection, RefusesALargeBodyBeforeItCame) {
    RunningServer server;
    auto client = server.connect();
    client.send(with("Content-Length: 1000000\r\n"));
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
    EXPECT_TRUE(client.closes());
    EXPECT_EQ(server.requests(), 0u);
}

TEST(Connection, AnswersHeadWithTheLengthAlone) {
    RunningServer server{quick_options(), [](model::Request&&) -> Awaitable<model::Response> {
                             model::Response response;
                             response.body = "hello";
                             co_return response;
                         }};
    auto client = server.connect();
    client.send("HEAD / HTTP/1.1\r\nHost: a.test\r\n\r\n" + get);
    const auto answer = client.read_answer(Body::none);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->field("content-length"), "5");
    const auto next = client.read_answer();
    ASSERT_TRUE(next);
    EXPECT_EQ(next->body, "hello");
}

TEST(Connection, SendsNoBodyWhereTheStatusHasNone) {
    for (const int status : {204, 304}) {
        RunningServer server{quick_options(), [status](model::Request&&) -> Awaitable<model::Response> {
                                 model::Response response;
                                 response.status = status;
                                 response.body = "hello";
                                 co_return response;
                             }};
        auto client = server.connect();
        client.send(get + get);
        for (int i = 0; i < 2; ++i) {
            const auto answer = client.read_answer();
            ASSERT_TRUE(answer);
            EXPECT_EQ(answer->status, status);
            EXPECT_EQ(answer->fields.count("content-length"), 0u);
            EXPECT_EQ(answer->fields.count("content-type"), 0u);
        }
        EXPECT_EQ(client.received(), "");
    }
}

TEST(Connection, SendsABodyLargerThanTheSocketTakes) {
    auto options = quick_options();
    options.write_timeout = std::chrono::seconds{5};
    const auto body = std::make_shared<const std::string>(16 << 20, 'x');
    RunningServer server{options, [body](model::Request&&) -> Awaitable<model::Response> {
                             model::Response response;
                             response.shared_body = body;
                             co_return response;
                         }};
    auto client = server.connect();
    client.send(get + get);
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_TRUE(answer->body == *body);
    }
}

TEST(Connection, DropsFieldsThatWouldBreakTheAnswer) {
    RunningServer server{quick_options(), [](model::Request&&) -> Awaitable<model::Response> {
                             model::Response response;
                             response.headers = {
                                 {"X-Fine", "yes"},          {"X-Split", "a\r\nSet-Cookie: b"}, {"X Y", "1"},
                                 {"Content-Length", "1000"}, {"Transfer-Encoding", "chunked"},  {"Server", "us/1.0"},
                                 {"Cache-Control", "public"}};
                             co_return response;
                         }};
    auto client = server.connect();
    client.send(get);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->field("x-fine"), "yes");
    EXPECT_EQ(answer->field("content-length"), "0");
    EXPECT_EQ(answer->field("cache-control"), "no-store");
    for (const auto name : {"x-split", "set-cookie", "x y", "transfer-encoding", "server"})
        EXPECT_EQ(answer->fields.count(name), 0u) << name;
}

TEST(Connection, TurnsAThrownRefusalIntoItsAnswer) {
    RunningServer server{quick_options(), [](model::Request&&) -> Awaitable<model::Response> {
                             throw model::Refusal{model::problems::unavailable("the cause is for the log")};
                             co_return model::Response{};
                         }};
    auto client = server.connect();
    client.send(get + get);
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 503);
        EXPECT_EQ(answer->field("retry-after"), "1");
        EXPECT_EQ(answer->body.find("the cause"), std::string::npos);
    }
}

TEST(Connection, SurvivesAHandlerThatThrows) {
    RunningServer server{quick_options(), [](model::Request&&) -> Awaitable<model::Response> {
                             throw std::runtime_error{"secret"};
                             co_return model::Response{};
                         }};
    auto client = server.connect();
    client.send(get + get);
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 500);
        EXPECT_EQ(answer->body.find("secret"), std::string::npos);
    }
}

TEST(Callback, AnswersAtOnceOrFromAnotherThread) {
    std::vector<std::thread> workers;
    RunningServer server{quick_options(), from_callback([&](model::Request&& request, Answer answer) {
                             if (request.path == "/one") return answer(echo(request));
                             workers.emplace_back([request = std::move(request), answer] {
                                 std::this_thread::sleep_for(20ms);
                                 answer(echo(request));
                                 answer(echo(request));  // a second one is for nobody
                             });
                         })};
    auto client = server.connect();
    client.send(get + second_request + get + second_request);
    for (const auto path : {"/one", "/second", "/one", "/second"}) {
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->field("x-path"), path);
    }
    for (auto& worker : workers) worker.join();
    EXPECT_EQ(client.received(), "");
}

TEST(Callback, AnswersForOneThatForgets) {
    RunningServer server{quick_options(), from_callback([](model::Request&&, Answer) {})};
    auto client = server.connect();
    client.send(get);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 500);
}

TEST(Callback, AnswersForOneThatThrows) {
    RunningServer server{quick_options(), from_callback([](model::Request&&, Answer) { throw std::runtime_error{"no"}; })};
    auto client = server.connect();
    client.send(get);
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 500);
}

}  // namespace
}  // namespace mortise::http::test

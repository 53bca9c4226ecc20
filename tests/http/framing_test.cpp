// Every framing case again, through a socket: one request, one answer, and nothing of the bytes after a refusal is taken for a
// request.
#include <gtest/gtest.h>

#include "running_server.hpp"

namespace mortise::http::test {
namespace {

class SocketFraming : public testing::TestWithParam<FramingCase> {};

TEST_P(SocketFraming, AnswersOnceAndClosesAfterARefusal) {
    const auto& expected = GetParam();
    RunningServer server;
    auto client = server.connect();
    client.send(expected.bytes + second_request);

    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, expected.status);
    EXPECT_EQ(answer->field("x-content-type-options"), "nosniff");
    if (expected.status == 200) {
        EXPECT_EQ(answer->body, expected.body);
        EXPECT_EQ(answer->field("x-authorized"), "") << "a trailer field was believed";
        return;
    }
    EXPECT_EQ(answer->field("connection"), "close");
    EXPECT_TRUE(answer->body.starts_with("{\"message\":\"")) << answer->body;
    EXPECT_NE(answer->body.find("\"reason\":\""), std::string::npos);
    EXPECT_TRUE(client.closes());
    EXPECT_EQ(client.received(), "");
    EXPECT_EQ(server.requests(), 0u);
}

std::string name_of(const testing::TestParamInfo<FramingCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(All, SocketFraming, testing::ValuesIn(framing_cases()), name_of);

class SocketAcceptance : public testing::TestWithParam<FramingCase> {};

TEST_P(SocketAcceptance, FindsTheNextRequestWhereThisOneEnds) {
    RunningServer server;
    auto client = server.connect();
    client.send(GetParam().bytes + second_request);
    ASSERT_TRUE(client.read_answer());
    if (GetParam().bytes.find("HTTP/1.0") != std::string::npos) {
        EXPECT_TRUE(client.closes());
        EXPECT_EQ(server.requests(), 1u);
        return;
    }
    const auto second = client.read_answer();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->field("x-host"), "second.test");
    EXPECT_EQ(second->field("x-path"), "/second");
}

INSTANTIATE_TEST_SUITE_P(All, SocketAcceptance, testing::ValuesIn(accepted_cases()), name_of);

}  // namespace
}  // namespace mortise::http::test

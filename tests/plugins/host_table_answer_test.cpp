#include <gmock/gmock.h>

#include <cstddef>

#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;

class HostTableAnswer : public WithHostTable {
protected:
    HostTableAnswer() {
        response.struct_size = sizeof response;
        response.status = 200;
        refusal.struct_size = sizeof refusal;
        refusal.status = 404;
        refusal.reason = abi("timer_not_running");
        refusal.message = abi("No timer is running.");
    }
    CallOutput respond_with() {
        return run([&](const mortise_call& call) {
            status = call.respond(&call, &response);
            return status == MORTISE_OK ? MORTISE_OK : answer(call, 299);
        });
    }
    CallOutput refuse_with() {
        return run([&](const mortise_call& call) {
            status = call.refuse(&call, &refusal);
            return status == MORTISE_OK ? MORTISE_OK : answer(call, 299);
        });
    }
    mortise_status header(std::string_view name, std::string_view value) {
        const mortise_pair pair{abi(name), abi(value)};
        response.headers = &pair;
        response.header_count = 1;
        output = respond_with();
        return status;
    }

    mortise_response response{};
    mortise_refusal refusal{};
    mortise_status status = MORTISE_OK;
    CallOutput output;
};

TEST_F(HostTableAnswer, IsWhatThePluginSays) {
    const mortise_pair headers[] = {{abi("last-page"), abi("true")}, {abi("ETag"), abi("\"1\"")}};
    response.status = 201;
    response.content_type = abi("text/csv; charset=utf-8");
    response.headers = headers;
    response.header_count = 2;
    response.body = abi("a,b\r\n");
    const auto output = respond_with();
    ASSERT_EQ(status, MORTISE_OK);
    EXPECT_EQ(output.response.status, 201);
    EXPECT_EQ(output.response.content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(output.response.body, "a,b\r\n");
    EXPECT_THAT(output.response.headers, ElementsAre(FieldsAre("Last-Page", "true"), FieldsAre("ETag", "\"1\"")));
}

TEST_F(HostTableAnswer, IsJsonUnlessSaidOtherwise) { EXPECT_EQ(respond_with().response.content_type, "application/json"); }

TEST_F(HostTableAnswer, HasNoHeaderButThoseOfTheList) {
    for (const char* name : {"Last-Page", "Location", "Content-Disposition", "ETag", "Content-Language"})
        EXPECT_EQ(header(name, "x"), MORTISE_OK) << name;
    for (const char* name : {"Set-Cookie", "Content-Security-Policy", "Cache-Control", "Content-Length", "X-Anything", ""}) {
        EXPECT_EQ(header(name, "x"), MORTISE_E_DENIED) << name;
        EXPECT_EQ(output.response.status, 299);
        EXPECT_THAT(output.response.headers, IsEmpty());
    }
}

TEST_F(HostTableAnswer, HasNoSecondLineInAHeader) {
    EXPECT_EQ(header("Location", "/a\r\nSet-Cookie: b"), MORTISE_E_INVALID);
    EXPECT_EQ(header("Location", std::string_view{"/a\0", 3}), MORTISE_E_INVALID);
    response = {.struct_size = sizeof response, .status = 200};
    response.content_type = abi("text/plain\n");
    respond_with();
    EXPECT_EQ(status, MORTISE_E_INVALID);
}

TEST_F(HostTableAnswer, HasAStatusOf200To599) {
    for (const std::uint32_t wrong : {0u, 100u, 101u, 199u, 600u, 4294967295u}) {
        response.status = wrong;
        respond_with();
        EXPECT_EQ(status, MORTISE_E_INVALID) << wrong;
    }
}

TEST_F(HostTableAnswer, IsNotReadThroughNull) {
    response.header_count = 1;
    respond_with();
    EXPECT_EQ(status, MORTISE_E_INVALID);
    response.header_count = 0;
    response.body.size = 1;
    respond_with();
    EXPECT_EQ(status, MORTISE_E_INVALID);
    run([&](const mortise_call& call) {
        EXPECT_EQ(call.respond(&call, nullptr), MORTISE_E_INVALID);
        EXPECT_EQ(call.refuse(&call, nullptr), MORTISE_E_INVALID);
        return answer(call);
    });
}

TEST_F(HostTableAnswer, IsReadNoFurtherThanItsSize) {
    response.header_count = 4711;  // beyond the size, so it is not there
    response.struct_size = offsetof(mortise_response, headers);
    EXPECT_EQ(respond_with().response.status, 200);
    EXPECT_EQ(status, MORTISE_OK);
    response.struct_size = 0;
    respond_with();
    EXPECT_EQ(status, MORTISE_E_INVALID);
}

TEST_F(HostTableAnswer, MayBeOfANewerSdk) {
    struct {
        mortise_response known;
        std::uint64_t unknown = 1;
    } newer{response};
    newer.known.struct_size = sizeof newer;
    run([&](const mortise_call& call) {
        EXPECT_EQ(call.respond(&call, &newer.known), MORTISE_OK);
        return MORTISE_OK;
    });
}

TEST_F(HostTableAnswer, IsCopied) {
    const auto output = run([&](const mortise_call& call) {
        std::string body = "before";
        const auto status = answer(call, 200, body);
        body = "after!";
        return status;
    });
    EXPECT_EQ(output.response.body, "before");
}

TEST_F(HostTableAnswer, IsGivenOnce) {
    const auto output = run([&](const mortise_call& call) {
        EXPECT_EQ(answer(call, 200, "first"), MORTISE_OK);
        EXPECT_EQ(answer(call, 200, "second"), MORTISE_E_TWICE);
        EXPECT_EQ(call.refuse(&call, &refusal), MORTISE_E_TWICE);
        return MORTISE_OK;
    });
    EXPECT_EQ(output.response.body, "first");
    EXPECT_FALSE(output.refusal);
}

TEST_F(HostTableAnswer, MayBeARefusal) {
    refusal.field = abi("end");
    const auto output = refuse_with();
    ASSERT_TRUE(output.refusal);
    EXPECT_EQ(output.refusal->status, 404);
    EXPECT_EQ(output.refusal->code, 404);
    EXPECT_EQ(output.refusal->reason, "timer_not_running");
    EXPECT_EQ(output.refusal->message, "No timer is running.");
    EXPECT_EQ(output.refusal->field, "end");
}

TEST_F(HostTableAnswer, RefusesWithTheUsualCodeOrItsOwn) {
    refusal.status = 400;
    EXPECT_EQ(refuse_with().refusal->code, 501);
    refusal.status = 403;
    EXPECT_EQ(refuse_with().refusal->code, 4030);
    refusal.code = 4711;
    EXPECT_EQ(refuse_with().refusal->code, 4711);
}

TEST_F(HostTableAnswer, RefusesWith400To499) {
    for (const std::uint32_t wrong : {200u, 399u, 500u, 503u}) {
        refusal.status = wrong;
        EXPECT_FALSE(refuse_with().refusal);
        EXPECT_EQ(status, MORTISE_E_INVALID) << wrong;
    }
}

TEST_F(HostTableAnswer, RefusesByAStableName) {
    for (const char* wrong : {"", "Timer", "timer not running", "timer-not-running"}) {
        refusal.reason = abi(wrong);
        refuse_with();
        EXPECT_EQ(status, MORTISE_E_INVALID) << wrong;
    }
}

TEST_F(HostTableAnswer, RefusesInUtf8) {
    refusal.message = abi("\xff");
    refuse_with();
    EXPECT_EQ(status, MORTISE_E_INVALID);
}

}  // namespace
}  // namespace mortise::plugins

// respond and refuse.
#include <cstddef>

#include "conformance.hpp"

namespace conformance {
namespace {

class AnswerConformance : public Conformance {
protected:
    AnswerConformance() {
        response.struct_size = sizeof response;
        response.status = 200;
        refusal.struct_size = sizeof refusal;
        refusal.status = 404;
        refusal.reason = abi("timer_not_running");
        refusal.message = abi("No timer is running.");
    }
    mortise_status respond() {
        mortise_status status = MORTISE_OK;
        outcome = run([&](const Side& side) {
            status = side.call.respond(&side.call, &response);
            return status == MORTISE_OK ? MORTISE_OK : answer(side, 299);
        });
        return status;
    }
    mortise_status refuse() {
        mortise_status status = MORTISE_OK;
        outcome = run([&](const Side& side) {
            status = side.call.refuse(&side.call, &refusal);
            return status == MORTISE_OK ? MORTISE_OK : answer(side, 299);
        });
        return status;
    }
    mortise_status with_header(std::string_view name, std::string_view value) {
        const mortise_pair pair{abi(name), abi(value)};
        response.headers = &pair;
        response.header_count = 1;
        return respond();
    }

    mortise_response response{};
    mortise_refusal refusal{};
};

TEST_P(AnswerConformance, IsWhatThePluginSays) {
    const mortise_pair headers[] = {{abi("last-page"), abi("true")}, {abi("ETag"), abi("\"1\"")}};
    response.status = 201;
    response.content_type = abi("text/csv; charset=utf-8");
    response.headers = headers;
    response.header_count = 2;
    response.body = abi("a,b\r\n");
    EXPECT_EQ(respond(), MORTISE_OK);
    EXPECT_EQ(outcome.status, 201u);
    EXPECT_EQ(outcome.content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(outcome.body, "a,b\r\n");
    EXPECT_EQ(outcome.headers, (Pairs{{"Last-Page", "true"}, {"ETag", "\"1\""}}));
    response = {.struct_size = sizeof response, .status = 200};
    EXPECT_EQ(respond(), MORTISE_OK);
    EXPECT_EQ(outcome.content_type, "application/json");
}

TEST_P(AnswerConformance, HasHeadersOfTheListAlone) {
    for (const char* name : {"Last-Page", "Location", "Content-Disposition", "ETag", "Content-Language"})
        EXPECT_EQ(with_header(name, "x"), MORTISE_OK) << name;
    for (const char* name : {"Set-Cookie", "Cache-Control", "Content-Length", "X-Anything", ""})
        EXPECT_EQ(with_header(name, "x"), MORTISE_E_DENIED) << name;
    EXPECT_EQ(with_header("Location", "/a\r\nSet-Cookie: b"), MORTISE_E_INVALID);
    EXPECT_EQ(with_header("Location", std::string_view{"/a\0", 3}), MORTISE_E_INVALID);
}

TEST_P(AnswerConformance, IsCheckedBeforeItIsRead) {
    for (const std::uint32_t wrong : {0u, 199u, 600u, 4294967295u}) {
        response.status = wrong;
        EXPECT_EQ(respond(), MORTISE_E_INVALID) << wrong;
        EXPECT_EQ(outcome.status, 299u);
    }
    response.status = 200;
    response.header_count = 1;
    EXPECT_EQ(respond(), MORTISE_E_INVALID) << "headers at null";
    response.header_count = 0;
    response.body.size = 1;
    EXPECT_EQ(respond(), MORTISE_E_INVALID) << "a body at null";
    const std::string large((8u << 20) + 1, 'a');
    response.body = abi(large);
    EXPECT_EQ(respond(), MORTISE_E_LIMIT);
    response.body = {};
    response.content_type = abi("text/plain\n");
    EXPECT_EQ(respond(), MORTISE_E_INVALID);
    run([&](const Side& side) {
        EXPECT_EQ(side.call.respond(&side.call, nullptr), MORTISE_E_INVALID);
        EXPECT_EQ(side.call.refuse(&side.call, nullptr), MORTISE_E_INVALID);
        return answer(side);
    });
}

TEST_P(AnswerConformance, IsReadAsFarAsItsSize) {
    response.header_count = 4711;  // beyond the size, so it is not there
    response.struct_size = offsetof(mortise_response, headers);
    EXPECT_EQ(respond(), MORTISE_OK);
    response.struct_size = 0;
    EXPECT_EQ(respond(), MORTISE_E_INVALID);
    response = {.struct_size = sizeof response + 8, .status = 204};  // of a newer SDK
    struct {
        mortise_response known;
        std::uint64_t unknown = 1;
    } newer{response};
    run([&](const Side& side) {
        EXPECT_EQ(side.call.respond(&side.call, &newer.known), MORTISE_OK);
        return MORTISE_OK;
    });
}

TEST_P(AnswerConformance, IsCopied) {
    const auto copied = run([&](const Side& side) {
        std::string body = "before";
        const auto status = answer(side, 200, body);
        body = "after!";
        return status;
    });
    EXPECT_EQ(copied.body, "before");
}

TEST_P(AnswerConformance, IsGivenOnce) {
    const auto once = run([&](const Side& side) {
        EXPECT_EQ(answer(side, 200, "first"), MORTISE_OK);
        EXPECT_EQ(answer(side, 200, "second"), MORTISE_E_TWICE);
        EXPECT_EQ(side.call.refuse(&side.call, &refusal), MORTISE_E_TWICE);
        return MORTISE_OK;
    });
    EXPECT_EQ(once.status, 200u);
    EXPECT_EQ(once.body, "first");
}

TEST_P(AnswerConformance, MayBeARefusal) {
    refusal.field = abi("end");
    EXPECT_EQ(refuse(), MORTISE_OK);
    EXPECT_EQ(outcome.status, 404u);
    EXPECT_EQ(outcome.reason, "timer_not_running");
    EXPECT_EQ(outcome.message, "No timer is running.");
    EXPECT_EQ(outcome.field, "end");
    const std::pair<unsigned, unsigned> usual_codes[] = {{400, 501}, {403, 4030}, {404, 404}, {409, 409}};
    for (const auto& [status, code] : usual_codes) {
        refusal.status = status;
        EXPECT_EQ(refuse(), MORTISE_OK);
        EXPECT_EQ(outcome.code, code);
    }
    refusal.code = 4711;
    refusal.message = {};
    EXPECT_EQ(refuse(), MORTISE_OK);
    EXPECT_EQ(outcome.code, 4711u);
    EXPECT_EQ(outcome.message, "timer_not_running");
}

TEST_P(AnswerConformance, RefusesByAStableName) {
    for (const std::uint32_t wrong : {200u, 399u, 500u}) {
        refusal.status = wrong;
        EXPECT_EQ(refuse(), MORTISE_E_INVALID) << wrong;
    }
    refusal.status = 404;
    for (const char* wrong : {"", "Timer", "timer not running", "timer-not-running"}) {
        refusal.reason = abi(wrong);
        EXPECT_EQ(refuse(), MORTISE_E_INVALID) << wrong;
    }
    refusal.reason = abi("timer_not_running");
    refusal.message = abi("\xff");
    EXPECT_EQ(refuse(), MORTISE_E_INVALID);
}

INSTANTIATE_TEST_SUITE_P(Fake, AnswerConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, AnswerConformance, ::testing::Values(make_real_host), of_host);

}  // namespace
}  // namespace conformance

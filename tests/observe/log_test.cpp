#include <gtest/gtest.h>

#include "observe/json_text.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"

namespace {

using namespace mortise;

std::string quoted(std::string_view text) {
    std::string out;
    observe::append_json_text(out, text);
    return out;
}

TEST(JsonText, EscapesWhatWouldEndTheLineOrTheString) {
    EXPECT_EQ(quoted("a\"b\\c"), "\"a\\\"b\\\\c\"");
    EXPECT_EQ(quoted("one\ntwo\r\t"), "\"one\\u000atwo\\u000d\\u0009\"");
    EXPECT_EQ(quoted(std::string_view{"\0", 1}), "\"\\u0000\"");
    EXPECT_EQ(quoted("Zoë Ł 😀"), "\"Zoë Ł 😀\"");
}

TEST(JsonText, ReplacesWhatIsNotUtf8) {
    EXPECT_EQ(quoted("\xff"), "\"\xef\xbf\xbd\"");
    EXPECT_EQ(quoted("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
    EXPECT_EQ(quoted("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    EXPECT_EQ(quoted("a\xe2\x82"), "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(Log, OneRecordIsOneLineOfJson) {
    testing::internal::CaptureStderr();
    observe::log(observe::Level::warning, "line_test", {{"text", "two\nlines \"quoted\""}, {"number", 7}, {"half", 0.5}, {"truth", true}});
    const auto line = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_NE(line.find(R"("level":"warning","event":"line_test","text":"two\u000alines \"quoted\"","number":7,"half":0.5,"truth":true})"), std::string::npos) << line;
}

TEST(Log, KeepsQuietBelowItsLevel) {
    testing::internal::CaptureStderr();
    observe::set_log_level("error");
    observe::log(observe::Level::info, "unheard");
    observe::set_log_level("info");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Metrics, CountsByRouteAndStatusClass) {
    observe::Metrics metrics;
    auto& route = metrics.route("GET /healthz");
    metrics.count(route, 200, std::chrono::microseconds{120});
    metrics.count(route, 503, std::chrono::microseconds{120});
    metrics.count_refusal("role_required");
    metrics.sample("mortise_test_gauge", "A gauge", [] { return 42.0; });
    const auto text = metrics.text();
    EXPECT_NE(text.find(R"(mortise_http_requests_total{route="GET /healthz",status="2xx"} 1)"), std::string::npos) << text;
    EXPECT_NE(text.find(R"(mortise_http_requests_total{route="GET /healthz",status="5xx"} 1)"), std::string::npos);
    EXPECT_NE(text.find(R"(mortise_refusals_total{reason="role_required"} 1)"), std::string::npos);
    EXPECT_NE(text.find("mortise_test_gauge 42"), std::string::npos);
    EXPECT_EQ(&route, &metrics.route("GET /healthz"));
}

}  // namespace

#include "http/guard.hpp"

#include <gtest/gtest.h>

#include <random>

#include "framing_cases.hpp"

namespace mortise::http::test {
namespace {

struct Outcome {
    int status = 0;  // 0: not decided
    std::string body;
    std::size_t used = 0;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

// Gives the guard `bytes`, `step` at a time, as a connection does.
class Feeder {
public:
    Feeder(std::string_view bytes, std::size_t step) : bytes_{bytes}, step_{step} {}

    Outcome run() {
        auto verdict = Verdict::more;
        while ((verdict = guard_.read_head(received_)) == Verdict::more && feed()) {
        }
        if (verdict != Verdict::complete) return outcome(verdict);
        take(guard_.head().end);
        verdict = guard_.admit(body_limit);
        while (verdict == Verdict::more) {
            std::string_view rest = received_;
            verdict = guard_.read_body(rest, outcome_.body);
            take(received_.size() - rest.size());
            if (verdict == Verdict::more && !feed()) break;
        }
        return outcome(verdict);
    }

    const Guard& guard() const { return guard_; }

private:
    bool feed() {
        if (bytes_.empty()) return false;
        received_ += bytes_.substr(0, step_);
        bytes_.remove_prefix(std::min(step_, bytes_.size()));
        return true;
    }
    void take(std::size_t size) {
        received_.erase(0, size);
        outcome_.used += size;
    }
    Outcome outcome(Verdict verdict) {
        if (verdict == Verdict::complete) outcome_.status = 200;
        if (verdict == Verdict::refused) outcome_ = {guard_.problem().status, {}, 0};
        return outcome_;
    }

    Guard guard_{{header_limit, 100}};
    std::string_view bytes_;
    std::size_t step_;
    std::string received_;
    Outcome outcome_;
};

class GuardFraming : public testing::TestWithParam<FramingCase> {};

TEST_P(GuardFraming, GivesTheSameVerdictHoweverTheBytesAreSplit) {
    const auto& expected = GetParam();
    const auto bytes = expected.bytes + second_request;
    const auto whole = Feeder{bytes, bytes.size()}.run();
    EXPECT_EQ(whole.status, expected.status);
    if (expected.status == 200) {
        EXPECT_EQ(whole.body, expected.body);
        EXPECT_EQ(whole.used, expected.bytes.size());
    }
    for (const std::size_t step : {1, 2, 3, 7, 61}) EXPECT_EQ(whole, (Feeder{bytes, step}.run())) << "in steps of " << step;
}

class GuardAcceptance : public testing::TestWithParam<FramingCase> {};

TEST_P(GuardAcceptance, WaitsForTheLastByte) {
    const auto cut = std::string_view{GetParam().bytes}.substr(0, GetParam().bytes.size() - 1);
    EXPECT_EQ(Feeder(cut, 1).run().status, 0);
}

std::string name_of_case(const testing::TestParamInfo<FramingCase>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(All, GuardFraming, testing::ValuesIn(framing_cases()), name_of_case);
INSTANTIATE_TEST_SUITE_P(All, GuardAcceptance, testing::ValuesIn(accepted_cases()), name_of_case);

// Every case with one byte changed, left out or repeated, at many places.
TEST(GuardMutations, GetTheSameVerdictHoweverTheBytesAreSplit) {
    std::mt19937 random{20240229};
    constexpr std::string_view interesting{"\r\n\0\t :;,/%0af\x7f\xff", 15};
    for (const auto& original : framing_cases()) {
        if (original.bytes.size() > 1000) continue;
        for (int i = 0; i < 40; ++i) {
            auto bytes = original.bytes + second_request;
            const auto at = random() % original.bytes.size();
            switch (random() % 3) {
                case 0: bytes[at] = interesting[random() % interesting.size()]; break;
                case 1: bytes.erase(at, 1); break;
                default: bytes.insert(at, 1, interesting[random() % interesting.size()]); break;
            }
            EXPECT_EQ((Feeder{bytes, bytes.size()}.run()), (Feeder{bytes, 1}.run()))
                << original.name << ": " << testing::PrintToString(bytes);
        }
    }
}

Head head_of(const std::string& bytes) {
    Feeder feeder{bytes, bytes.size()};
    EXPECT_EQ(feeder.run().status, 200);
    return feeder.guard().head();
}

TEST(GuardPersistence, FollowsVersionAndConnection) {
    EXPECT_EQ(head_of(line("GET / HTTP/1.1")).persistence, Persistence::keep_alive);
    EXPECT_EQ(head_of(line("GET / HTTP/1.0")).persistence, Persistence::close);
    EXPECT_EQ(head_of(with("Connection: upgrade, Close\r\n")).persistence, Persistence::close);
    EXPECT_EQ(head_of(with("Connection: keep-alive\r\nConnection: close\r\n")).persistence, Persistence::close);
    EXPECT_EQ(head_of("GET / HTTP/1.0\r\nHost: a.test\r\nConnection: Keep-Alive\r\n\r\n").persistence, Persistence::keep_alive);
}

TEST(GuardExpectation, CountsOnlyWhereABodyFollows) {
    EXPECT_EQ(head_of(with("Expect: 100-Continue\r\nContent-Length: 1\r\n") + "x").expectation, Expectation::proceed);
    EXPECT_EQ(head_of(with("Expect: 100-continue\r\n")).expectation, Expectation::none);
    EXPECT_EQ(head_of("POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx").expectation,
              Expectation::none);
}

TEST(GuardLimitsOnTime, RefusesBeforeTheLineEnds) {
    Guard guard{{64, 100}};
    EXPECT_EQ(guard.read_head("GET /" + std::string(59, 'a')), Verdict::more);
    EXPECT_EQ(guard.read_head("GET /" + std::string(60, 'a')), Verdict::refused);
    EXPECT_EQ(guard.problem().status, 414);
}

TEST(GuardLimitsOnTime, TakesNoBodyWhereNoneIsAllowed) {
    Guard guard{{header_limit, 100}};
    ASSERT_EQ(guard.read_head(with("Content-Length: 1\r\n")), Verdict::complete);
    EXPECT_EQ(guard.admit(0), Verdict::refused);
    EXPECT_EQ(guard.problem().status, 413);
}

}  // namespace
}  // namespace mortise::http::test

// Extensions that need no call, the host's own functions, and the probe: a plugin in C99 that tries all this from its side.
#include "conformance.hpp"

namespace conformance {
namespace {

using BasicsConformance = Conformance;

TEST_P(BasicsConformance, TellTheTime) {
    run([](const Side& side) {
        const auto* clock = find_extension<mortise_clock_v1>(side, MORTISE_EXT_CLOCK);
        EXPECT_GE(clock->now(clock->ctx), side.call.now);
        const auto before = clock->monotonic(clock->ctx);
        EXPECT_LE(before, clock->monotonic(clock->ctx));
        return answer(side);
    });
}

TEST_P(BasicsConformance, MakeIds) {
    run([](const Side& side) {
        const auto* ids = find_extension<mortise_ids_v1>(side, MORTISE_EXT_IDS);
        std::string first(24, ' '), second(24, ' ');
        EXPECT_EQ(ids->make(ids->ctx, first.data()), MORTISE_OK);
        EXPECT_EQ(ids->make(ids->ctx, second.data()), MORTISE_OK);
        EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos);
        EXPECT_NE(first, second);
        EXPECT_EQ(ids->make(ids->ctx, nullptr), MORTISE_E_INVALID);
        return answer(side);
    });
}

TEST_P(BasicsConformance, ShowSettings) {
    run([](const Side& side) {
        const auto* settings = find_extension<mortise_settings_v1>(side, MORTISE_EXT_SETTINGS);
        const auto first = settings->get(settings->ctx);
        EXPECT_EQ(text(first), R"({"greeting":"hello"})");
        EXPECT_EQ(first.data, settings->get(settings->ctx).data) << "valid until destroy";
        return answer(side);
    });
}

TEST_P(BasicsConformance, CountByThirtyTwoNames) {
    run([](const Side& side) {
        const auto* metrics = find_extension<mortise_metrics_v1>(side, MORTISE_EXT_METRICS);
        std::string name = "stops_";
        for (int i = 0; i < 32; ++i, name += 'x') EXPECT_EQ(metrics->count(metrics->ctx, abi(name), 2), MORTISE_OK);
        EXPECT_EQ(metrics->count(metrics->ctx, abi("one_too_many"), 1), MORTISE_E_LIMIT);
        EXPECT_EQ(metrics->count(metrics->ctx, abi("stops_"), 3), MORTISE_OK);
        for (const char* wrong : {"", "Stops", "stops-now", "stops2"})
            EXPECT_EQ(metrics->count(metrics->ctx, abi(wrong), 1), MORTISE_E_INVALID) << wrong;
        EXPECT_EQ(metrics->count(nullptr, abi("stops_"), 1), MORTISE_E_INVALID);
        return answer(side);
    });
    EXPECT_EQ(host().counter("stops_"), 5u);
}

TEST_P(BasicsConformance, Log) {
    run([](const Side& side) {
        EXPECT_EQ(side.host.log(side.host.ctx, MORTISE_LOG_DEBUG, abi("first\nsecond\"")), MORTISE_OK);
        EXPECT_EQ(side.host.log(side.host.ctx, 4711, abi("unknown level")), MORTISE_OK);
        EXPECT_EQ(side.host.log(nullptr, MORTISE_LOG_ERROR, abi("no ctx")), MORTISE_E_INVALID);
        EXPECT_EQ(side.host.log(side.host.ctx, MORTISE_LOG_ERROR, {nullptr, 7}), MORTISE_E_INVALID);
        EXPECT_EQ(side.host.log(side.host.ctx, MORTISE_LOG_ERROR, abi(std::string(8 * 1024 + 1, 'a'))), MORTISE_E_LIMIT);
        return answer(side);
    });
}

TEST_P(BasicsConformance, OfferWhatThereIs) {
    made.without = {MORTISE_EXT_EVENTS};
    run([](const Side& side) {
        EXPECT_NE(find_extension<void>(side, MORTISE_EXT_STORAGE), nullptr);
        for (const char* absent : {MORTISE_EXT_EVENTS, "mortise.nothing/1", "mortise.storage/2", "mortise.storage", ""})
            EXPECT_EQ(find_extension<void>(side, absent), nullptr) << absent;
        EXPECT_GE(side.host.struct_size, sizeof(mortise_host));
        return answer(side);
    });
}

using ProbeConformance = Conformance;

TEST_P(ProbeConformance, AnswersAlike) {
    const std::pair<const char*, const char*> answers[] = {{"settings", R"({"greeting":"hello"})"},
                                                           {"read", "[]"},
                                                           {"twice", R"({"answer":1})"},
                                                           {"wrong-handle", R"({"stale":1})"},
                                                           {"stale-handle", R"({"status":3})"},
                                                           {"other-thread", R"({"stale":1})"},
                                                           {"huge", R"({"status":7})"},
                                                           {"edit-password", R"({"reached":1})"}};
    given.does = Does::read;
    for (const auto& [handler, body] : answers) {
        const auto answer = host().run_probe(handler, given);
        EXPECT_EQ(answer.status, 200u) << handler;
        EXPECT_EQ(answer.body, body) << handler;
    }
    EXPECT_EQ(host().run_probe("never", given).status, 500u);
    EXPECT_EQ(host().run_probe("write", given).status, 500u) << "a request that reads";
}

TEST_P(ProbeConformance, WritesAlike) {
    given.body = "{}";
    const auto written = host().run_probe("write", given);
    EXPECT_EQ(written.status, 200u);
    EXPECT_EQ(written.events.size(), 1u);
    EXPECT_EQ(written.audit_target.size(), 24u);
    const auto refused = host().run_probe("write-refused", given);
    EXPECT_EQ(refused.status, 409u);
    EXPECT_EQ(refused.reason, "probe_refuses");
    EXPECT_TRUE(refused.events.empty());
    EXPECT_EQ(host().run_probe("write-failed", given).status, 500u);
    EXPECT_EQ(host().value("SELECT count(*) FROM probe_notes"), "1");
}

INSTANTIATE_TEST_SUITE_P(Fake, BasicsConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, BasicsConformance, ::testing::Values(make_real_host), of_host);
INSTANTIATE_TEST_SUITE_P(Fake, ProbeConformance, ::testing::Values(make_fake_host), of_host);
INSTANTIATE_TEST_SUITE_P(Real, ProbeConformance, ::testing::Values(make_real_host), of_host);

}  // namespace
}  // namespace conformance

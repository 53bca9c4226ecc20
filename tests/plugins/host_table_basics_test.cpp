// Members, and the extensions of a line or two.
#include <gmock/gmock.h>

#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

using ::testing::HasSubstr;

class HostTableMembers : public WithHostTable {
protected:
    HostTableMembers() { member.struct_size = sizeof member; }
    mortise_status find(std::string_view user) {
        return status_of([&](const mortise_call& call) {
            const auto& members = extension<mortise_members_v1>(MORTISE_EXT_MEMBERS);
            const auto status = members.find(members.ctx, call.handle, abi(user), &member);
            if (status == MORTISE_OK) found = text(member.name) + " " + text(member.role) + " " + text(member.status);
            return status;
        });
    }
    mortise_member member{};
    std::string found;
};

TEST_F(HostTableMembers, FindsAMember) {
    EXPECT_EQ(find(mia.view()), MORTISE_OK);
    EXPECT_EQ(found, "Mia member ACTIVE");
    EXPECT_EQ(member.joined_at, model::to_microseconds(now));
}

TEST_F(HostTableMembers, FindsTheTargetOfTheCall) {
    call.with_target = true;
    call.target.user = mia;
    call.target.name = "As resolved";
    EXPECT_EQ(find(mia.view()), MORTISE_OK);
    EXPECT_EQ(found, "As resolved  ACTIVE");
}

TEST_F(HostTableMembers, KnowsNoStranger) {
    const auto other_workspace = find(hugo.view());
    const auto words = said;
    EXPECT_EQ(other_workspace, MORTISE_E_NOT_FOUND);
    for (const std::string& unknown : {std::string(24, 'f'), std::string{"mia"}, std::string{}}) {
        EXPECT_EQ(find(unknown), MORTISE_E_NOT_FOUND);
        EXPECT_EQ(said, words) << "alike";
    }
}

TEST_F(HostTableMembers, NeedsAWorkspace) {
    call.with_workspace = false;
    EXPECT_EQ(find(mia.view()), MORTISE_E_INVALID);
}

using HostTableBasics = WithHostTable;

TEST_F(HostTableBasics, TellsTheTime) {
    status_of([&](const mortise_call&) {
        const auto& clock = extension<mortise_clock_v1>(MORTISE_EXT_CLOCK);
        const auto wall = model::from_microseconds(clock.now(clock.ctx));
        EXPECT_LT(std::chrono::abs(model::now() - wall), std::chrono::seconds{10});
        const auto before = clock.monotonic(clock.ctx);
        EXPECT_LE(before, clock.monotonic(clock.ctx));
        return MORTISE_OK;
    });
}

TEST_F(HostTableBasics, MakesIds) {
    status_of([&](const mortise_call&) {
        const auto& ids = extension<mortise_ids_v1>(MORTISE_EXT_IDS);
        std::string first(24, ' '), second(24, ' ');
        EXPECT_EQ(ids.make(ids.ctx, first.data()), MORTISE_OK);
        EXPECT_EQ(ids.make(ids.ctx, second.data()), MORTISE_OK);
        EXPECT_TRUE(model::looks_like_id(first));
        EXPECT_NE(first, second);
        EXPECT_EQ(ids.make(ids.ctx, nullptr), MORTISE_E_INVALID);
        return MORTISE_OK;
    });
}

TEST_F(HostTableBasics, ShowsSettings) {
    status_of([&](const mortise_call&) {
        const auto& settings = extension<mortise_settings_v1>(MORTISE_EXT_SETTINGS);
        EXPECT_EQ(text(settings.get(settings.ctx)), R"({"greeting":"hello"})");
        return MORTISE_OK;
    });
}

TEST_F(HostTableBasics, CountsByThirtyTwoNames) {
    status_of([&](const mortise_call&) {
        const auto& metrics = extension<mortise_metrics_v1>(MORTISE_EXT_METRICS);
        std::string name = "stops_";
        for (int i = 0; i < 32; ++i, name += 'x') EXPECT_EQ(metrics.count(metrics.ctx, abi(name), 2), MORTISE_OK);
        EXPECT_EQ(metrics.count(metrics.ctx, abi("one_too_many"), 1), MORTISE_E_LIMIT);
        EXPECT_EQ(metrics.count(metrics.ctx, abi("stops_"), 3), MORTISE_OK);
        for (const char* wrong : {"", "Stops", "stops-now", "stops2"})
            EXPECT_EQ(metrics.count(metrics.ctx, abi(wrong), 1), MORTISE_E_INVALID) << wrong;
        return MORTISE_OK;
    });
    EXPECT_EQ(counts["sample.stops_"], 5u);
}

TEST_F(HostTableBasics, OffersWhatIsAskedForAndGranted) {
    const auto offers = [&](const char* id) {
        const HostTable own{manifest, grants, access(), settings, services};
        return own.abi().get_extension(own.abi().ctx, abi(id)) != nullptr;
    };
    EXPECT_TRUE(offers(MORTISE_EXT_STORAGE));
    EXPECT_TRUE(offers(MORTISE_EXT_SETTINGS)) << "optional";
    EXPECT_TRUE(offers(MORTISE_EXT_SESSIONS));
    EXPECT_FALSE(offers("mortise.nothing/1"));
    EXPECT_FALSE(offers("mortise.storage/2"));
    EXPECT_FALSE(offers(""));
    grants = {"credentials"};
    EXPECT_FALSE(offers(MORTISE_EXT_SESSIONS)) << "not granted";
    EXPECT_TRUE(offers(MORTISE_EXT_CREDENTIALS));
    manifest.extensions_required = {MORTISE_EXT_EVENTS};
    EXPECT_FALSE(offers(MORTISE_EXT_STORAGE)) << "not asked for";
    EXPECT_FALSE(offers(MORTISE_EXT_CREDENTIALS)) << "granted, and not asked for";
}

TEST_F(HostTableBasics, LogsOnOneLine) {
    testing::internal::CaptureStderr();
    status_of([&](const mortise_call&) {
        const auto& host = table->abi();
        EXPECT_EQ(host.log(host.ctx, MORTISE_LOG_ERROR, abi("first\nsecond\"")), MORTISE_OK);
        EXPECT_EQ(host.log(host.ctx, 4711, abi("unknown level")), MORTISE_OK);
        EXPECT_EQ(host.log(nullptr, MORTISE_LOG_ERROR, abi("no ctx")), MORTISE_E_INVALID);
        return MORTISE_OK;
    });
    const auto log = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 2) << log;
    EXPECT_THAT(log, HasSubstr(R"("plugin":"sample","request":"request-1","message":"first\u000asecond\"")"));
}

}  // namespace
}  // namespace mortise::plugins

// The headers of the boundary tell what their functions tell: sizes at 1.0, ids with a revision.
#include <gtest/gtest.h>
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

TEST(Tables, EndWhereTheirSizeSays) {
    mortise_clock_v1 clock{};
    clock.now = [](void*) -> std::int64_t { return 7; };
    clock.monotonic = [](void*) -> std::int64_t { return 8; };

    clock.struct_size = sizeof clock;
    EXPECT_TRUE(has_member(&clock, &mortise_clock_v1::now));
    EXPECT_TRUE(has_member(&clock, &mortise_clock_v1::monotonic));
    clock.struct_size = offsetof(mortise_clock_v1, monotonic);
    EXPECT_TRUE(has_member(&clock, &mortise_clock_v1::now));
    EXPECT_FALSE(has_member(&clock, &mortise_clock_v1::monotonic));
    clock.struct_size = offsetof(mortise_clock_v1, monotonic) - 1;
    EXPECT_FALSE(has_member(&clock, &mortise_clock_v1::now));
    EXPECT_FALSE(has_member(static_cast<const mortise_clock_v1*>(nullptr), &mortise_clock_v1::now));
}

TEST(Tables, AnAbsentExtensionRefuses) {
    mortise_host bare{};
    bare.struct_size = sizeof bare;
    const Host host{bare};
    host.log(LogLevel::info, "to nobody");
    try {
        host.now();
        FAIL() << "no clock, and yet a time";
    } catch (const HostError& error) {
        EXPECT_EQ(error.status(), MORTISE_E_UNSUPPORTED);
        EXPECT_NE(std::string{error.what()}.find("mortise.clock/1"), std::string::npos);
    }
    EXPECT_THROW(host.make_id(), HostError);
    EXPECT_THROW(host.settings(), HostError);
    EXPECT_THROW(host.count("stops"), HostError);
}

TEST(Tables, AnEmptyHostIsNotCalled) {
    const mortise_host empty{};  // struct_size 0: nothing is there
    const Host host{empty};
    EXPECT_THROW(host.now(), HostError);
}

}  // namespace

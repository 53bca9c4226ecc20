#include <gtest/gtest.h>

#include <set>

#include "model/id.hpp"
#include "model/instant.hpp"
#include "model/request.hpp"

namespace {

using namespace mortise::model;

TEST(Ids, AreTwentyFourLowerCaseHexDigitsAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const auto id = make_id();
        EXPECT_TRUE(looks_like_id(id)) << id;
        EXPECT_TRUE(seen.insert(id).second);
    }
}

TEST(Ids, RefuseEverythingElse) {
    for (const auto* text : {"", "64a", "64A1B2C3D4E5F60718293A4B", "64a1b2c3d4e5f60718293a4g", "64a1b2c3d4e5f60718293a4b0"})
        EXPECT_FALSE(UserId::parse(text)) << text;
    EXPECT_TRUE(UserId::parse("64a1b2c3d4e5f60718293a4b"));
    EXPECT_TRUE(UserId::trusted("nonsense").empty());
}

TEST(Instants, ReadFractionsAndOffsets) {
    EXPECT_EQ(to_text(*parse_instant("2026-03-01T10:00:00Z")), "2026-03-01T10:00:00Z");
    EXPECT_EQ(to_text(*parse_instant("2026-03-01T10:00:00.987654321Z")), "2026-03-01T10:00:00Z");
    EXPECT_EQ(to_text(*parse_instant("2026-03-01T10:00:00+02:00")), "2026-03-01T08:00:00Z");
    EXPECT_EQ(to_text(*parse_instant("2026-03-01T10:00:00-0530")), "2026-03-01T15:30:00Z");
    EXPECT_EQ(to_microseconds(*parse_instant("1970-01-01T00:00:00.5Z")), 500'000);
}

TEST(Instants, RefuseWhatIsNone) {
    for (const auto* text : {"", "2026", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00Zx",
                             "2026-01-01T00:00:00.Z", "2026-01-01T00:60:00Z", "2026-1-1T00:00:00Z", "2026-01-01T00:00:00+2"})
        EXPECT_FALSE(parse_instant(text)) << text;
}

TEST(Requests, AHeaderThatCameTwiceIsNone) {
    Request request;
    request.headers = {{"x-api-key", "a"}, {"origin", "b"}, {"x-api-key", "c"}};
    EXPECT_FALSE(request.header("x-api-key"));
    EXPECT_EQ(request.count_headers("x-api-key"), 2u);
    EXPECT_EQ(request.header("origin"), "b");
}

}  // namespace

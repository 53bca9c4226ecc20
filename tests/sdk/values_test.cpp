// The SDK's values: moments, JSON both ways, cursors, search texts.
#include <gtest/gtest.h>
#include <mortise/cursor.hpp>
#include <mortise/json.hpp>
#include <mortise/text.hpp>

#include <vector>

namespace {

using namespace mortise;

constexpr std::int64_t second = 1'000'000;

TEST(Instant, WritesAndReadsItsText) {
    EXPECT_EQ(Instant{0}.text(), "1970-01-01T00:00:00Z");
    EXPECT_EQ(Instant{1'700'000'000 * second + 999'999}.text(), "2023-11-14T22:13:20Z");
    EXPECT_EQ(Instant{-1}.text(), "1969-12-31T23:59:59Z");
    EXPECT_EQ(Instant::parse("2023-11-14T22:13:20Z"), Instant{1'700'000'000 * second});
    EXPECT_EQ(Instant::parse("2023-11-14T23:13:20+01:00"), Instant{1'700'000'000 * second});
    EXPECT_EQ(Instant::parse("2023-11-14t19:43:20.25-0230"), Instant{1'700'000'000 * second + 250'000});
    EXPECT_EQ(Instant::parse("2024-02-29T00:00:00.123456789Z")->microseconds() % second, 123'456);
}

TEST(Instant, RefusesWhatIsNone) {
    for (const auto* text : {"", "2023-11-14", "2023-11-14T22:13:20", "2023-13-01T00:00:00Z", "2023-02-29T00:00:00Z", "0000-01-01T00:00:00Z",
                             "2023-11-14T24:00:00Z", "2023-11-14T22:60:20Z", "2023-11-14T22:13:61Z", "2023-11-14T22:13:20.Z",
                             "2023-11-14T22:13:20ZZ", "2023-11-14T22:13:20+24:00", "-023-11-14T22:13:20Z", "2023-11-14T22:13:-1Z"})
        EXPECT_FALSE(Instant::parse(text)) << text;
}

TEST(Instant, DropsTheFraction) {
    EXPECT_EQ(Instant{second + 1}.whole_seconds(), Instant{second});
    EXPECT_EQ(Instant{-1}.whole_seconds(), Instant{-second});
}

TEST(Duration, IsWrittenInHoursMinutesSeconds) {
    using namespace std::chrono_literals;
    EXPECT_EQ(duration_text(0s), "PT0S");
    EXPECT_EQ(duration_text(90min), "PT1H30M");
    EXPECT_EQ(duration_text(49h + 5s), "PT49H5S");
    EXPECT_EQ(duration_text(999ms), "PT0S");
}

struct Point {
    int x, y;
};
void write_json(JsonWriter& json, const Point& point) {
    json.begin_object().member("x", point.x).member("y", point.y).end_object();
}

TEST(JsonWriter, SeparatesAndEscapes) {
    JsonWriter json;
    json.begin_object()
        .member("text", "a\"b\\c\n\x01 \xC3\xBC")
        .member("none", std::optional<int>{})
        .member("some", std::optional<Instant>{Instant{0}})
        .member("yes", true)
        .member("number", std::int64_t{-5})
        .member("points", std::vector<Point>{{1, 2}, {3, 4}})
        .key("empty").begin_array().end_array()
        .key("nested").begin_object().end_object()
        .member("ends-with-comma", ",")
        .member("last", nullptr)
        .end_object();
    EXPECT_EQ(std::move(json).take(),
              R"({"text":"a\"b\\c\u000a\u0001 ü","none":null,"some":"1970-01-01T00:00:00Z","yes":true,"number":-5,)"
              R"("points":[{"x":1,"y":2},{"x":3,"y":4}],"empty":[],"nested":{},"ends-with-comma":",","last":null})");
}

TEST(JsonObject, GivesMembersByType) {
    const JsonObject json{R"({"name":"Mia","count":3,"on":true,"at":"1970-01-01T00:00:01Z","none":null,"tags":["a","b"]})"};
    EXPECT_EQ(json.text("name"), "Mia");
    EXPECT_EQ(json.integer("count"), 3);
    EXPECT_EQ(json.boolean("on"), true);
    EXPECT_EQ(json.instant("at"), Instant{second});
    EXPECT_EQ(json.texts("tags"), (std::vector<std::string_view>{"a", "b"}));
    EXPECT_FALSE(json.text("none"));
    EXPECT_FALSE(json.text("absent"));
    EXPECT_FALSE(json.has("none"));
    EXPECT_FALSE(JsonObject{""}.has("anything"));
}

TEST(JsonObject, NamesWhatDoesNotFit) {
    const JsonObject json{R"({"name":3,"at":"yesterday","tags":[1]})"};
    const auto field_of = [](auto&& work) -> std::string {
        try {
            work();
        } catch (const Invalid& invalid) {
            EXPECT_EQ(invalid.status(), 400u);
            return invalid.field();
        }
        return "nothing was refused";
    };
    EXPECT_EQ(field_of([&] { json.text("name"); }), "name");
    EXPECT_EQ(field_of([&] { json.boolean("name"); }), "name");
    EXPECT_EQ(field_of([&] { json.integer("at"); }), "at");
    EXPECT_EQ(field_of([&] { json.instant("at"); }), "at");
    EXPECT_EQ(field_of([&] { json.texts("tags"); }), "tags");
    EXPECT_THROW(JsonObject{"[]"}, Invalid);
    EXPECT_THROW(JsonObject{"{"}, Invalid);
}

TEST(Cursor, ComesBackAsItWas) {
    const Cursor<3> cursor{{"NAME", "zo\xC3\xAB", ""}};
    const auto again = Cursor<3>::decode("after", cursor.encode());
    EXPECT_EQ(again[0], "NAME");
    EXPECT_EQ(again[1], "zo\xC3\xAB");
    EXPECT_EQ(again[2], "");
}

TEST(Cursor, RefusesWhatItDidNotMake) {
    EXPECT_THROW(Cursor<2>::decode("after", "!"), Invalid);
    EXPECT_THROW(Cursor<2>::decode("after", ""), Invalid);
    EXPECT_THROW(Cursor<2>::decode("after", Cursor<3>({"a", "b", "c"}).encode()), Invalid);
    EXPECT_THROW(Cursor<3>::decode("after", Cursor<2>({"a", "b"}).encode()), Invalid);
}

TEST(Text, FoldsAsciiAndLatin1) {
    EXPECT_EQ(fold("MIA \xC3\x84\xC3\x96\xC3\x9C \xC3\x97 \xC3\x9F"), "mia \xC3\xA4\xC3\xB6\xC3\xBC \xC3\x97 \xC3\x9F");
    EXPECT_EQ(fold("\xC3"), "\xC3");
}

TEST(Text, PatternsHoldNoWildcardsOfTheirOwn) {
    EXPECT_EQ(contains_pattern(""), "%%");
    EXPECT_EQ(contains_pattern("50%_!"), "%50!%!_!!%");
    EXPECT_EQ(starts_pattern("a_"), "a!_%");
}

}  // namespace

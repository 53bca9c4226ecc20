#include "http/target.hpp"

#include <gtest/gtest.h>

namespace mortise::http::test {
namespace {

model::Request read(std::string_view target) {
    model::Request request;
    EXPECT_FALSE(read_target(target, request)) << target;
    return request;
}

int refusal(std::string_view target) {
    model::Request request;
    const auto problem = read_target(target, request);
    return problem ? problem->status : 0;
}

TEST(Target, IsDecodedOnce) {
    EXPECT_EQ(read("/").path, "/");
    EXPECT_EQ(read("/a%2Bb+c").path, "/a+b+c");
    EXPECT_EQ(read("/%C3%A9/x").path, "/\xc3\xa9/x");
    EXPECT_EQ(read("/100%2525").path, "/100%25");
    EXPECT_EQ(read("/a/.hidden/..x/x..").path, "/a/.hidden/..x/x..");
    EXPECT_EQ(read("//a").path, "//a");
}

TEST(Target, InAbsoluteFormIsItsPath) {
    EXPECT_EQ(read("http://a.test/x?y=1").path, "/x");
    EXPECT_EQ(read("http://a.test").path, "/");
    EXPECT_EQ(read("https://a.test?y=1").path, "/");
    EXPECT_EQ(read("https://a.test?y=1").query_value("y"), "1");
}

TEST(Target, IsRefusedWhenItCanBeReadInTwoWays) {
    for (const auto target : {"/%", "/%4", "/%zz", "/%00", "/a%0d%0ab", "/%7f", "/a%2fb", "/a%2Fb", "/a%5cb", "/.", "/..",
                              "/a/../b", "/a/./b", "/a/..", "/%2e%2e/b", "/a/%2E", "http://a.test/.."})
        EXPECT_EQ(refusal(target), 400) << target;
}

TEST(Query, IsDecodedInOrder) {
    const auto request = read("/x?b=1&a=2&b=3+4&&c&d=&=e&f=a%3Db%26c%2B");
    std::string seen;
    for (const auto& [name, value] : request.query) seen += name + ":" + value + ";";
    EXPECT_EQ(seen, "b:1;a:2;b:3 4;c:;d:;:e;f:a=b&c+;");
    EXPECT_EQ(read("/x?").query.size(), 0u);
    EXPECT_EQ(read("/x?a=b?c=d").query_value("a"), "b?c=d");
}

TEST(Query, IsRefusedWhenItsEncodingIsInvalid) {
    for (const auto target : {"/?a=%", "/?%zz=1", "/?a=%00", "/?%00=a"}) EXPECT_EQ(refusal(target), 400) << target;
}

}  // namespace
}  // namespace mortise::http::test

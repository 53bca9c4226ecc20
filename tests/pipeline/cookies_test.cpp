#include <gtest/gtest.h>

#include "model/problem.hpp"
#include "pipeline/cookies.hpp"

namespace {

using namespace mortise;

model::Request with_cookie(std::string text) {
    model::Request request;
    request.headers = {{"cookie", std::move(text)}};
    return request;
}

TEST(Cookies, ReadTheSessionAmongOthers) {
    const config::Settings settings;
    EXPECT_EQ(pipeline::session_token(with_cookie("a=1; __Host-mortise=token; b=2"), settings), "token");
    EXPECT_EQ(pipeline::session_token(with_cookie("mortise=token"), settings), std::nullopt);
    EXPECT_EQ(pipeline::session_token(with_cookie("x__Host-mortise=token; =; ;"), settings), std::nullopt);
    EXPECT_EQ(pipeline::session_token({}, settings), std::nullopt);
}

TEST(Cookies, TwoOfThatNameAreRefused) {
    const config::Settings settings;
    auto request = with_cookie("__Host-mortise=a; __Host-mortise=b");
    EXPECT_THROW(pipeline::session_token(request, settings), model::Refusal);
    request.headers = {{"cookie", "__Host-mortise=a"}, {"cookie", "__Host-mortise=b"}};
    EXPECT_THROW(pipeline::session_token(request, settings), model::Refusal);
}

TEST(Cookies, AreHostOnlyHttpOnlyAndSecure) {
    config::Settings settings;
    const auto now = model::now();
    const auto set = pipeline::set_cookie({"secret", now + std::chrono::hours{1}}, settings, now);
    EXPECT_EQ(set.name, "Set-Cookie");
    EXPECT_EQ(set.value, "__Host-mortise=secret; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(pipeline::clear_cookie(settings).value, "__Host-mortise=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
    settings.server.plain_cookies = true;
    EXPECT_EQ(pipeline::set_cookie({"secret", now}, settings, now).value, "mortise=secret; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

}  // namespace

#include "http/static_files.hpp"

#include <gtest/gtest.h>

#include "running_server.hpp"
#include "temporary_folder.hpp"

namespace mortise::http::test {
namespace {

model::Request request_for(std::vector<model::NamedText> headers = {}, model::Method method = model::Method::get) {
    model::Request request;
    request.method = method;
    request.headers = std::move(headers);
    return request;
}

std::string field(const model::Response& response, std::string_view name) {
    for (const auto& header : response.headers)
        if (header.name == name) return header.value;
    return "";
}

class Files : public testing::Test {
protected:
    Files() {
        folder.write("index.html", "<p>");
        folder.write("app.js", "plain");
        folder.write("app.js.gz", "packed by gzip");
        folder.write("app.js.br", "packed by brotli");
        folder.write("deep/er/logo-7QX2M4KD.svg", "<svg>");
        folder.write(".secret", "hidden");
        folder.write(".git/config", "hidden");
        folder.write("archive.gz", "alone");
        std::filesystem::create_symlink("/etc/passwd", folder / "link.txt");
        files.mount("/assets/", folder.path());
    }

    model::Response find(const std::string& path, std::vector<model::NamedText> headers = {}) const {
        const auto response = files.find(path, request_for(std::move(headers)));
        EXPECT_TRUE(response) << path;
        return response.value_or(model::Response{});
    }

    TemporaryFolder folder;
    StaticFiles files;
};

TEST_F(Files, AreServedByTheirPath) {
    EXPECT_EQ(files.size(), 4u);
    const auto page = find("/assets/index.html");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(page.payload(), "<p>");
    EXPECT_EQ(find("/assets/deep/er/logo-7QX2M4KD.svg").content_type, "image/svg+xml");
    EXPECT_EQ(find("/assets/archive.gz").content_type, "application/octet-stream");
}

TEST_F(Files, AreNothingElse) {
    for (const auto path :
         {"/assets/", "/assets", "/index.html", "/assets/app.js.gz", "/assets/.secret", "/assets/.git/config", "/assets/link.txt",
          "/assets/../assets/index.html", "/assets//index.html", "/assets/deep", "/assets/deep/", "/assets/INDEX.html", ""})
        EXPECT_FALSE(files.find(path, request_for())) << path;
}

TEST_F(Files, ArePackedForThoseWhoAcceptIt) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", ""},
        {"gzip", "gzip"},
        {"gzip, deflate, br", "br"},
        {"GZIP;q=0.5", "gzip"},
        {"br;q=0, gzip", "gzip"},
        {"br; q=0.000, gzip;q=0.0", ""},
        {"*", "br"},
        {"*;q=0", ""},
        {"br;q=0, *", "gzip"},
        {"identity", ""},
        {"brotli", ""},
    };
    for (const auto& [accepts, encoding] : cases) {
        const auto response = find("/assets/app.js", {{"accept-encoding", accepts}});
        EXPECT_EQ(field(response, "Content-Encoding"), encoding) << accepts;
        EXPECT_EQ(response.payload(), encoding == "br"     ? "packed by brotli"
                                      : encoding == "gzip" ? "packed by gzip"
                                                           : "plain")
            << accepts;
        EXPECT_EQ(field(response, "Vary"), "Accept-Encoding");
        EXPECT_EQ(response.content_type, "text/javascript; charset=utf-8");
    }
    EXPECT_EQ(field(find("/assets/index.html", {{"accept-encoding", "br"}}), "Vary"), "");
}

TEST_F(Files, AreNotSentAgain) {
    const auto tag = field(find("/assets/app.js"), "ETag");
    EXPECT_GT(tag.size(), 10u);
    for (const auto& condition : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
        const auto response = find("/assets/app.js", {{"if-none-match", condition}});
        EXPECT_EQ(response.status, 304) << condition;
        EXPECT_EQ(response.payload(), "");
        EXPECT_EQ(field(response, "ETag"), tag);
        EXPECT_EQ(field(response, "Cache-Control"), "no-cache");
        EXPECT_EQ(field(response, "Vary"), "Accept-Encoding");
    }
    EXPECT_EQ(find("/assets/app.js", {{"if-none-match", "\"other\""}}).status, 200);
}

TEST_F(Files, HaveATagForEachFormAndContent) {
    const auto plain = field(find("/assets/app.js"), "ETag");
    const auto packed = find("/assets/app.js", {{"accept-encoding", "gzip"}, {"if-none-match", plain}});
    EXPECT_EQ(packed.status, 200);
    EXPECT_NE(field(packed, "ETag"), plain);

    folder.write("app.js", "other");
    StaticFiles later;
    later.mount("/assets/", folder.path());
    EXPECT_NE(field(later.find("/assets/app.js", request_for()).value(), "ETag"), plain);
}

TEST_F(Files, AreKeptForEverWhereTheNameSaysTheContent) {
    const auto response = find("/assets/deep/er/logo-7QX2M4KD.svg");
    EXPECT_TRUE(response.cacheable);
    EXPECT_EQ(field(response, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(field(find("/assets/index.html"), "Cache-Control"), "no-cache");
}

TEST_F(Files, AreRead) {
    const auto refused = files.find("/assets/app.js", request_for({}, model::Method::post));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 405);
    EXPECT_EQ(field(*refused, "Allow"), "GET, HEAD");
    EXPECT_EQ(files.find("/assets/app.js", request_for({}, model::Method::head))->status, 200);
    EXPECT_FALSE(files.find("/assets/none.js", request_for({}, model::Method::post)));
}

TEST(FileNames, SayTheirContentByAHash) {
    for (const auto name : {"app-7QX2M4KD.js", "app-ABCDEFGH.css", "app.1f3a9c0b.js", "chunk-0123456789abcdef.js"})
        EXPECT_TRUE(names_its_content(name)) << name;
    for (const auto name :
         {"app.js", "time-control.js", "app-settings.js", "deadbeef.js", "app-1f3a.js", "a-facade-effaced.js", "app-7QX2M4KD"})
        EXPECT_FALSE(names_its_content(name)) << name;
}

TEST(MissingFolder, IsNamed) {
    StaticFiles files;
    try {
        files.mount("/", "/nonexistent/web");
        FAIL() << "mounted";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string{error.what()}.find("/nonexistent/web"), std::string::npos);
    }
}

TEST_F(Files, AreServedThroughASocket) {
    RunningServer server{quick_options(), [this](model::Request&& request) -> Awaitable<model::Response> {
                             if (auto response = files.find(request.path, request)) co_return *std::move(response);
                             co_return model::Response{.status = 404};
                         }};
    auto client = server.connect();
    client.send("GET /assets/app.js HTTP/1.1\r\nHost: a.test\r\nAccept-Encoding: br\r\n\r\n");
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "packed by brotli");
    EXPECT_EQ(answer->field("content-encoding"), "br");
    EXPECT_EQ(answer->field("cache-control"), "no-cache");

    client.send("HEAD /assets/app.js HTTP/1.1\r\nHost: a.test\r\n\r\n");
    EXPECT_EQ(client.read_answer(Body::none)->field("content-length"), "5");
    client.send("GET /assets/app.js HTTP/1.1\r\nHost: a.test\r\nIf-None-Match: *\r\n\r\n");
    EXPECT_EQ(client.read_answer()->status, 304);
    client.send("GET /assets/../app.js HTTP/1.1\r\nHost: a.test\r\n\r\n");
    EXPECT_EQ(client.read_answer()->status, 400);
}

}  // namespace
}  // namespace mortise::http::test

// mortise plugin run, as an author has it: written, served, changed, broken, mended. One story, because it starts a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "support/http_client.hpp"
#include "support/server.hpp"
#include "workshop/child.hpp"
#include "workshop/temporary_folder.hpp"

namespace mortise::workshop {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

void replace_in(const std::filesystem::path& path, const std::string& old_text, const std::string& new_text) {
    auto text = read_text(path);
    const auto at = text.find(old_text);
    ASSERT_NE(at, std::string::npos) << old_text;
    text.replace(at, old_text.size(), new_text);
    std::ofstream{path} << text;
}

class Author {
public:
    Author() {
        const auto made =
            testing::run_mortise({"plugin", "new", "com.example.stand-up", "--language", "c", "--directory", sources()});
        EXPECT_EQ(made.code, 0) << made.err;
        running_.emplace(std::vector<std::string>{MORTISE_BUILD_DIR "/bin/mortise", "plugin", "run", sources(), "--listen",
                                                  "127.0.0.1:" + std::to_string(port_)},
                         folder_.path() / "output");
    }

    std::string sources() const { return (folder_.path() / "stand-up").string(); }
    testing::Client client() const { return testing::Client{port_}; }
    int stop() { return running_->end(); }

    // What was printed since the last time, once it holds `text`.
    std::string wait_for(const std::string& text) {
        for (const auto until = std::chrono::steady_clock::now() + 30s; std::chrono::steady_clock::now() < until;) {
            const auto output = read_text(folder_.path() / "output");
            const auto at = output.find(text, seen_);
            if (const auto end = output.find('\n', at); at != std::string::npos && end != std::string::npos)
                return output.substr(std::exchange(seen_, end), end - seen_);
            ::usleep(10'000);
        }
        ADD_FAILURE() << "it never said: " << text << "\nbut:\n" << read_text(folder_.path() / "output");
        return {};
    }

private:
    TemporaryFolder folder_;
    std::uint16_t port_ = testing::free_port();
    std::optional<Child> running_;
    std::size_t seen_ = 0;
};

std::string id_of_acme(testing::Client& client) {
    const auto workspaces = client.get("/workspaces").json();
    for (const auto& workspace : workspaces.as_array())
        if (workspace.at("name").as_string() == "Acme") return std::string{workspace.at("id").as_string()};
    throw std::runtime_error{"there is no Acme"};
}

TEST(PluginRun, ServesASourceTreeAndFollowsItsChanges) {
    Author author;
    author.wait_for("com.example.stand-up is served on http://localhost:");
    EXPECT_THAT(author.wait_for("Ctrl-C"), HasSubstr("Sign in as olivia@acme.example"));
    auto client = author.client();
    client.sign_in("olivia@acme.example");
    const auto notes = "/workspaces/" + id_of_acme(client) + "/stand-up/notes";
    EXPECT_EQ(client.post(notes, R"({"text":"Gr\u00fc\u00dfe \"an\" alle"})").status, 201);
    EXPECT_THAT(client.get(notes).body, HasSubstr(R"("text":"Grüße \"an\" alle")"));
    EXPECT_THAT(client.post(notes, R"({"text":" "})").body, HasSubstr("A note needs some text."));
    const auto page = "/plugins/com.example.stand-up/0.1.0/web/notes-page.js";
    EXPECT_EQ(client.raw("GET", page, {}, {}).status, 200);

    const std::filesystem::path source = author.sources() + "/stand_up.c", manifest = author.sources() + "/plugin.yaml";
    replace_in(source, "A note needs some text.", "Say something.");
    replace_in(author.sources() + "/web/notes-page.js", "newest first", "the newest first");
    author.wait_for("and reloaded");
    EXPECT_THAT(client.post(notes, R"({"text":" "})").body, HasSubstr("Say something.")) << "the session goes on";
    EXPECT_THAT(client.get(notes).body, HasSubstr("alle")) << "and so does the data";
    EXPECT_THAT(client.raw("GET", page, {}, {}).body, HasSubstr("the newest first"));

    replace_in(source, "Say something.", "Broken\" edit");
    EXPECT_THAT(author.wait_for("The build failed; what was loaded before goes on serving."), HasSubstr("stand_up.c"));
    EXPECT_THAT(client.post(notes, R"({"text":" "})").body, HasSubstr("Say something."));

    replace_in(source, "Broken\" edit", "Say something else.");
    replace_in(manifest, "  add:\n", "  put:\n");  // the code has no such handler
    EXPECT_THAT(author.wait_for("Not loaded; what was loaded before goes on serving."), HasSubstr(manifest.string()));
    EXPECT_THAT(client.post(notes, R"({"text":" "})").body, HasSubstr("Say something.\""));

    replace_in(manifest, "  put:\n", "  add:\n");
    author.wait_for("and reloaded");
    EXPECT_THAT(client.post(notes, R"({"text":" "})").body, HasSubstr("Say something else."));

    replace_in(author.sources() + "/migrations/0001_notes.sql", "text TEXT NOT NULL", "text TEXT NOT NULL DEFAULT ''");
    EXPECT_THAT(author.wait_for("begin it with --fresh"), HasSubstr("changed after it was applied"));
    EXPECT_THAT(client.get(notes).body, HasSubstr("alle"));
    EXPECT_EQ(author.stop(), 0);
}

TEST(PluginRun, RefusesWhatIsNoPlugin) {
    const TemporaryFolder folder;
    const auto run = [&] { return testing::run_mortise({"plugin", "run", folder.path().string()}); };
    EXPECT_THAT(run().err, HasSubstr("holds no plugin: there is no "));
    const auto manifest = folder.path() / "plugin.yaml";
    std::ofstream{manifest} << "id: [";
    EXPECT_THAT(run().err, HasSubstr("mortise: " + manifest.string() + ":2:1: not YAML"));
    std::ofstream{manifest} << "id: No id\n";
    EXPECT_THAT(run().err, HasSubstr("id is missing, or is none"));
    std::ofstream{manifest} << "id: timer-control\n";
    EXPECT_THAT(run().err, HasSubstr("timer-control came with this program already"));
    std::ofstream{manifest} << "id: com.example.notes\n";
    const auto refused = run();
    EXPECT_THAT(refused.err, HasSubstr("CMakeLists.txt is missing"));
    EXPECT_EQ(refused.code, 1);
}

}  // namespace
}  // namespace mortise::workshop

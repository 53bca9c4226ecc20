// What counts as a change of a plugin's sources; and the programs that are run because of one.
#include <gtest/gtest.h>
#include <poll.h>

#include <fstream>

#include "workshop/child.hpp"
#include "workshop/refused.hpp"
#include "workshop/source_watch.hpp"
#include "workshop/temporary_folder.hpp"

namespace mortise::workshop {
namespace {

namespace fs = std::filesystem;

void save(const fs::path& path) { std::ofstream{path} << "text"; }

// inotify tells at once: what was saved is there to be read when the save has returned.
TEST(SourceWatch, HearsOfSourcesAndOfNothingElse) {
    const TemporaryFolder folder;
    for (const auto* made : {"web", "build", "target", ".mortise", "node_modules"}) fs::create_directory(folder.path() / made);
    SourceWatch watch{folder.path()};
    EXPECT_FALSE(watch.take());
    for (const auto* made :
         {".stand_up.c.swp", "stand_up.c~", ".git", "build/stand_up.o", "target/x", ".mortise/log", "node_modules/x"})
        save(folder.path() / made);
    EXPECT_FALSE(watch.take());

    for (const auto* source : {"plugin.yaml", "web/page.js"}) {
        save(folder.path() / source);
        EXPECT_TRUE(watch.take()) << source;
        EXPECT_FALSE(watch.take()) << source;
    }
    fs::rename(folder.path() / "web/page.js", folder.path() / "web/notes.js");
    EXPECT_TRUE(watch.take());
    fs::remove(folder.path() / "web/notes.js");
    EXPECT_TRUE(watch.take());

    fs::create_directory(folder.path() / "locales");
    EXPECT_TRUE(watch.take());
    save(folder.path() / "locales/en.json");
    EXPECT_TRUE(watch.take()) << "a folder that is new is watched as well";
}

TEST(Child, TellsWhenItHasEndedAndHow) {
    const TemporaryFolder folder;
    const auto output = folder.path() / "output";
    Child child{{"sh", "-c", "echo out; echo err >&2; exit 3"}, output};
    pollfd ended{child.descriptor(), POLLIN, 0};
    ASSERT_EQ(::poll(&ended, 1, 10'000), 1);
    EXPECT_EQ(child.wait(), 3);
    EXPECT_EQ(fs::file_size(output), 8u);
    Child sleeping{{"sleep", "60"}, output};
    EXPECT_EQ(sleeping.end(), 128 + SIGTERM);
    EXPECT_THROW((Child{{"there-is-no-such-program"}, output}), Refused);
    EXPECT_TRUE(on_the_path("sh"));
    EXPECT_FALSE(on_the_path("there-is-no-such-program"));
}

}  // namespace
}  // namespace mortise::workshop

// mortise plugin pack: the same bytes of the same package, whole, and none of what the rules find fault with.
#include "check/pack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broken_package.hpp"
#include "support/server.hpp"

namespace mortise::check {
namespace {

using mortise::testing::run_mortise;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

std::string packed(const BrokenPackage& package) {
    const auto file = package.path("../packed.tar.gz");
    write_archive(open_package(package.path(), {}), file);
    EXPECT_FALSE(fs::exists(file + ".unfinished"));
    return file;
}

TEST(Pack, GivesTheSameBytesOfTheSameFiles) {
    const BrokenPackage first, second;
    fs::last_write_time(second.path("README.md"), fs::file_time_type{} + std::chrono::hours{1});
    fs::permissions(second.path("README.md"), fs::perms::all);
    fs::remove(second.path("SHA256SUMS"));
    EXPECT_TRUE(read_bytes(packed(first)) == read_bytes(packed(second)));
    second.write("README.md", "# Another\n");
    EXPECT_FALSE(read_bytes(packed(first)) == read_bytes(packed(second)));
}

TEST(Pack, HoldsEveryFileUnderTheIdWithSumsOverAll) {
    const BrokenPackage package;
    const auto file = packed(package);
    const TemporaryFolder there;
    const auto unpack = "tar -xzf " + file + " -C " + there.path().string() + " && cd " + (there / "broken").string() +
                        " && sha256sum --quiet --strict -c SHA256SUMS";
    ASSERT_EQ(std::system(unpack.c_str()), 0);
    EXPECT_EQ(files_of(there / "broken"), files_of(package.path()));
    const auto unpacked = open_package(there / "broken", {});
    EXPECT_TRUE(unpacked.manifest) << unpacked.manifest_problems.text();
    EXPECT_EQ(archive_name(unpacked), "broken-1.0.0-" + unpacked.library->facts.machine + ".tar.gz");
}

TEST(Pack, NamesWhatCannotBeWrittenOrRead) {
    const BrokenPackage package;
    EXPECT_THROW(write_archive(open_package(package.path(), {}), package.path("gone/packed.tar.gz")), std::runtime_error);
    fs::create_symlink("/etc/hostname", package.path("web/link.js"));
    EXPECT_THROW(packed(package), std::runtime_error);
    fs::remove(package.path("web/link.js"));
    package.write("web/two\nlines.js", "");
    EXPECT_THROW(packed(package), std::runtime_error);
    EXPECT_FALSE(fs::exists(package.path("../packed.tar.gz")));
}

TEST(Pack, DoesNotPutTheArchiveIntoThePackage) {
    const BrokenPackage package;
    for (const auto* file : {"packed.tar.gz", "web/packed.tar.gz"}) {
        EXPECT_THROW(write_archive(open_package(package.path(), {}), package.path(file)), std::runtime_error);
        EXPECT_FALSE(fs::exists(package.path(file)));
    }
    const auto previous = fs::current_path();
    fs::current_path(package.path());
    EXPECT_THROW(write_archive(open_package(".", {}), "packed.tar.gz"), std::runtime_error);
    fs::current_path(previous);
}

TEST(Pack, RefusesWhatTheRulesFindFaultWith) {
    const BrokenPackage package;
    const auto file = package.path("../out.tar.gz");
    package.link("-Wl,-z,execstack");
    const auto refused = run_mortise({"plugin", "pack", package.path(), "-o", file});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("broken.so: asks for an executable stack"));
    EXPECT_THAT(refused.err, HasSubstr("--no-check packs it all the same"));
    EXPECT_FALSE(fs::exists(file));

    const auto made = run_mortise({"plugin", "pack", package.path(), "--output", file, "--no-check"});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("  " + file + "\n"));
    EXPECT_EQ(std::system(("cd / && echo '" + made.out + "' | sed '/^$/d' | sha256sum --quiet --strict -c -").c_str()), 0);

    package.replace("plugin.yaml", "vendor:", "vendour:");
    const auto unreadable = run_mortise({"plugin", "pack", package.path(), "-o", file, "--no-check"});
    EXPECT_EQ(unreadable.code, 1) << "without a manifest it has no name to be packed by";
    EXPECT_THAT(unreadable.err, HasSubstr("plugin.yaml:3:1: "));
}

}  // namespace
}  // namespace mortise::check

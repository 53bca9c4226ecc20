// mortise plugin check and info, as people and programs call them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>

#include "broken_package.hpp"
#include "check/rule.hpp"
#include "support/server.hpp"

namespace mortise::check {
namespace {

using mortise::testing::run_mortise;
using ::testing::HasSubstr;
using ::testing::Not;
namespace json = boost::json;

TEST(CheckCommand, SaysWhatItFoundWhereAndWhatToDo) {
    const BrokenPackage package;
    package.write("locales/de.json", R"({"heading": "Kaputt"})");
    const auto found = run_mortise({"plugin", "check", package.path(), "--seed", "7"});
    EXPECT_EQ(found.code, 1);
    EXPECT_THAT(found.out, HasSubstr("strictness 5, target debian-12, seed 7\n"));
    EXPECT_THAT(found.out, HasSubstr("  exports                 ok\n"));
    EXPECT_THAT(found.out, HasSubstr("locales                 1 finding\n      " + package.path("locales/de.json") +
                                     ": lacks add, which locales/en.json has\n      Remedy: add what is missing.\n"));
    EXPECT_THAT(found.out, HasSubstr("\n2 findings, by 2 of ")) << "sums, too";
}

TEST(CheckCommand, AppliesRulesUpToTheStrictnessThatIsAskedFor) {
    const BrokenPackage package;
    std::filesystem::remove(package.path("README.md"));
    package.seal();
    EXPECT_EQ(run_mortise({"plugin", "check", package.path(), "--strictness", "6"}).code, 0);
    EXPECT_EQ(run_mortise({"plugin", "check", package.path(), "--strictness", "7"}).code, 1);
    const auto readme = run_mortise({"plugin", "check", package.path(), "--only", "readme"});
    EXPECT_EQ(readme.code, 1);
    EXPECT_THAT(readme.out, Not(HasSubstr("exports")));
}

TEST(CheckCommand, AppliesNoRuleToWhatAnotherFoundMissing) {
    const BrokenPackage package;
    package.write("broken.so", "no library");
    const auto found = run_mortise({"plugin", "check", package.path(), "--json"});
    EXPECT_EQ(found.code, 1);
    const auto report = json::parse(found.out);
    EXPECT_EQ(report.at("findings"), 2) << "library and sums";
    EXPECT_TRUE(report.at("seed").is_number());
    for (const auto& rule : report.at("rules").as_array()) {
        if (rule.at("id") == "library") {
            EXPECT_EQ(rule.at("findings").at(0).at("text"), "is not an ELF file");
            EXPECT_EQ(rule.at("findings").at(0).at("file").as_string(), package.path("broken.so"));
        }
        if (rule.at("kind") == "dynamic") {
            EXPECT_EQ(rule.at("outcome"), "not-applied");
            EXPECT_EQ(rule.at("because"), "library");
        }
    }
}

TEST(CheckCommand, SaysWhenThereIsNothingToCheck) {
    const BrokenPackage package;
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
        {{}, "name the folder of a plugin"},
        {{package.path("web")}, "holds no plugin: there is no plugin.yaml in it"},
        {{package.path(), "--only", "export"}, R"(no rule "export"; did you mean "exports"?)"},
        {{package.path(), "--target", "debian-1"}, R"("debian-1" is no target; write glibc=2.36,glibcxx=3.4.30, or one of)"},
        {{package.path(), "--strictness", "11"}, "--strictness"},
        {{package.path(), "--strict"}, "--strict"},
    };
    for (const auto& [arguments, text] : wrong) {
        std::vector<std::string> all{"plugin", "check"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const auto refused = run_mortise(all);
        EXPECT_EQ(refused.code, 2) << text;
        EXPECT_THAT(refused.err, HasSubstr(text));
    }
}

TEST(CheckCommand, FindsThePackageThatWasBuiltOfSources) {
    const BrokenPackage package;
    const TemporaryFolder sources;
    std::filesystem::copy_file(package.path("plugin.yaml"), sources / "plugin.yaml");
    std::ofstream{sources / "CMakeLists.txt"} << "\n";
    const auto unbuilt = run_mortise({"plugin", "check", sources.path()});
    EXPECT_EQ(unbuilt.code, 2);
    EXPECT_THAT(unbuilt.err, HasSubstr("holds sources, but no package was built of them"));

    package.replace("plugin.yaml", "needs: broken.use, answers", "needs: broken.abuse, answers");
    std::filesystem::create_directories(sources / "build/debug/plugins");
    std::filesystem::copy(package.path(), sources / "build/debug/plugins/broken", std::filesystem::copy_options::recursive);
    const auto found = run_mortise({"plugin", "check", sources.path(), "--only", "manifest"});
    EXPECT_EQ(found.code, 1);
    EXPECT_THAT(found.out, HasSubstr((sources / "plugin.yaml:").string())) << "as the file that the author edits";
}

TEST(CheckCommand, ListsItsRules) {
    const auto rows = json::parse(run_mortise({"plugin", "check", "--list", "--json"}).out);
    ASSERT_EQ(rows.as_array().size(), rules().size());
    EXPECT_EQ(rows.at(0).at("id"), "manifest");
    EXPECT_THAT(run_mortise({"plugin", "check", "--list"}).out, HasSubstr(" 2  sums                    SHA256SUMS names every"));
}

TEST(InfoCommand, TellsAllThatIsInThePackage) {
    const auto folder = MORTISE_BUILD_DIR "/plugins/api-keys";
    const auto told = run_mortise({"plugin", "info", folder});
    EXPECT_EQ(told.code, 0) << told.err;
    for (const auto* text : {"API keys: api-keys 1.0.0\n", "\n  needs     libc.so.6 with GLIBC_",
                             "\n  mortise.credentials/1  required  the operator must grant it\n", "\nPermissions\n",
                             "  POST    /api/v1/user/api-keys", "\n  publishes  api_key.created", "<api-keys-page>"})
        EXPECT_THAT(told.out, HasSubstr(text));

    const auto info = json::parse(run_mortise({"plugin", "info", folder, "--json"}).out);
    EXPECT_EQ(info.at("library").at("exports"), json::array{"mortise_module_v1"});
    EXPECT_EQ(info.at("library").at("sha256").as_string().size(), 64u);
    EXPECT_EQ(info.at("abi").at("built"), "1.0");
    EXPECT_FALSE(info.at("webNeedsGrant").as_bool());
    for (const auto& extension : info.at("extensions").as_array())
        EXPECT_EQ(extension.at("needsGrant").as_bool(), extension.at("name") == "mortise.credentials/1");
}

TEST(InfoCommand, SaysWhyAManifestCannotBeRead) {
    const BrokenPackage package;
    package.replace("plugin.yaml", "vendor:", "vendour:");
    const auto refused = run_mortise({"plugin", "info", package.path()});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr(package.path("plugin.yaml") + ":3:1: "));
}

}  // namespace
}  // namespace mortise::check

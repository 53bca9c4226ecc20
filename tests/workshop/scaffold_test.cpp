// mortise plugin new: what it writes, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "support/server.hpp"
#include "workshop/refused.hpp"
#include "workshop/scaffold.hpp"
#include "workshop/templates.hpp"
#include "workshop/temporary_folder.hpp"

namespace mortise::workshop {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using testing::run_mortise;

TEST(Scaffold, IsEveryTemplateWithTheNamesOfThePlugin) {
    for (const auto& language : languages()) {
        const auto files = scaffold("com.example.stand-up", language);
        for (const auto* path : {"plugin.yaml", "README.md", "CMakeLists.txt", "web/notes-page.js", "locales/en.json",
                                 "locales/de.json", "migrations/0001_notes.sql", "tests/notes_test.cpp", ".gitignore"})
            EXPECT_THAT(files, Contains(Field(&ScaffoldFile::path, path))) << language;
        for (const auto& file : files)
            for (const auto* sample : {"scaffold", "Scaffold"})
                EXPECT_EQ(file.text.find(sample), std::string::npos) << language << ": " << file.path;
    }
    const auto files = scaffold("org.acme-labs.a2.weekly-report", "c");
    const auto manifest = std::ranges::find(files, "plugin.yaml", &ScaffoldFile::path)->text;
    for (const auto* line : {"id: org.acme-labs.a2.weekly-report\n", "vendor: org.acme-labs.a2\n", "title: { en: Weekly report,",
                             "  weekly-report.read:", "  org_acme_labs_a2_weekly_report_notes: { own: true }",
                             "element: org-acme-labs-a2-weekly-report-page,", "  weekly_report.added:"})
        EXPECT_THAT(manifest, HasSubstr(line));
}

TEST(Scaffold, HasTheTemplatesAsTheyAreInTheFolder) {
    for (const auto& file : templates()) {
        const bool is_configuration = file.path.starts_with("config/");
        std::ifstream input{std::string{MORTISE_SOURCE_DIR} + (is_configuration ? "/" : "/sdk/templates/") +
                            std::string{file.path}};
        EXPECT_EQ(file.text, (std::string{std::istreambuf_iterator<char>{input}, {}})) << file.path;
    }
}

TEST(Scaffold, RefusesNamesThatCouldNotBeLoaded) {
    for (const auto* name :
         {"", "notes", "Com.example.notes", "com.example.", ".example.notes", "com..notes", "com.example.2do",
          "com.example.notes-", "com.example.a--b", "com.example.no_tes", "com.example/notes", "com.example.n\xC3\xB6tes",
          "com.example.a-name-so-long-that-its-tables-could-not-be-called-by-it"}) {
        EXPECT_THROW(short_name(name), Refused) << name;
        EXPECT_THROW(scaffold(name, "c"), Refused) << name;
    }
    EXPECT_EQ(short_name("com.example.stand-up"), "stand-up");
}

TEST(Scaffold, IsWrittenByTheProgramIntoANewFolderAndNoOther) {
    const TemporaryFolder folder;
    const auto where = (folder.path() / "notes").string();
    const auto made = run_mortise({"plugin", "new", "com.example.notes", "--directory", where});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("mortise plugin run " + where));
    EXPECT_TRUE(std::filesystem::exists(where + "/notes.cpp"));

    const auto again = run_mortise({"plugin", "new", "com.example.notes", "--language", "c", "--directory", where});
    EXPECT_EQ(again.code, 1);
    EXPECT_EQ(again.err,
              "mortise: " + where + " is there already, and nothing in it was changed; choose another place with --directory\n");
    EXPECT_FALSE(std::filesystem::exists(where + "/notes.c"));

    const auto nameless = run_mortise({"plugin", "new", "notes", "--directory", where + "-2"});
    EXPECT_EQ(nameless.code, 1);
    EXPECT_THAT(nameless.err, HasSubstr("'notes' is no name for a plugin; put a domain of yours in front, backwards, like"));
    EXPECT_NE(run_mortise({"plugin", "new", "com.example.notes", "--language", "cobol"}).code, 0);
    EXPECT_FALSE(std::filesystem::exists(where + "-2"));
}

}  // namespace
}  // namespace mortise::workshop

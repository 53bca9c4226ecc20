// The folder in which a plugin is tried out: what it is allowed there, and where its problems are said to be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "workshop/refused.hpp"
#include "workshop/temporary_folder.hpp"
#include "workshop/trial.hpp"

namespace mortise::workshop {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr auto manifest = R"(id: com.example.notes
version: 0.1.0
vendor: com.example
abi: { built: 1.0, required: 1.0 }
extensions: { required: [mortise.credentials/1], optional: [mortise.clock/1] }
title: { en: Notes, de: Notizen }
permissions:
  notes.own: { en: Own, de: Eigene }
  notes.all: { en: All, de: Alle }
routes:
  own: { method: GET, path: /user/notes, needs: notes.own }
  all: { method: GET, path: "/workspaces/{workspace}/notes", needs: notes.all }
)";

class TrialTest : public ::testing::Test {
protected:
    TrialTest() {
        fs::create_directories(folder_.path() / "shipped/directory");
        make_package("1");
        fs::create_directories(source_);
        std::ofstream{source_ / "plugin.yaml"} << manifest;
    }
    void make_package(const std::string& sum) const {
        fs::create_directories(package_);
        std::ofstream{package_ / "plugin.yaml"} << manifest;
        std::ofstream{package_ / "SHA256SUMS"} << sum;
    }
    Trial trial(Trial::Data data = Trial::Data::kept) const { return {source_, folder_.path() / "shipped", data}; }

    TemporaryFolder folder_;
    fs::path source_ = folder_.path() / "notes", package_ = folder_.path() / "built/com.example.notes";
};

TEST_F(TrialTest, AllowsThePluginAllThatItAsksFor) {
    auto trial = this->trial();
    EXPECT_TRUE(trial.take(package_));
    EXPECT_FALSE(trial.take(package_)) << "the same again";
    make_package("2");
    EXPECT_TRUE(trial.take(package_));
    EXPECT_TRUE(fs::exists(source_ / ".mortise/plugins/directory"));
    EXPECT_EQ(fs::status(trial.folder()).permissions(), fs::perms::owner_all) << "the database in it is nobody else's";
    EXPECT_THAT(read_text(trial.configuration_file()), HasSubstr("\n    com.example.notes: { grants: [credentials] }\n"));
    EXPECT_THAT(read_text(source_ / ".mortise/access.yaml"),
                HasSubstr("\nrules:\n  com.example.notes:\n    notes.all: { plan: free, roles: [owner] }\n    notes.own: "
                          "signed-in\n  directory:"));
}

TEST_F(TrialTest, SpeaksOfTheSourcesAndNotOfTheCopy) {
    const auto copy = (source_ / ".mortise/plugins/com.example.notes/plugin.yaml").string();
    EXPECT_EQ(trial().in_terms_of_sources(copy + ":3:1: no\n" + copy + ":4:1: no\n"),
              (source_ / "plugin.yaml").string() + ":3:1: no\n" + (source_ / "plugin.yaml").string() + ":4:1: no\n");
}

TEST_F(TrialTest, ForgetsTheDataOnlyWhenTold) {
    fs::create_directories(source_ / ".mortise");
    std::ofstream{source_ / ".mortise/mortise.db"} << "data";
    trial();
    EXPECT_TRUE(fs::exists(source_ / ".mortise/mortise.db"));
    trial(Trial::Data::fresh);
    EXPECT_FALSE(fs::exists(source_ / ".mortise/mortise.db"));
    fs::remove_all(folder_.path() / "shipped");
    EXPECT_THROW(trial(), Refused);
}

}  // namespace
}  // namespace mortise::workshop

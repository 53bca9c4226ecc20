// Each rule of `mortise plugin check` finds the package that was broken for it, and no other rule does; nothing is found in what
// is in order, and in what comes with the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "broken_package.hpp"
#include "check/rule.hpp"

namespace mortise::check {
namespace {

constexpr const char* plugins = MORTISE_BUILD_DIR "/plugins";

struct Break {
    std::function<void(const BrokenPackage&)> how;
    std::string target = "debian-12";
    std::string folder = "";  // to be checked, seen from the package
};

// What to do to a package for each static rule. A dynamic one has a plugin of its own, tests/check/broken/<rule>.
const std::map<std::string_view, Break>& breaks() {
    static const std::map<std::string_view, Break> table{
        {"manifest", {[](auto& package) { package.replace("plugin.yaml", "vendor:", "vendour:"); }}},
        {"library", {[](auto& package) { package.write("broken.so", read_bytes(package.path("broken.so")).substr(0, 3000)); }}},
        {"sources",
         {[](auto& package) {
              package.write("../sources/CMakeLists.txt", "\n");
              package.write("../sources/plugin.yaml", read_bytes(package.path("plugin.yaml")) + "# a remark more\n");
              std::filesystem::create_directories(package.path("../sources/build/plugins"));
              std::filesystem::copy(package.path(), package.path("../sources/build/plugins/broken"),
                                    std::filesystem::copy_options::recursive);
          },
          "debian-12", "../sources"}},
        {"exports", {[](auto& package) {
             package.link("", "__attribute__((visibility(\"default\"))) int left_over(void) { return 0; }", Exports::all_visible);
         }}},
        {"unique-symbols", {[](auto& package) {
             package.link("", R"(__asm__(".data\n.globl only_one\n.type only_one, %gnu_unique_object\n.size only_one, 4\n"
                                         "only_one: .long 0\n.text");)",
                          Exports::all_visible);
         }}},
        {"run-path", {[](auto& package) { package.link("-Wl,-rpath,/opt/broken"); }}},
        {"executable-stack", {[](auto& package) { package.link("-Wl,-z,execstack"); }}},
        {"text-relocations",
         {[](auto& package) { package.link("-Wl,-z,notext", R"(__asm__(".text\n.balign 8\n.quad here\nhere: .byte 0");)"); }}},
        {"bound-at-load", {[](auto& package) { package.link("-Wl,-z,lazy"); }}},
        {"read-only-relocations", {[](auto& package) { package.link("-Wl,-z,norelro"); }}},
        {"build-id", {[](auto& package) { package.link("-Wl,--build-id=none"); }}},
        {"symbol-versions", {[](auto&) {}, "glibc=2.2"}},
        {"plain-libraries", {[](auto& package) { package.link("-Wl,--no-as-needed -lsqlite3"); }}},
        {"clashes", {[](auto& package) { package.add_twin(); }}},
        {"migrations", {[](auto& package) {
             std::filesystem::rename(package.path("migrations/0001_things.sql"), package.path("migrations/0002_things.sql"));
         }}},
        {"sql", {[](auto& package) {
             package.link("", R"(const char* broken_sql(void) { return "SELECT password_hash FROM users"; })");
         }}},
        {"web-modules", {[](auto& package) { package.write("web/broken.js", "import './gone.js';\n"); }}},
        {"locales", {[](auto& package) { package.write("locales/de.json", R"({"heading": "Kaputt"})"); }}},
        {"sums", {[](auto& package) { package.write("README.md", "# Not what it was\n"); }}},
        {"readme", {[](auto& package) { std::filesystem::remove(package.path("README.md")); }}},
    };
    return table;
}

// The one plugin that hangs does so under this rule.
ChildLimits limits_of(const Rule& rule) {
    return rule.id == "keeps-trying" ? ChildLimits{std::chrono::milliseconds{600}} : ChildLimits{};
}

std::vector<std::string> findings_in(const std::string& folder, std::string_view target = "debian-12") {
    const auto package = open_package(folder, plugins);
    std::vector<std::string> findings;
    Run run{{package, *parse_target(target), 1}};
    for (const auto& rule : rules()) {
        Run of_its_own{{package, *parse_target(target), 1, limits_of(rule)}};
        for (const auto& finding : (rule.id == "keeps-trying" ? of_its_own : run).apply(rule).findings)
            if (!sanitized || finding.text.find("san.so") == std::string::npos)
                findings.push_back(std::string{rule.id} + ": " + finding.text);
    }
    return findings;
}

void expect_found_by(std::string_view rule, const std::vector<std::string>& findings) {
    EXPECT_FALSE(findings.empty()) << rule << " found nothing";
    for (const auto& finding : findings) EXPECT_THAT(finding, ::testing::StartsWith(std::string{rule} + ": "));
}

TEST(Rules, FindThePackageThatIsBrokenForThemAlone) {
    for (const auto& rule : rules()) {
        if (rule.kind == Kind::runs) continue;
        ASSERT_TRUE(breaks().contains(rule.id)) << rule.id;
        const auto& broken = breaks().at(rule.id);
        const BrokenPackage package;
        broken.how(package);
        if (rule.id != "sums") package.seal();
        expect_found_by(rule.id, findings_in(package.path(broken.folder), broken.target));
    }
}

TEST(Rules, FindThePluginThatIsBrokenForThemAlone) {
    for (const auto& rule : rules())
        if (rule.kind == Kind::runs) expect_found_by(rule.id, findings_in(BrokenPackage{std::string{rule.id}}.path()));
}

TEST(Rules, FindNothingWhereNothingIsWrong) { EXPECT_THAT(findings_in(BrokenPackage{}.path()), ::testing::IsEmpty()); }

TEST(Rules, FindNothingInFirstPartyPlugins) {
    for (const char* plugin : {"accounts-tab", "api-key-admin", "api-keys", "audit-log", "directory", "impersonation",
                               "time-tracker", "timer-control"})
        EXPECT_THAT(findings_in(std::string{plugins} + "/" + plugin), ::testing::IsEmpty()) << plugin;
}

}  // namespace
}  // namespace mortise::check

// A library is read by its file alone, and a damaged one is said to be so, whatever its damage.
#include "check/elf_facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "check/elf_image.hpp"
#include "check/package.hpp"
#include "check/sql_texts.hpp"
#include "check/target.hpp"
#include "plugins/library_file.hpp"

namespace mortise::check {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::StartsWith;

std::string sample() { return read_bytes(MORTISE_BUILD_DIR "/broken/nothing/broken/broken.so"); }

TEST(ElfFacts, AreThoseOfTheFile) {
    const auto bytes = sample();
    const auto facts = elf_facts(bytes);
    EXPECT_THAT(facts.exports, ElementsAre("mortise_module_v1"));
    EXPECT_THAT(facts.needed, Contains("libc.so.6"));
    EXPECT_THAT(facts.versions.at("libc.so.6"), Contains(StartsWith("GLIBC_2.")));
    EXPECT_EQ(facts.build_id.size(), 40u);
    EXPECT_TRUE(facts.bound_at_load);
    EXPECT_TRUE(facts.read_only_relocations);
    EXPECT_FALSE(facts.executable_stack);
    EXPECT_THAT(sql_texts(bytes), ElementsAre(SqlText{"INSERT INTO broken_things (id, text) VALUES (:id, :text)"},
                                              SqlText{"SELECT id FROM broken_things"}));
}

TEST(ElfFacts, OfADamagedFileAreARefusalAndNoCrash) {
    const auto whole = sample();
    std::mt19937 random{1};
    const auto below = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>{0, size - 1}(random); };
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        auto bytes = whole;
        for (int damages = 0; damages < 8; ++damages)
            bytes[below(i % 2 == 0 ? 1200 : bytes.size())] = static_cast<char>(random());
        if (i % 5 == 0) bytes.resize(below(bytes.size()));
        if (!plugins::elf_problem(bytes).empty()) continue;
        try {
            elf_facts(bytes);
            sql_texts(bytes);
        } catch (const std::runtime_error&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 10);
}

// One record that is read again and again, each time with a text that is as long as the file lets it be.
TEST(ElfFacts, OfRecordsThatOverlapAreNotReadWithoutEnd) {
    auto bytes = sample();
    const auto needed_at =
        *ElfImage{bytes}.dynamic_value(DT_VERNEED);  // which is its place in the file: it is in the first segment
    Elf64_Verneed needed;
    std::memcpy(&needed, bytes.data() + needed_at, sizeof needed);
    ASSERT_EQ(needed.vn_version, 1);
    const auto version_at = needed_at + needed.vn_aux;
    Elf64_Vernaux version;
    std::memcpy(&version, bytes.data() + version_at, sizeof version);
    needed.vn_cnt = 0xffff;
    version.vna_next = 0;
    std::memcpy(bytes.data() + needed_at, &needed, sizeof needed);
    std::memcpy(bytes.data() + version_at, &version, sizeof version);
    EXPECT_THROW(elf_facts(bytes), std::runtime_error);
}

TEST(Target, SaysWhichVersionsAreBeyondIt) {
    const auto debian = parse_target("debian-12");
    ASSERT_TRUE(debian);
    for (const auto* version :
         {"GLIBC_2.36", "GLIBC_2.4", "GLIBCXX_3.4.30", "GLIBCXX_3.4", "CXXABI_1.3.13", "GCC_99.0", "CXXABI_TM_1"})
        EXPECT_FALSE(is_beyond(*debian, version)) << version;
    for (const auto* version : {"GLIBC_2.37", "GLIBC_3.0", "GLIBCXX_3.4.31", "CXXABI_1.3.14"})
        EXPECT_TRUE(is_beyond(*debian, version)) << version;
    const auto own = parse_target("glibc=2.28,glibcxx=3.4.25");
    ASSERT_TRUE(own);
    EXPECT_TRUE(is_beyond(*own, "GLIBC_2.29"));
    EXPECT_FALSE(is_beyond(*own, "CXXABI_9.9")) << "nothing was said of it";
    for (const auto* text : {"", "debian", "glibc", "glibc=", "glibc=two", "glibc=2.36;glibcxx=3.4", "musl=1.2", "glibc=2..3"})
        EXPECT_FALSE(parse_target(text)) << text;
}

}  // namespace
}  // namespace mortise::check

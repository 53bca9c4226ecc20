#include "plugins/library.hpp"

#include <elf.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstring>

#include "accounts/secrets.hpp"
#include "sample_package.hpp"

namespace mortise::plugins {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A package `sample` with nothing but its shared library.
class LibraryLoading : public ::testing::Test {
protected:
    void install(std::string_view module) { install_bytes(read_whole(module_file(module))); }
    void install_bytes(std::string_view bytes) { folder_.write("sample.so", bytes); }

    std::string refusal(const ProbeLimits& limits = {}) {
        try {
            LibraryLoad load{folder_.path(), "sample", limits};
            load.facts();
            load.finish();
        } catch (const LibraryError& error) {
            EXPECT_THAT(error.what(), StartsWith(folder_.path().string() + "/"));
            return error.what();
        }
        return "";
    }

    TemporaryFolder folder_;
};

TEST_F(LibraryLoading, LoadsAndSaysWhatItIs) {
    install("sample");
    LibraryLoad load{folder_.path(), "sample"};
    EXPECT_EQ(load.facts().id, "sample");
    EXPECT_EQ(load.facts().version, "1.0.0");
    EXPECT_THAT(load.facts().handlers, ElementsAre("run"));
    const auto& library = load.finish();
    EXPECT_EQ(library.module().abi_major, MORTISE_ABI_MAJOR);
    EXPECT_EQ(library.facts(), load.facts());
}

TEST_F(LibraryLoading, LoadsTheSameBytesOnce) {
    install("sample");
    LibraryLoad first{folder_.path(), "sample"};
    first.facts();
    const TemporaryFolder elsewhere;
    elsewhere.write("sample.so", read_whole(module_file("sample")));
    LibraryLoad second{elsewhere.path(), "sample"};
    second.facts();
    EXPECT_EQ(&first.finish(), &second.finish());
}

TEST_F(LibraryLoading, LoadsNewBytesBesideTheOldFromTheSamePath) {
    install("first");
    LibraryLoad old{folder_.path(), "sample"};
    EXPECT_EQ(old.facts().id, "first");
    const auto& old_module = old.finish().module();
    install("second");
    LibraryLoad fresh{folder_.path(), "sample"};
    EXPECT_EQ(fresh.facts().id, "second");
    EXPECT_NE(&fresh.finish().module(), &old_module);
    EXPECT_EQ(std::string_view(old_module.id.data, old_module.id.size), "first");
}

TEST_F(LibraryLoading, LoadsWhatWasReadEvenIfTheFileChangesMeanwhile) {
    install("second");
    LibraryLoad load{folder_.path(), "sample"};
    install("constructor-aborts");
    EXPECT_EQ(load.facts().id, "second");
    EXPECT_EQ(load.finish().facts().id, "second");
}

TEST_F(LibraryLoading, RefusesWhatIsAbsent) { EXPECT_THAT(refusal(), HasSubstr("is not there; build or install the plugin")); }

TEST_F(LibraryLoading, RefusesAPackageThatIsAbsent) {
    EXPECT_THROW((LibraryLoad{folder_.path() / "nothing", "sample"}), LibraryError);
}

TEST_F(LibraryLoading, RefusesASymbolicLink) {
    std::filesystem::create_symlink(module_file("sample"), folder_ / "sample.so");
    EXPECT_THAT(refusal(), HasSubstr("is a symbolic link"));
}

TEST_F(LibraryLoading, RefusesAPipeWithoutWaitingForIt) {
    ASSERT_EQ(mkfifo((folder_ / "sample.so").c_str(), 0600), 0);
    EXPECT_THAT(refusal(), HasSubstr("is not a regular file"));
}

TEST_F(LibraryLoading, RefusesAFolder) {
    std::filesystem::create_directory(folder_ / "sample.so");
    EXPECT_THAT(refusal(), HasSubstr("is not a regular file"));
}

TEST_F(LibraryLoading, RefusesWhatIsTooLarge) {
    install("sample");
    std::filesystem::resize_file(folder_ / "sample.so", (64u << 20) + 1);
    EXPECT_THAT(refusal(), HasSubstr("is larger than 64 MiB"));
}

TEST_F(LibraryLoading, RefusesWhatIsNotElf) {
    install_bytes("#!/bin/sh\nexit 0\n");
    EXPECT_THAT(refusal(), HasSubstr("is not an ELF file"));
}

TEST_F(LibraryLoading, RefusesAProgram) {
    install_bytes(read_whole("/proc/self/exe").substr(0, 60u << 20));
    EXPECT_NE(refusal(), "");
}

TEST_F(LibraryLoading, RefusesAnotherMachine) {
    auto bytes = read_whole(module_file("sample"));
    bytes[offsetof(Elf64_Ehdr, e_machine)] = static_cast<char>(EM_S390);
    install_bytes(bytes);
    EXPECT_THAT(refusal(), HasSubstr("is built for another kind of machine"));
}

// Loading one of these in this process would end it with SIGBUS.
TEST_F(LibraryLoading, RefusesWhateverIsCutShort) {
    const auto bytes = read_whole(module_file("sample"));
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 60) {
        install_bytes(std::string_view{bytes}.substr(0, size));
        EXPECT_THAT(refusal(), ::testing::AnyOf(HasSubstr("is cut short"), HasSubstr("is not an ELF file"))) << size;
    }
}

TEST_F(LibraryLoading, SurvivesDamage) {
    const auto bytes = read_whole(module_file("sample"));
    std::uint32_t random = 12345;
    for (int round = 0; round < 40; ++round) {
        auto damaged = bytes;
        for (int i = 0; i < 8; ++i) {
            random = random * 1664525u + 1013904223u;
            damaged[sizeof(Elf64_Ehdr) + random % (bytes.size() / 2)] ^= static_cast<char>(1u << (random >> 29));
        }
        install_bytes(damaged);
        try {
            LibraryLoad{folder_.path(), "sample", {.wall = std::chrono::milliseconds{1'000}}}.facts();
        } catch (const LibraryError& error) {
            EXPECT_THAT(error.what(), HasSubstr("sample.so: "));
        }
    }
}

std::string sum_of_sample() { return accounts::sha256_hex(read_whole(module_file("sample"))) + "  sample.so\n"; }

TEST_F(LibraryLoading, RefusesAnotherHashThanSha256sums) {
    install("sample");
    folder_.write("SHA256SUMS", std::string(64, '0') + "  sample.so\n");
    EXPECT_THAT(refusal(), HasSubstr("has another SHA-256 than SHA256SUMS states"));
}

TEST_F(LibraryLoading, RefusesToBeLeftOutOfSha256sums) {
    install("sample");
    folder_.write("SHA256SUMS", std::string(64, '0') + "  other.so\n");
    EXPECT_THAT(refusal(), HasSubstr("SHA256SUMS: does not name sample.so"));
}

TEST_F(LibraryLoading, TakesTheRightHashes) {
    install("sample");
    folder_.write("plugin.yaml", "id: sample\n");
    folder_.write("SHA256SUMS", accounts::sha256_hex("id: sample\n") + "  plugin.yaml\n" + sum_of_sample());
    EXPECT_EQ(refusal(), "");
}

TEST_F(LibraryLoading, RefusesAnotherFileThatSha256sumsDoesNotDescribe) {
    install("sample");
    folder_.write("plugin.yaml", "id: other\n");
    folder_.write("SHA256SUMS", accounts::sha256_hex("id: sample\n") + "  plugin.yaml\n" + sum_of_sample());
    EXPECT_THAT(refusal(), HasSubstr("plugin.yaml: has another SHA-256 than SHA256SUMS states"));
}

TEST_F(LibraryLoading, RefusesSha256sumsOfWhatIsNotThere) {
    install("sample");
    folder_.write("SHA256SUMS", sum_of_sample() + std::string(64, '0') + "  web/gone.js\n");
    EXPECT_THAT(refusal(), HasSubstr("web/gone.js: is named by SHA256SUMS and not there"));
}

TEST_F(LibraryLoading, RefusesSha256sumsThatLeadOutOfThePackage) {
    install("sample");
    for (const char* outside : {"../other/plugin.yaml", "/etc/hostname", "web/../../x"}) {
        folder_.write("SHA256SUMS", sum_of_sample() + std::string(64, '0') + "  " + outside + "\n");
        EXPECT_THAT(refusal(), HasSubstr("which is not in the package"));
    }
}

TEST_F(LibraryLoading, RefusesWithoutTheEntry) {
    install("no-entry");
    EXPECT_THAT(refusal(), HasSubstr("mortise_module_v1"));
}

TEST_F(LibraryLoading, RefusesAnotherMajor) {
    install("other-major");
    EXPECT_THAT(refusal(), HasSubstr("it is built for ABI 2, this host has ABI 1"));
}

TEST_F(LibraryLoading, RefusesAHigherRequiredMinor) {
    install("higher-minor");
    EXPECT_THAT(refusal(), AllOf(HasSubstr("it needs ABI 1.7, this host has 1.0"), HasSubstr("upgrade Mortise")));
}

TEST_F(LibraryLoading, RefusesAShortDescriptor) {
    install("short-descriptor");
    EXPECT_THAT(refusal(), HasSubstr("its descriptor is too short"));
}

TEST_F(LibraryLoading, RefusesAnEntryThatGivesNothing) {
    install("entry-gives-null");
    EXPECT_THAT(refusal(), HasSubstr("gives no descriptor"));
}

TEST_F(LibraryLoading, RefusesAConstructorThatAborts) {
    install("constructor-aborts");
    EXPECT_THAT(refusal(), HasSubstr("ended by signal Aborted"));
}

TEST_F(LibraryLoading, RefusesAConstructorThatEndsTheProcess) {
    install("constructor-exits");
    EXPECT_THAT(refusal(), HasSubstr("it ended the process"));
}

TEST_F(LibraryLoading, RefusesAConstructorThatHangs) {
    install("constructor-hangs");
    const auto before = std::chrono::steady_clock::now();
    EXPECT_THAT(refusal({.wall = std::chrono::milliseconds{300}}), HasSubstr("was not ready after 300 ms"));
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{10});
}

TEST_F(LibraryLoading, RefusesAnEntryThatCrashes) {
    install("entry-crashes");
    EXPECT_THAT(refusal(), HasSubstr("trial process"));
}

}  // namespace
}  // namespace mortise::plugins

// A hundred lives, and what they leave.
#include <malloc.h>

#include <filesystem>

#include "check/dynamic_bench.hpp"

// There when the program was built with a sanitizer, whose allocator the C library's figures know nothing of.
extern "C" [[gnu::weak]] std::size_t __sanitizer_get_current_allocated_bytes();

namespace mortise::check {
namespace {

constexpr int first_lives = 10, lives = 100;
constexpr std::size_t smallest_block = 24;  // that malloc hands out

std::size_t entries_of(const char* folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
}

std::size_t allocated_bytes() {
    if (__sanitizer_get_current_allocated_bytes) return __sanitizer_get_current_allocated_bytes();
    const auto heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

struct Remains {
    std::size_t memory, descriptors, threads;
    static Remains now() { return {allocated_bytes(), entries_of("/proc/self/fd"), entries_of("/proc/self/task")}; }
};

}  // namespace

Findings lives_often(const Trial& trial) {
    Findings findings;
    Bench bench{trial};
    auto host = bench.host();
    const auto live = [&] {
        const auto status = host.start();
        host.stop();
        host.forget();
        return status;
    };
    for (int i = 0; i < first_lives; ++i)
        if (const auto status = live(); status != MORTISE_OK)
            return {"create or start fails with status " + std::to_string(status) + " in life " + std::to_string(i + 1)};
    const auto before = Remains::now();
    for (int i = first_lives; i < lives; ++i) live();
    const auto after = Remains::now();
    constexpr std::size_t counted = lives - first_lives;
    if (after.memory >= before.memory + counted * smallest_block)
        findings.push_back("memory grows by " + std::to_string((after.memory - before.memory) / counted) +
                           " bytes from create to destroy; destroy frees what create made");
    if (after.descriptors >= before.descriptors + counted) findings.emplace_back("a descriptor stays open after destroy");
    if (after.threads >= before.threads + counted) findings.emplace_back("a thread goes on after destroy; stop and join it");
    return findings;
}

}  // namespace mortise::check

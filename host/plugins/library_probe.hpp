// A try-out in a child process: a damaged library, or one whose constructors misbehave, takes the child down and not the host.
//
// The child is this very program, executed anew (a process with threads cannot safely go on after fork), which
// library_probe.cpp recognises before main() begins. So every program that links this room can probe, tests included, and
// whoever writes main() has nothing to do for it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "plugins/library_file.hpp"
#include "plugins/library_module.hpp"

namespace mortise::plugins {

struct ProbeLimits {
    std::chrono::milliseconds wall{5'000};
    std::chrono::seconds cpu{2};
    std::uint64_t address_space = 1u << 30;  // bytes; without effect under the sanitizers, which map terabytes
};

// Starts the child; several may run side by side.
class Probe {
public:
    // `staged` is borrowed until finish() has returned.
    Probe(std::string path, const StagedFile& staged, const ProbeLimits& limits = {});  // throws LibraryError
    ~Probe();
    Probe(const Probe&) = delete;
    Probe& operator=(const Probe&) = delete;

    // Waits for the child. Throws LibraryError with what it said, the signal that killed it, or that it took too long.
    ModuleFacts finish();

private:
    std::string read_report();
    int end_child() noexcept;
    [[noreturn]] void fail(const std::string& cause) const;

    std::string path_;
    std::chrono::steady_clock::time_point until_;
    std::chrono::milliseconds wall_;
    pid_t child_ = -1;
    int report_ = -1;
};

}  // namespace mortise::plugins

// What a library says about itself in its mortise_module, as values that can be compared with the manifest.
#pragma once

#include <mortise/abi/v1.h>

#include <cstdint>
#include <string>
#include <vector>

namespace mortise::plugins {

struct ModuleFacts {
    std::uint32_t built_minor = 0, required_minor = 0;  // of ABI 1
    std::string id, version;
    bool listens = false;               // it has an on_event
    std::vector<std::string> handlers;  // by number

    friend bool operator==(const ModuleFacts&, const ModuleFacts&) = default;
};

// Reads the descriptor; throws std::runtime_error saying what breaks the contract of abi/v1.h: another major, a required
// minor above this host's, a missing function, names that are none. A pointer that leads nowhere kills the process, which is
// why library_probe calls this in a child first.
ModuleFacts facts_of(const mortise_module* module);

}  // namespace mortise::plugins

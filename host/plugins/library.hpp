// Loading a plugin's shared library: verify, stage, try out in a child, load. Boost.DLL's one door.
//
// A library stays mapped until the process ends (thread-locals and unique symbols do not survive an unload); the same bytes
// are loaded once, whatever package they come from, so that a reload of an unchanged configuration costs nothing.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "plugins/library_module.hpp"
#include "plugins/library_probe.hpp"

namespace mortise::plugins {

class Library {
public:
    Library(std::shared_ptr<const mortise_module> module, ModuleFacts facts)
        : module_{std::move(module)}, facts_{std::move(facts)} {}

    const mortise_module& module() const noexcept { return *module_; }
    const ModuleFacts& facts() const noexcept { return facts_; }
    std::mutex& control() noexcept { return control_; }  // held around what the ABI tags [control]

private:
    std::shared_ptr<const mortise_module> module_;
    ModuleFacts facts_;
    std::mutex control_;
};

// One library on its way in. Between the steps the caller compares facts() with the manifest: a library that does not agree
// never runs in this process.
class LibraryLoad {
public:
    // Verifies and stages <folder>/<id>.so and starts its probe. Throws LibraryError.
    LibraryLoad(const std::string& folder, const std::string& id, const ProbeLimits& limits = {});

    const std::string& path() const noexcept { return file_.path; }
    // What the library says about itself; waits for the probe. Throws LibraryError.
    const ModuleFacts& facts();
    // Loads it, for good. Throws LibraryError. REQUIRES: facts() has returned.
    Library& finish();

private:
    LibraryFile file_;
    Library* loaded_ = nullptr;
    std::unique_ptr<StagedFile> staged_;
    std::unique_ptr<Probe> probe_;
    ModuleFacts facts_;
};

// Maps the library at `path` and asks it for its descriptor, which holds the library open. Throws std::exception with the
// linker's own words.
std::shared_ptr<const mortise_module> load_module(const std::string& path);

}  // namespace mortise::plugins

#include "plugins/library.hpp"

#include <dlfcn.h>

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>
#include <map>

namespace mortise::plugins {
namespace {

struct Loaded {
    std::mutex mutex;
    std::map<std::string, std::unique_ptr<Library>> by_hash;
};

// Never destroyed: plugins may live until the very end of the process.
Loaded& loaded() {
    static auto& libraries = *new Loaded;
    return libraries;
}

Library* find_loaded(const std::string& hash) {
    const std::lock_guard lock{loaded().mutex};
    const auto found = loaded().by_hash.find(hash);
    return found == loaded().by_hash.end() ? nullptr : found->second.get();
}

}  // namespace

std::shared_ptr<const mortise_module> load_module(const std::string& path) {
    namespace dll = boost::dll;
    // Boost.DLL has no name for RTLD_NODELETE.
    const auto mode = dll::load_mode::rtld_now | dll::load_mode::rtld_local | static_cast<dll::load_mode::type>(RTLD_NODELETE);
    const auto library = std::make_shared<dll::shared_library>();
    library->load(path, mode);
    return {library, library->get<const mortise_module*()>("mortise_module_v1")()};
}

LibraryLoad::LibraryLoad(const std::string& folder, const std::string& id, const ProbeLimits& limits)
    : file_{read_library(folder, id)}, loaded_{find_loaded(file_.hash)} {
    if (loaded_) return;
    staged_ = std::make_unique<StagedFile>(file_);
    file_.bytes = {};
    probe_ = std::make_unique<Probe>(file_.path, *staged_, limits);
}

const ModuleFacts& LibraryLoad::facts() {
    if (loaded_) return loaded_->facts();
    if (probe_) {
        facts_ = probe_->finish();
        probe_.reset();
    }
    return facts_;
}

Library& LibraryLoad::finish() {
    if (loaded_) return *loaded_;
    const std::lock_guard lock{loaded().mutex};
    auto& entry = loaded().by_hash[file_.hash];
    if (!entry) {
        try {
            // From here on the code may be mapped, whatever follows: the path must never name anything else.
            staged_->keep_open();
            auto module = load_module(staged_->path());
            if (facts_of(module.get()) != facts_) throw std::runtime_error{"it says something else than when it was tried out"};
            entry = std::make_unique<Library>(std::move(module), facts_);
        } catch (const std::exception& error) {
            loaded().by_hash.erase(file_.hash);
            throw LibraryError{file_.path + ": does not load: " + error.what()};
        }
    }
    loaded_ = entry.get();
    return *loaded_;
}

}  // namespace mortise::plugins

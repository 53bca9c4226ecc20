#include <dlfcn.h>

#include "check/dynamic.hpp"

namespace mortise::check {

Findings run_dynamic(const DynamicRule& rule, const plugins::Manifest& manifest, std::uint64_t seed, const ChildLimits& limits,
                     std::span<const storage::MigrationSet> required) {
    return run_in_child(limits, [&]() -> Findings {
        note_step("it is loaded");
        const auto file = manifest.folder + "/" + manifest.id + ".so";
        void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (!library) return {dlerror()};
        const auto entry = reinterpret_cast<mortise_module_v1_fn>(dlsym(library, "mortise_module_v1"));
        if (!entry) return {manifest.id + ".so does not export mortise_module_v1"};
        return rule.run({manifest, entry, seed, required});
    });
}

}  // namespace mortise::check

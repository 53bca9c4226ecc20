// A module under test: linked in, or loaded from its package.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/text.hpp>

#include <dlfcn.h>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace mortise::inline v1_0::testing::internal {

// Throws std::runtime_error. The library stays loaded, as in the real host.
inline const mortise_module* load_module(const std::filesystem::path& package) {
    auto file = package;
    if (std::filesystem::is_directory(package))
        file = package / (std::filesystem::canonical(package).filename().string() + ".so");
    void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library) throw std::runtime_error{::dlerror()};
    const auto entry = reinterpret_cast<mortise_module_v1_fn>(::dlsym(library, "mortise_module_v1"));
    if (!entry)
        throw std::runtime_error{file.string() + " does not export mortise_module_v1; it is built with mortise_add_plugin()"};
    return entry();
}

// Throws std::runtime_error when this host could not hold it.
inline const mortise_module& checked_module(const mortise_module* module) {
    constexpr auto smallest = offsetof(mortise_module, get_extension);
    if (!module || module->struct_size < smallest) throw std::runtime_error{"the module's descriptor is null or too short"};
    if (module->abi_major != MORTISE_ABI_MAJOR || module->required_minor > MORTISE_ABI_MINOR)
        throw std::runtime_error{"the module needs another ABI than " + std::to_string(MORTISE_ABI_MAJOR) + "." +
                                 std::to_string(MORTISE_ABI_MINOR)};
    if (!module->create || !module->handle || !module->destroy)
        throw std::runtime_error{"the module's descriptor lacks create, handle or destroy"};
    return *module;
}

inline std::string_view handler_name(const mortise_module& module, std::uint64_t number) {
    const auto* const at = reinterpret_cast<const char*>(module.handlers) + number * module.handler_stride;
    return from_abi(*reinterpret_cast<const mortise_str*>(at));
}

// Throws std::out_of_range.
inline std::uint32_t handler_number(const mortise_module& module, std::string_view name) {
    for (std::uint64_t i = 0; i < module.handler_count; ++i)
        if (handler_name(module, i) == name) return static_cast<std::uint32_t>(i);
    throw std::out_of_range{"plugin " + std::string{from_abi(module.id)} + " has no handler '" + std::string{name} + "'"};
}

}  // namespace mortise::inline v1_0::testing::internal

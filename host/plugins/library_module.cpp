#include "plugins/library_module.hpp"

#include <algorithm>
#include <stdexcept>

namespace mortise::plugins {
namespace {

// As frozen with 1.0: a module that covers less was not built against any released header.
constexpr std::uint64_t header_size = 24;
constexpr std::uint64_t size_in_1_0 = 136;
static_assert(offsetof(mortise_module, id) == header_size && sizeof(mortise_module) >= size_in_1_0);

constexpr std::uint64_t most_handlers = 1024;
constexpr std::uint64_t longest_handler_name = 128;

// One line of the probe's report each, so nothing but printable ASCII.
std::string name_of(const mortise_str& text, const char* what) {
    const auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!text.data || text.size == 0 || text.size > longest_handler_name || !std::all_of(text.data, text.data + text.size, printable))
        throw std::runtime_error{std::string{"its descriptor has no usable "} + what};
    return {text.data, text.size};
}

std::vector<std::string> handlers_of(const mortise_module& module) {
    if (module.handler_count > most_handlers || module.handler_stride < sizeof(mortise_str) ||
        module.handler_stride % alignof(mortise_str) != 0 || (module.handler_count != 0 && !module.handlers))
        throw std::runtime_error{"its descriptor's list of handlers makes no sense"};
    std::vector<std::string> names;
    const auto* at = reinterpret_cast<const char*>(module.handlers);
    for (std::uint64_t i = 0; i < module.handler_count; ++i, at += module.handler_stride)
        names.push_back(name_of(*reinterpret_cast<const mortise_str*>(at), "handler name"));
    return names;
}

}  // namespace

ModuleFacts facts_of(const mortise_module* module) {
    if (!module) throw std::runtime_error{"mortise_module_v1 gives no descriptor"};
    if (module->struct_size < header_size) throw std::runtime_error{"its descriptor is too short"};
    if (module->abi_major != MORTISE_ABI_MAJOR)
        throw std::runtime_error{"it is built for ABI " + std::to_string(module->abi_major) + ", this host has ABI " +
                                 std::to_string(MORTISE_ABI_MAJOR)};
    if (module->required_minor > MORTISE_ABI_MINOR)
        throw std::runtime_error{"it needs ABI 1." + std::to_string(module->required_minor) + ", this host has 1." +
                                 std::to_string(MORTISE_ABI_MINOR) + ": upgrade Mortise, or take an older version of the plugin"};
    if (module->struct_size < size_in_1_0) throw std::runtime_error{"its descriptor is too short"};
    if (!module->create || !module->handle || !module->destroy)
        throw std::runtime_error{"its descriptor lacks create, handle or destroy"};
    return {module->built_minor, module->required_minor, name_of(module->id, "id"), name_of(module->version, "version"),
            module->on_event != nullptr, handlers_of(*module)};
}

}  // namespace mortise::plugins

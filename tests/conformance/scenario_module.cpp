#include "host_under_test.hpp"

namespace conformance {
namespace {

mortise_str text(std::string_view text) { return {text.data(), text.size()}; }

mortise_status create(const mortise_host* host, void** instance) noexcept {
    *instance = const_cast<mortise_host*>(host);
    return MORTISE_OK;
}

mortise_status handle(void* instance, std::uint32_t, const mortise_call* call) {
    return (*work_of_this_thread())({*static_cast<const mortise_host*>(instance), *call});
}

void destroy(void*) noexcept {}

}  // namespace

const Work*& work_of_this_thread() {
    thread_local const Work* work = nullptr;
    return work;
}

const mortise_module& scenario_module() {
    static const mortise_str handlers[] = {text("run")};
    static const mortise_module module{.struct_size = sizeof(mortise_module),
                                       .abi_major = MORTISE_ABI_MAJOR,
                                       .built_minor = MORTISE_ABI_MINOR,
                                       .required_minor = 0,
                                       .flags = 0,
                                       .id = text("probe"),
                                       .version = text("1.0.0"),
                                       .handlers = handlers,
                                       .handler_count = 1,
                                       .handler_stride = sizeof(mortise_str),
                                       .create = create,
                                       .start = nullptr,
                                       .handle = handle,
                                       .on_event = nullptr,
                                       .stop = nullptr,
                                       .destroy = destroy,
                                       .get_extension = nullptr};
    return module;
}

std::string probe_package() { return MORTISE_BUILD_DIR "/test-plugins/probe"; }
std::string probe_migrations() { return MORTISE_SOURCE_DIR "/tests/probe/migrations"; }

}  // namespace conformance

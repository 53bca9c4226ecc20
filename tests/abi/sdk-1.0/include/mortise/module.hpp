// The C side of a plugin class: its descriptor, and a fence around every way in. Included by plugin.hpp; nothing here is
// called by name.
#pragma once

#include <mortise/abi/v1.h>
#include <mortise/plugin.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#if !defined(MORTISE_PLUGIN_ID) || !defined(MORTISE_PLUGIN_VERSION)
#define MORTISE_PLUGIN_ID ""   // mortise_add_plugin() defines both, from plugin.yaml
#define MORTISE_PLUGIN_VERSION ""
#endif

namespace mortise::inline v1_0::internal {

// Runs `work`, and lets nothing but a status out.
template <class Work>
mortise_status fence(const Host& host, Work&& work) noexcept {
    try {
        work();
        return MORTISE_OK;
    } catch (const HostError& error) {
        if (error.status() != MORTISE_E_REFUSED) host.log(LogLevel::error, error.what());   // which is the host's own answer
        return error.status();
    } catch (const std::exception& error) {
        host.log(LogLevel::error, error.what());
    } catch (...) {
        host.log(LogLevel::error, "an exception of an unknown type");
    }
    return MORTISE_E_INTERNAL;
}

inline void require(mortise_status status, const char* what) {
    if (status != MORTISE_OK) throw HostError{status, what};
}

inline void answer(const mortise_call& call, const Response& response) {
    std::vector<mortise_pair> headers;
    for (const auto& [name, value] : response.headers()) headers.push_back({to_abi(name), to_abi(value)});
    mortise_response out{};
    out.struct_size = sizeof out;
    out.status = response.status();
    out.content_type = to_abi(response.content_type());
    out.headers = headers.data();
    out.header_count = headers.size();
    out.body = to_abi(response.body());
    require(call.respond(&call, &out), "the host did not take the response");
}

inline void answer(const mortise_call& call, const Refusal& refusal) {
    mortise_refusal out{};
    out.struct_size = sizeof out;
    out.status = refusal.status();
    out.code = refusal.code();
    out.reason = to_abi(refusal.reason());
    out.message = to_abi(refusal.message());
    out.field = to_abi(refusal.field());
    require(call.refuse(&call, &out), "the host did not take the refusal");
}

template <class P>
class Module {
public:
    static const mortise_module* descriptor() noexcept {
        static_assert(sizeof(P) != 0 && sizeof MORTISE_PLUGIN_ID > 1 && sizeof MORTISE_PLUGIN_VERSION > 1,
                      "build it with mortise_add_plugin()");
        static constexpr mortise_module module{
            .struct_size = sizeof(mortise_module),
            .abi_major = MORTISE_ABI_MAJOR,
            .built_minor = MORTISE_ABI_MINOR,
            .required_minor = 0,
            .flags = 0,
            .id = {MORTISE_PLUGIN_ID, sizeof MORTISE_PLUGIN_ID - 1},
            .version = {MORTISE_PLUGIN_VERSION, sizeof MORTISE_PLUGIN_VERSION - 1},
            .handlers = names_.data(),
            .handler_count = names_.size(),
            .handler_stride = sizeof(mortise_str),
            .create = &create,
            .start = &start,
            .handle = &handle,
            .on_event = listener(),
            .stop = &stop,
            .destroy = &destroy,
            .get_extension = nullptr,
        };
        return &module;
    }

private:
    static constexpr bool listens = requires(const P& plugin, const Event& event, Unit& unit) { plugin.on_event(event, unit); };

    static constexpr auto handlers_ = P::handlers();
    static constexpr auto names_ = [] {
        std::array<mortise_str, handlers_.size()> names{};
        for (std::size_t i = 0; i < names.size(); ++i) names[i] = to_abi(handlers_[i].name);
        return names;
    }();

    static P& plugin(void* instance) noexcept { return *static_cast<P*>(instance); }

    static mortise_status create(const mortise_host* host, void** instance) noexcept {
        if (!host || !instance) return MORTISE_E_INVALID;
        return fence(Host{*host}, [&] { *instance = std::make_unique<P>(Host{*host}).release(); });
    }
    static mortise_status start(void* instance) noexcept {
        return fence(plugin(instance).host(), [&] { static_cast<Plugin&>(plugin(instance)).start(); });
    }
    static mortise_status handle(void* instance, std::uint32_t handler, const mortise_call* call) noexcept {
        const P& self = plugin(instance);
        if (handler >= handlers_.size() || !call) return MORTISE_E_INVALID;
        return fence(self.host(), [&] {
            const Request request{*call};
            Unit unit{self.host(), *call};
            try {
                answer(*call, (self.*handlers_[handler].run)(request, unit));
            } catch (const Refusal& refusal) {
                answer(*call, refusal);
            }
        });
    }
    static mortise_status on_event(void* instance, const mortise_event* event) noexcept
        requires listens
    {
        const P& self = plugin(instance);
        if (!event || !has_member(event, &mortise_event::call)) return MORTISE_E_INVALID;
        return fence(self.host(), [&] {
            Unit unit{self.host(), *event->call};
            self.on_event(Event{*event}, unit);
        });
    }
    static constexpr decltype(mortise_module::on_event) listener() noexcept {
        if constexpr (listens) return &on_event;
        else return nullptr;
    }
    static mortise_status stop(void* instance) noexcept {
        return fence(plugin(instance).host(), [&] { static_cast<Plugin&>(plugin(instance)).stop(); });
    }
    static void destroy(void* instance) noexcept { delete static_cast<P*>(instance); }
};

}  // namespace mortise::inline v1_0::internal

#define MORTISE_PLUGIN(Class)                                                                                      \
    extern "C" __attribute__((visibility("default"))) const mortise_module* mortise_module_v1(void) {              \
        return ::mortise::internal::Module<Class>::descriptor();                                                   \
    }

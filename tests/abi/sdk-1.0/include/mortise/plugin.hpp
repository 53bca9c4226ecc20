// What a plugin includes. A plugin is one class: it derives from Plugin, lists its handlers by the names that plugin.yaml's
// routes have, and is handed to MORTISE_PLUGIN at the end of its source.
//
//     class Greeter final : public Plugin {
//     public:
//         using Plugin::Plugin;
//         static constexpr auto handlers() { return std::array{on("greet", &Greeter::greet)}; }
//
//     private:
//         Response greet(const Request& request, Unit&) const { return Response::ok(to_json(request.principal().subject().name)); }
//     };
//
// The list is data, known before any instance is made; the host compares it with the manifest. Handlers are const because the
// host runs them concurrently on one instance. What they throw stays on this side of the boundary: a Refusal becomes its
// answer, anything else a 500 whose cause is in the log.
#pragma once

#include <mortise/event.hpp>
#include <mortise/host.hpp>
#include <mortise/json_writer.hpp>
#include <mortise/refusal.hpp>
#include <mortise/request.hpp>
#include <mortise/response.hpp>
#include <mortise/unit.hpp>

#include <array>
#include <string_view>

namespace mortise::inline v1_0 {

class Plugin {
public:
    explicit Plugin(const Host& host) noexcept : host_{host} {}
    virtual ~Plugin() = default;
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;

    // A plugin that subscribes to events adds: void on_event(const Event& event, Unit& unit) const; see event.hpp.

    // After every required plugin was made; before the first call.
    virtual void start() {}
    // After the last call.
    virtual void stop() {}

    const Host& host() const noexcept { return host_; }

private:
    Host host_;
};

// A handler of a route or of a schedule: its name in the manifest, and the member function that answers.
template <class P>
struct Handler {
    std::string_view name;
    Response (P::*run)(const Request&, Unit&) const;
};

template <class P>
constexpr Handler<P> on(std::string_view name, Response (P::*run)(const Request&, Unit&) const) noexcept {
    return {name, run};
}

}  // namespace mortise::inline v1_0

#include <mortise/module.hpp>

// impersonation: lets whoever holds `accounts.log-in-as` use Mortise as a member of their workspace sees it.
//
// The session itself is the host's (mortise.sessions/1): whom it may be started for, its cookie, the banner, the way back and
// every end. What is here is the request: how long, how far, and why.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

class LogInAs final : public Plugin {
public:
    explicit LogInAs(const Host& host) : LogInAs{host, JsonObject{host.settings()}} {}

    static constexpr auto handlers() { return std::array{on("log_in_as", &LogInAs::log_in_as)}; }

private:
    LogInAs(const Host& host, const JsonObject& settings)
        : Plugin{host},
          lifetime_{settings.integer("minutes").value_or(60)},
          confinement_{settings.text("main-domain-scope") == "workspace" ? Confinement::always : Confinement::where_subdomain} {}

    Response log_in_as(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        const auto reason = body.text("reason").value_or("");
        if (!reason.empty()) unit.audit().reason(reason);
        const auto started = unit.sessions().start(request.target().id, reason, lifetime_, confinement_);

        const auto some = [](std::string_view text) { return text.empty() ? std::nullopt : std::optional{text}; };
        JsonWriter json;
        json.begin_object()
            .member("location", some(started.location))
            .key("impersonation").begin_object()
            .member("workspaceId", request.workspace().id)
            .member("startedAt", started.started_at)
            .member("expiresAt", started.expires_at)
            .member("reason", some(reason))
            .end_object()
            .end_object();
        return Response::ok(std::move(json).take());
    }

    std::chrono::minutes lifetime_;
    Confinement confinement_;
};

}  // namespace

MORTISE_PLUGIN(LogInAs)

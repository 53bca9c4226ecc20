// GET /healthz: the process answers. GET /readyz: it can read and write, so a balancer may send people here.
#include "endpoints/endpoints.hpp"
#include "endpoints/own_route.hpp"

namespace mortise::endpoints {
namespace {

model::Response alive(Context&) {
    model::Response response;
    response.body = R"({"status":"ok"})";
    return response;
}

model::Response ready(Context& context) {
    context.connection->query("SELECT 1 AS one", {}, {storage::Type::integer});
    const auto state = context.environment->database.state();
    if (!state.writable) throw model::Refusal{model::problems::unavailable("the last commit failed")};
    return json_answer(boost::json::object{{"status", "ok"}, {"waitingWrites", state.write_queue}});
}

}  // namespace

void add_health(Routes& routes, const Dependencies&) {
    auto health = own_route(model::Method::get, "", Entry::open, alive);
    health.pattern = "/healthz";
    health.place = Place::inline_;
    health.any_host = true;
    routes.push_back(std::move(health));
    auto readiness = own_route(model::Method::get, "", Entry::open, ready);
    readiness.pattern = "/readyz";
    readiness.any_host = true;
    routes.push_back(std::move(readiness));
}

}  // namespace mortise::endpoints

// Query and body against the route's schemas, then {user} as a member of the workspace. A handler never sees input that breaks them.
#include <boost/json/parse.hpp>

#include "accounts/workspaces.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

using model::Refusal;
namespace problems = model::problems;

constexpr std::size_t deepest_body = 32;

void check_query(const Context& context) {
    if (!context.route->parameters) return;
    const auto& schema = *context.route->parameters;
    if (const auto problem = schema.check(schema.from_query(context.request.query)))
        throw Refusal{problems::malformed("The parameter " + problem->field + ' ' + problem->message + '.', problem->field)};
}

void check_body(Context& context) {
    context.body = nullptr;
    if (!context.route->body) return;
    auto& text = context.request.body;
    if (text.empty()) {
        if (!context.route->body_optional) throw Refusal{problems::malformed("A JSON body is needed.", "body")};
        text = "{}";   // as the handler sees it
    }
    boost::json::parse_options options;
    options.max_depth = deepest_body;
    boost::system::error_code error;
    context.body = boost::json::parse(text, error, {}, options);
    if (error) throw Refusal{problems::malformed("The body is not well-formed JSON.", "body")};
    if (const auto problem = context.route->body->check(context.body)) {
        const auto field = problem->field.empty() ? std::string{"body"} : problem->field;
        throw Refusal{problems::invalid(field, "The field " + field + ' ' + problem->message + '.')};
    }
}

// An unknown user and one of another workspace are the same answer.
void find_target(Context& context) {
    context.target.reset();
    const auto text = context.path_parameter("user");
    if (text.empty()) return;
    const auto unknown = [&] { return context.route->public_api ? problems::unknown_entity("userId") : problems::unknown_user(); };
    const auto id = model::UserId::parse(text);
    if (!id || !context.workspace) throw Refusal{unknown()};
    context.target = accounts::Workspaces{*context.connection}.member(context.workspace->id, *id);
    if (!context.target) throw Refusal{unknown()};
    // Who has not accepted the invitation yet is nobody to act upon.
    const bool acts = !context.route->public_api && !model::reads_only(context.request.method);
    if (acts && context.target->status == model::MemberStatus::pending)
        throw Refusal{problems::conflict("pending", "This member has not accepted the invitation yet.")};
}

}  // namespace

void validate(Context& context) {
    check_query(context);
    check_body(context);
    find_target(context);
}

}  // namespace mortise::pipeline

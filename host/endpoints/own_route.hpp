// Making one of the host's own routes, and the answers they share.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <string>
#include <string_view>

#include "accounts/users.hpp"
#include "pipeline/context.hpp"
#include "pipeline/environment.hpp"

namespace mortise::endpoints {

using pipeline::Context;
using pipeline::Entry;
using pipeline::Place;
using pipeline::Route;

// A GET runs on a reader, all else in a unit. `path` is below /api/v1.
Route own_route(model::Method method, std::string_view path, Entry entry, std::function<model::Response(Context&)> handle);

// The schema of a body whose members are all required texts, or optional with a trailing '?': {"email", "reason?"}.
void takes_texts(Route& route, std::initializer_list<std::string_view> members);

model::Response json_answer(const boost::json::value& value, int status = 200);
std::string_view text_of(const boost::json::value& body, std::string_view member);   // empty when absent

// A session that the browser brought along to a request that gives it another one: a token set before is never valid after.
void end_brought_session(Context& context);

// GET /session's answer, for whichever session the browser holds after this request.
boost::json::object describe_session(const Context& context, const accounts::Session& session);

// {language, theme}, as pages name them.
boost::json::object describe_preferences(const accounts::Preferences& preferences);

// https://acme.example.com for a subdomain, the public URL for none.
std::string url_of(const Context& context, std::string_view subdomain);

}  // namespace mortise::endpoints

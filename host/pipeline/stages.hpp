// The stages between a routed request and its answer, one file each. Each throws model::Refusal to end the request there.
#pragma once

#include "pipeline/context.hpp"

namespace mortise::pipeline {

void find_route(Context& context);       // route_stage.cpp: host name, path, method -> 421, 404, 405
void authenticate(Context& context);     // authenticate.cpp: credential -> principal; 400, 401
void check_origin(Context& context);     // origin.cpp: writes by cookie come from our own page; 403, 415
void gate(Context& context);             // gate.cpp: workspace, permission, step-up; 404, 403
void validate(Context& context);         // validate.cpp: query and body against the schemas, {user}; 400, 404
void dispatch(Context& context);         // dispatch.cpp: the handler

// record.cpp
void record_effect(Context& context);                                 // in the unit that made the effect
bool records_refusal(const Context& context, const model::Problem& problem) noexcept;
void record_refusal(Context& context, storage::Connection& connection, const model::Problem& problem);

// answer.cpp: the one place where a refusal becomes HTTP.
model::Response answer(const model::Problem& problem);
model::Problem problem_of(std::exception_ptr error) noexcept;         // whatever was thrown

}  // namespace mortise::pipeline

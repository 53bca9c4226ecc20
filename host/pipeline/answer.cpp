// The one place where a refusal becomes HTTP.
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "pipeline/stages.hpp"

namespace mortise::pipeline {

namespace problems = model::problems;

model::Response answer(const model::Problem& problem) {
    boost::json::object body{{"message", problem.message}, {"code", problem.code}, {"reason", problem.reason}};
    if (!problem.field.empty()) body["field"] = problem.field;
    model::Response response;
    response.status = problem.status;
    response.body = boost::json::serialize(body);
    if (problem.retry_after) response.headers.push_back({"Retry-After", std::to_string(problem.retry_after->count())});
    if (!problem.allow.empty()) response.headers.push_back({"Allow", problem.allow});
    return response;
}

model::Problem problem_of(std::exception_ptr error) noexcept {
    try {
        std::rethrow_exception(error);
    } catch (const model::Refusal& refusal) {
        return refusal.problem();
    } catch (const storage::Error& storage) {
        switch (storage.kind()) {
            case storage::ErrorKind::unavailable: return problems::unavailable(storage.what());
            case storage::ErrorKind::deadline: return problems::deadline_passed();
            case storage::ErrorKind::full: {
                auto problem = problems::unavailable(storage.what());
                problem.status = problem.code = 507;
                problem.reason = "storage_full";
                return problem;
            }
            default: return problems::internal(storage.what());
        }
    } catch (const std::exception& other) {
        return problems::internal(other.what());
    } catch (...) {
        return problems::internal("something that is no std::exception");
    }
}

}  // namespace mortise::pipeline

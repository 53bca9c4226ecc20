#include "pipeline/pipeline.hpp"

#include <array>

#include "observe/log.hpp"
#include "pipeline/cookies.hpp"
#include "pipeline/record.hpp"
#include "pipeline/stages.hpp"

namespace mortise::pipeline {
namespace {

using Stage = void (*)(Context&);

// THE LIST. find_route went before, without a database; the effect is recorded in the same unit after.
constexpr std::array<Stage, 5> stages{
    authenticate,   // first of all who: an anonymous caller learns nothing more than 401
    check_origin,   // then whether they meant it: a forged request must not even tell permissions apart
    gate,           // then whether they may: no plugin code, no plugin SQL before this
    validate,       // then what they ask: bad input is told only to those who may
    dispatch        // then it is done
};

void run_stages(Context& context) {
    for (const auto stage : stages) stage(context);
}

// Without dispatch: what must hold before slow preparation is worth it.
void run_checks(Context& context) {
    for (const auto stage : stages)
        if (stage != dispatch) stage(context);
}

}  // namespace

struct Pipeline::Job {
    Context context;
    Answer answer;
    std::optional<model::Problem> problem;   // of a unit that was undone
};

Pipeline::Pipeline(const Environment& environment, unsigned workers, std::size_t work_queue)
    : environment_{environment}, system_calls_{environment_, workers_}, workers_{workers, work_queue} {}

void Pipeline::use(std::shared_ptr<const Generation> generation) {
    const std::lock_guard lock{mutex_};
    generation_.swap(generation);
}

std::shared_ptr<const Generation> Pipeline::generation() const {
    const std::lock_guard lock{mutex_};
    return generation_;
}

std::size_t Pipeline::body_limit(model::Method method, std::string_view path) const {
    constexpr std::size_t of_unknown_routes = 16 * 1024;   // small enough to read; the answer is 404 or 405
    const auto match = generation()->routes->find(method, path);
    return match.route ? match.route->body_limit : of_unknown_routes;
}

void Pipeline::serve(model::Request&& request, Answer answer) {
    const auto job = std::make_shared<Job>();
    auto& context = job->context;
    job->answer = std::move(answer);
    context.environment = &environment_;
    context.generation = generation();
    context.request = std::move(request);
    context.deadline = context.request.started_at + std::chrono::seconds{10};
    try {
        find_route(context);
        context.deadline = context.request.started_at + context.route->deadline;
        if (context.route->place == Place::inline_) return finish(*job, context.route->own(context));
    } catch (const model::Refusal& refusal) {
        const bool page = !context.route && refusal.problem().status == 404 && model::reads_only(context.request.method);
        if (page)
            if (auto file = context.generation->files(context.request)) return finish(*job, std::move(*file));
        return refuse(job, refusal.problem());
    } catch (...) {
        return refuse(job, problem_of(std::current_exception()));
    }
    if (context.route->place == Place::writer && !context.route->prepare) return queue_unit(job);
    const bool queued = workers_.post([this, job] {
        if (job->context.route->prepare) run_prepared(job);
        else run_reading(job);
    });
    if (!queued) refuse(job, model::problems::unavailable("the queue of the workers is full"));
}

void Pipeline::run_reading(const std::shared_ptr<Job>& job) {
    auto& context = job->context;
    try {
        environment_.database.read([&](storage::Connection& connection) {
            context.connection = &connection;
            connection.set_deadline(context.deadline);
            run_stages(context);
        });
    } catch (...) {
        return refuse(job, problem_of(std::current_exception()));
    }
    deliver(context);
    finish(*job, std::move(context.output.response));
}

void Pipeline::run_prepared(const std::shared_ptr<Job>& job) {
    auto& context = job->context;
    try {
        environment_.database.read([&](storage::Connection& connection) {
            context.connection = &connection;
            connection.set_deadline(context.deadline);
            run_checks(context);
        });
        context.connection = nullptr;
        context.route->prepare(context);
    } catch (...) {
        return refuse(job, problem_of(std::current_exception()));
    }
    queue_unit(job);
}

void Pipeline::queue_unit(const std::shared_ptr<Job>& job) {
    storage::WriteUnit unit;
    unit.deadline = job->context.deadline;
    unit.run = [this, job](storage::Connection& connection) {
        auto& context = job->context;
        context.connection = &connection;
        try {
            return connection.savepoint([&] {
                run_stages(context);
                record_effect(context);
                if (!context.output.soon.empty())
                    system_calls_.schedule_soon(connection, context.route->plugin->manifest().id, context.workspace, context.output.soon);
                return true;
            });
        } catch (...) {
            job->problem = problem_of(std::current_exception());
        }
        // The effect is undone; the refusal is a row of its own.
        connection.set_deadline(std::nullopt);
        if (!records_refusal(context, *job->problem)) return false;
        record_refusal(context, connection, *job->problem);
        return true;
    };
    unit.done = [this, job](std::exception_ptr error) {
        if (error) job->problem = problem_of(error);
        if (job->problem) return finish(*job, answer(*job->problem));
        deliver(job->context);
        finish(*job, std::move(job->context.output.response));
    };
    if (!environment_.database.write(std::move(unit))) refuse(job, model::problems::unavailable("the queue of the writer is full"));
}

// A refusal outside a unit of work. Where it needs an audit row, the answer waits for that.
void Pipeline::refuse(const std::shared_ptr<Job>& job, const model::Problem& problem) {
    job->problem = problem;
    if (!records_refusal(job->context, problem)) return finish(*job, answer(problem));
    storage::WriteUnit unit;
    unit.run = [job](storage::Connection& connection) {
        record_refusal(job->context, connection, *job->problem);
        return true;
    };
    unit.done = [this, job](std::exception_ptr error) {
        if (error) observe::log(observe::Level::error, "refusal_not_recorded", {{"request", job->context.request.id}});
        finish(*job, answer(*job->problem));
    };
    if (!environment_.database.write(std::move(unit))) {
        observe::log(observe::Level::error, "refusal_not_recorded", {{"request", job->context.request.id}, {"cause", "queue full"}});
        finish(*job, answer(problem));
    }
}

// What others may see, now that it is committed.
void Pipeline::deliver(Context& context) {
    auto& output = context.output;
    system_calls_.committed(context.generation, output);
    for (const auto& session : context.ended_sessions) environment_.bus.end_session(session);
    const auto& settings = context.generation->settings;
    if (output.cookie) output.response.headers.push_back(set_cookie(*output.cookie, settings, context.request.received_at));
    else if (context.clear_cookie) output.response.headers.push_back(clear_cookie(settings));
}

void Pipeline::finish(Job& job, model::Response&& response) {
    const auto& context = job.context;
    const auto took = std::chrono::steady_clock::now() - context.request.started_at;
    if (context.route && context.route->metrics) environment_.metrics.count(*context.route->metrics, response.status, took);
    if (job.problem) {
        environment_.metrics.count_refusal(job.problem->reason);
        const auto level = job.problem->status >= 500 ? observe::Level::error : observe::Level::info;
        observe::log(level, "refused",
                     {{"request", context.request.id}, {"method", context.request.method_text},
                      {"route", context.route ? std::string_view{context.route->label} : std::string_view{"none"}},
                      {"status", job.problem->status}, {"reason", job.problem->reason}, {"cause", job.problem->cause},
                      {"subject", context.principal.subject.id.view()}, {"actor", context.principal.actor.id.view()},
                      {"client", context.request.client_address}});
    }
    job.answer(std::move(response));
}

}  // namespace mortise::pipeline

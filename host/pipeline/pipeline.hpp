// From a request to its answer. THE LIST of stages stands in pipeline.cpp; this class decides where they run: on the I/O thread, on a
// worker with a reading connection, or in a unit of work on the writer.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "pipeline/context.hpp"
#include "pipeline/environment.hpp"
#include "pipeline/system_calls.hpp"
#include "pipeline/workers.hpp"

namespace mortise::pipeline {

class Pipeline {
public:
    using Answer = std::function<void(model::Response&&)>;

    Pipeline(const Environment& environment, unsigned workers, std::size_t work_queue);

    // What new requests run under from now on; those in flight finish under what they began with.
    void use(std::shared_ptr<const Generation> generation);
    std::shared_ptr<const Generation> generation() const;

    // Answers exactly once, on any thread.
    void serve(model::Request&& request, Answer answer);

    // What http asks when a header has ended.
    std::size_t body_limit(model::Method method, std::string_view path) const;

    // Once a second.
    void run_schedules(model::Instant now) { system_calls_.run_schedules(generation(), now); }

    void stop_schedules() noexcept { system_calls_.stop_schedules(); }

    std::size_t waiting() const { return workers_.waiting(); }

private:
    struct Job;   // a context and where its answer goes

    void run_reading(const std::shared_ptr<Job>& job);
    void run_prepared(const std::shared_ptr<Job>& job);
    void queue_unit(const std::shared_ptr<Job>& job);
    void refuse(const std::shared_ptr<Job>& job, const model::Problem& problem);
    void finish(Job& job, model::Response&& response);
    void deliver(Context& context);

    const Environment environment_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Generation> generation_;
    SystemCalls system_calls_;   // outlives the workers, who may be looking for what is due
    Workers workers_;
};

}  // namespace mortise::pipeline

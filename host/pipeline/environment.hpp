// What the stages need of the running process, beside the generation. Everything outlives the pipeline.
#pragma once

#include <string>

#include "accounts/bookkeeping.hpp"
#include "accounts/secrets.hpp"
#include "accounts/throttle.hpp"
#include "events/bus.hpp"
#include "observe/metrics.hpp"
#include "storage/database.hpp"

namespace mortise::pipeline {

class RefusalThrottle;

struct Environment {
    storage::Database& database;
    events::Bus& bus;
    const accounts::Pepper& pepper;
    accounts::Bookkeeping& bookkeeping;
    RefusalThrottle& refusals;
    observe::Metrics& metrics;
    std::string node;
};

}  // namespace mortise::pipeline

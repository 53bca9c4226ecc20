// Audit rows for refusals are throttled per session, so that nobody can fill the disk with them.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "accounts/audit.hpp"
#include "pipeline/context.hpp"

namespace mortise::pipeline {

class RefusalThrottle {
public:
    static constexpr unsigned per_window = 30;
    static constexpr std::chrono::seconds window{60};

    // Whether this refusal gets a row of its own; if not it is counted.
    bool admit(const Context& context, model::Steady now);

    // For each session whose window is over and that was refused more often than it got rows: one row with the number of the rest.
    std::vector<accounts::AuditRow> take_counts(model::Steady now);

private:
    struct Window {
        model::Steady began;
        unsigned rows = 0;
        std::int64_t uncounted = 0;
        accounts::AuditRow last;   // whose it is
    };
    std::mutex mutex_;
    std::unordered_map<std::string, Window> windows_;   // by session or key id
};

}  // namespace mortise::pipeline

#include "check/static_rules.hpp"
#include "plugins/packages_clashes.hpp"
#include "plugins/registry.hpp"

namespace mortise::check {

std::vector<Finding> manifest_reads(const Question& question) {
    const auto& package = question.package;
    std::vector<Finding> findings;
    for (const auto& problem : package.manifest_problems.all()) findings.push_back({package.position(problem.at), problem.text});
    return findings;
}

// Problems of those beside it are not told: who enables them hears of those.
std::vector<Finding> clashes_with_nothing(const Question& question) {
    const auto& package = question.package;
    auto all = package.neighbours;
    all.push_back(*package.manifest);
    config::Problems problems;
    plugins::check_clashes(all, problems);
    std::vector<Finding> findings;
    for (const auto& problem : problems.all())
        if (problem.at.file == package.manifest->file) findings.push_back({package.position(problem.at), problem.text});
    return findings;
}

}  // namespace mortise::check

// The rules of `mortise plugin check`, static and dynamic alike, and running them. rules.cpp is the list; docs/reference/check.md
// says of each what it is for.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/child.hpp"
#include "check/package.hpp"
#include "check/target.hpp"

namespace mortise::check {

struct Finding {
    config::Position at;
    std::string text;
};

struct Question {
    const Package& package;
    Target target;
    std::uint64_t seed = 0;   // of what dynamic rules put in
    ChildLimits limits = {};  // of each dynamic rule
};

enum class Kind : unsigned char {
    reads,  // the package's files
    runs    // the plugin, in a child
};

struct Rule {
    std::string_view id;
    unsigned strictness;       // from which on it is applied, 1 to 10
    std::string_view promise;  // what is true of a package that passes
    std::string_view remedy;
    Kind kind = Kind::reads;
    std::function<std::vector<Finding>(const Question&)> find;
    std::vector<std::string_view> needs = {};  // rules that must have found nothing, for this one to make sense
};

const std::vector<Rule>& rules();
const Rule* find_rule(std::string_view id);

struct Outcome {
    const Rule* rule;
    std::vector<Finding> findings;
    std::string_view skipped_for;  // the rule that must be satisfied first; empty: it was applied
    std::chrono::milliseconds took{0};
};

// Applies a selection of rules, each once; the needs of each are applied silently where they are not selected.
class Run {
public:
    explicit Run(Question question) : question_{std::move(question)} {}

    const Outcome& apply(const Rule& rule);

private:
    const Question question_;
    std::vector<std::unique_ptr<Outcome>> outcomes_;
};

}  // namespace mortise::check

// A run of the rules over one package, as people and programs read it.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdio>
#include <string>

#include "check/rule.hpp"

namespace mortise::check {

class Report {
public:
    // `only`: the id of one rule, whatever its strictness; empty: all up to `strictness`.
    Report(const Package& package, Question question, unsigned strictness, std::string_view only);

    // With a line a rule into `progress`, as it goes, and what it came to; null: nothing.
    void run(std::FILE* progress);
    std::size_t count() const noexcept;  // of findings
    boost::json::object as_json() const;

private:
    void print_sum(std::FILE* out) const;

    const Package& package_;
    const Question question_;
    const unsigned strictness_;
    std::vector<const Rule*> chosen_;
    Run run_;
    std::vector<const Outcome*> outcomes_;
};

// Each with its place, and what to do about them all; nothing when there are none.
void print_findings(std::FILE* out, const Outcome& outcome);

boost::json::array describe_rules();

}  // namespace mortise::check

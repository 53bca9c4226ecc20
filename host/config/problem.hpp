// What is wrong with a configuration: every problem, each as `file:line:column: text`, the text naming the remedy.
#pragma once

#include <string>
#include <vector>

namespace mortise::config {

struct Position {
    std::string file;
    int line = 0;      // from 1; 0: the whole file
    int column = 0;
};

struct ConfigProblem {
    Position at;
    std::string text;
    std::string line() const;   // file:line:column: text
};

// Collects instead of stopping at the first.
class Problems {
public:
    void add(Position at, std::string text) { problems_.push_back({std::move(at), std::move(text)}); }
    bool empty() const noexcept { return problems_.empty(); }
    const std::vector<ConfigProblem>& all() const noexcept { return problems_; }
    std::string text() const;   // one a line

private:
    std::vector<ConfigProblem> problems_;
};

}  // namespace mortise::config

#include "config/problem.hpp"

namespace mortise::config {

std::string ConfigProblem::line() const {
    std::string line = at.file;
    if (at.line > 0) line += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    return line + ": " + text;
}

std::string Problems::text() const {
    std::string text;
    for (const ConfigProblem& problem : problems_) text += problem.line() + "\n";
    return text;
}

}  // namespace mortise::config

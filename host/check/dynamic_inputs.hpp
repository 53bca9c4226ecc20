// Inputs for a route's handler, made from the manifest's schemas: what they allow, at its smallest and largest, and what no
// schema lets through. The same seed makes the same inputs.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "plugins/manifest.hpp"

namespace mortise::check {

enum class Size : unsigned char { least, usual, most };

struct Input {
    std::string what;  // for a finding
    std::vector<std::pair<std::string, std::string>> path, query;
    std::string body;
    bool allowed = true;  // the host would let it through
};

class InputMaker {
public:
    explicit InputMaker(std::uint64_t seed) : random_{seed} {}

    // Ids that name something here; paths and bodies are made of them.
    void learn(std::string_view text);

    Input allowed(const plugins::RouteSpec& route, Size size);
    // Allowed ones, and others.
    std::vector<Input> hostile(const plugins::RouteSpec& route);

    boost::json::value value(const boost::json::object& schema, Size size, std::string_view name = {}, int depth = 0);

private:
    boost::json::value object(const boost::json::object& schema, Size size, int depth);
    boost::json::value array(const boost::json::object& schema, Size size, int depth);
    std::string text(const boost::json::object& schema, Size size, std::string_view name);
    boost::json::value number(const boost::json::object& schema, Size size);
    std::string id(std::string_view name);
    std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>{0, count - 1}(random_); }

    std::mt19937_64 random_;
    std::vector<std::string> ids_;
};

}  // namespace mortise::check

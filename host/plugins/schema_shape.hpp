// A JSON Schema as values: what schema.cpp checks itself, in the order of the document and with words for people. The keywords
// are a closed list, for a misspelt one would check nothing. For schema.cpp; everybody else uses plugins/schema.hpp.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "plugins/schema.hpp"

namespace mortise::plugins {

enum class Unknown : unsigned char { refused_where_said, ignored };

enum Type : unsigned {
    null_type = 1,
    boolean_type = 2,
    integer_type = 4,
    number_type = 8,
    text_type = 16,
    list_type = 32,
    object_type = 64
};

struct Property;

struct Shape {
    unsigned types = 0;                                     // of Type, joined; 0: any
    std::optional<std::vector<boost::json::value>> one_of;  // enum, const
    std::optional<std::size_t> min_length, max_length, min_items, max_items;
    std::optional<double> minimum, maximum, above, below;
    std::optional<std::regex> pattern;
    std::string pattern_text;
    bool date_time = false;
    bool unique_items = false;
    bool closed = false;  // additionalProperties: false
    std::vector<std::string> required;
    std::vector<Property> properties;
    std::unique_ptr<Shape> others;  // additionalProperties, when it is a schema
    std::unique_ptr<Shape> items;
    std::optional<boost::json::value> default_value;
    bool judged_further = false;  // keywords here or below that are valijson's: anyOf, not, if ...

    const Shape* find(std::string_view property) const noexcept;
};

struct Property {
    std::string name;
    Shape shape;
};

// Throws SchemaError.
Shape compile_shape(const boost::json::object& schema, Unknown unknown);

// The first thing in `value` that breaks the shape. `path` is that of the value.
std::optional<SchemaProblem> first_problem(const Shape& shape, const boost::json::value& value, const std::string& path = {});

}  // namespace mortise::plugins

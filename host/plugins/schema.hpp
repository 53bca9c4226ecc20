// JSON Schema, compiled once, applied to input before plugin code sees it. valijson's one door.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "model/request.hpp"

namespace mortise::plugins {

struct SchemaProblem {
    std::string field;       // dotted path of what is wrong: "end", "tags.0"; empty: the whole
    std::string message;     // for the caller
};

// What is wrong with a schema itself, and where in it.
class SchemaError : public std::runtime_error {
public:
    SchemaError(std::vector<std::string> path, const std::string& text) : std::runtime_error{text}, path_{std::move(path)} {}
    const std::vector<std::string>& path() const noexcept { return path_; }   // keys down to it: properties, end, format

private:
    std::vector<std::string> path_;
};

class Schema {
public:
    // Throws SchemaError. Supported formats: date-time. Keywords are a closed list; a pattern needs a short maxLength beside it.
    // `ignore_unknown`: additionalProperties: false is not applied (the public API ignores unknown fields).
    explicit Schema(const boost::json::object& schema, bool ignore_unknown = false);
    ~Schema();
    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;

    std::optional<SchemaProblem> check(const boost::json::value& value) const;   // the first, in the order of the document

    // The query as an object, texts turned into what the schema's properties say; unknown parameters left out. A text that does not
    // read as that stays one, and one given twice becomes a list, so that check() refuses them.
    boost::json::object from_query(const std::vector<model::NamedText>& query) const;
    // `value` with the defaults of missing properties filled in.
    boost::json::object with_defaults(boost::json::object value) const;

private:
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace mortise::plugins

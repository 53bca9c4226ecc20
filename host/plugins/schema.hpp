// JSON Schema, compiled once, applied to input before plugin code sees it. valijson's one door.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/request.hpp"

namespace mortise::plugins {

struct SchemaProblem {
    std::string field;       // dotted path of what is wrong: "end", "tags.0"; empty: the whole
    std::string message;     // for the caller
};

class Schema {
public:
    // Throws std::runtime_error saying what is wrong with the schema itself. Supported formats: date-time.
    // `ignore_unknown`: additionalProperties: false is not applied (the public API ignores unknown fields).
    explicit Schema(const boost::json::object& schema, bool ignore_unknown = false);
    ~Schema();
    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;

    std::optional<SchemaProblem> check(const boost::json::value& value) const;   // the first, in the order of the document

    // The query as an object, texts turned into what the schema's properties say; unknown parameters left out.
    boost::json::object from_query(const std::vector<model::NamedText>& query) const;
    // `value` with the defaults of missing properties filled in.
    boost::json::object with_defaults(boost::json::object value) const;

private:
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace mortise::plugins

#include "plugins/schema.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace mortise::plugins {
namespace {

namespace json = boost::json;

json::object object(std::string_view text) { return json::parse(text).as_object(); }

struct Case {
    const char* name;
    const char* schema;
    const char* value;
    const char* problem;  // field: message; empty: valid
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

std::string text_of(const std::optional<SchemaProblem>& problem) {
    return problem ? problem->field + ": " + problem->message : "";
}

class Checked : public ::testing::TestWithParam<Case> {};

TEST_P(Checked, SaysTheFirstProblem) {
    const Schema schema{object(GetParam().schema)};
    EXPECT_EQ(text_of(schema.check(json::parse(GetParam().value))), GetParam().problem);
}

const auto name_of = [](const auto& info) { return std::string{info.param.name}; };

INSTANTIATE_TEST_SUITE_P(
    Values, Checked,
    ::testing::Values(
        Case{"anything", "{}", "[1, null]", ""}, Case{"text", R"({"type": "string"})", "5", ": must be a text"},
        Case{"whole", R"({"type": "integer"})", "1.5", ": must be a whole number"},
        Case{"whole_fraction_zero", R"({"type": "integer"})", "1.0", ": must be a whole number"},
        Case{"whole_too_large", R"({"type": "integer"})", "9223372036854775808", ": must be a whole number"},
        Case{"whole_fits", R"({"type": "integer"})", "9223372036854775807", ""},
        Case{"number", R"({"type": "number"})", "\"1\"", ": must be a number"},
        Case{"number_whole", R"({"type": "number"})", "18446744073709551615", ""},
        Case{"boolean", R"({"type": "boolean"})", "1", ": must be true or false"},
        Case{"list", R"({"type": "array"})", "{}", ": must be a list"},
        Case{"an_object", R"({"type": "object"})", "[]", ": must be an object"},
        Case{"null", R"({"type": "null"})", "0", ": must be null"},
        Case{"several", R"({"type": ["string", "null"]})", "0", ": must be a text or null"},
        Case{"several_fit", R"({"type": ["string", "null"]})", "null", ""},
        Case{"enumeration", R"({"enum": ["A", "B", 3]})", "\"C\"", ": must be one of A, B, 3"},
        Case{"constant", R"({"const": "A"})", "\"B\"", ": must be A"}, Case{"empty", R"({"minLength": 1})", "\"\"", ": is empty"},
        Case{"short_text", R"({"minLength": 3})", "\"ab\"", ": is shorter than 3 characters"},
        Case{"long_text", R"({"maxLength": 1})", "\"ab\"", ": is longer than 1 character"},
        Case{"characters_not_bytes", R"({"maxLength": 2})", "\"öß\"", ""},
        Case{"length_beyond_nul", R"({"maxLength": 2})", R"("\u0000abc")", ": is longer than 2 characters"},
        Case{"nul", "{}", R"({"a": ["\u0000"]})", ": must not hold a NUL character"},
        Case{"nul_in_a_name", "{}", R"({"a\u0000": 1})", ": must not hold a NUL character"},
        Case{"minimum", R"({"minimum": 1})", "0", ": must be at least 1"},
        Case{"maximum", R"({"maximum": 1000})", "1001", ": must be at most 1000"},
        Case{"maximum_fraction", R"({"maximum": 0.5})", "0.75", ": must be at most 5E-1"},
        Case{"above", R"({"exclusiveMinimum": 0})", "0", ": must be above 0"},
        Case{"below", R"({"exclusiveMaximum": 5})", "5", ": must be below 5"},
        Case{"few", R"({"minItems": 1})", "[]", ": has fewer than 1 element"},
        Case{"many", R"({"maxItems": 2})", "[1,2,3]", ": has more than 2 elements"},
        Case{"same", R"({"uniqueItems": true})", "[1,2,1]", ": holds the same element twice"},
        Case{"date_time", R"({"format": "date-time"})", "\"yesterday\"", ": must be a date-time, like 2024-05-31T13:45:00Z"},
        Case{"date_time_day", R"({"format": "date-time"})", "\"2024-02-30T00:00:00Z\"",
             ": must be a date-time, like 2024-05-31T13:45:00Z"},
        Case{"date_time_offset", R"({"format": "date-time"})", "\"2024-02-29T00:00:00.25+02:00\"", ""},
        Case{"date_time_of_null", R"({"type": ["string", "null"], "format": "date-time"})", "null", ""},
        Case{"pattern", R"({"pattern": "^[0-9a-f]{4}$"})", "\"12g4\"", ": must have the form ^[0-9a-f]{4}$"},
        Case{"pattern_fits", R"({"pattern": "^[0-9a-f]{4}$"})", "\"12f4\"", ""},
        Case{"pattern_is_of_the_whole", R"({"pattern": "^[a-z]+$", "maxLength": 9})", R"("a\nb")",
             ": must have the form ^[a-z]+$"},
        Case{"pattern_anywhere", R"({"pattern": "[^\\s]", "maxLength": 9})", "\"  \"", ": must have the form [^\\s]"},
        Case{"pattern_found", R"({"pattern": "[^\\s]", "maxLength": 9})", "\" a \"", ""}),
    name_of);

constexpr const char* entry = R"({"type": "object", "additionalProperties": false, "required": ["start", "tags"],
    "properties": {"start": {"type": "string", "format": "date-time"}, "note": {"type": "string", "maxLength": 100},
                   "tags": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}}}})";

INSTANTIATE_TEST_SUITE_P(
    Objects, Checked,
    ::testing::Values(Case{"right", entry, R"({"start": "2024-01-01T00:00:00Z", "tags": [{"id": 1}]})", ""},
                      Case{"unknown", entry, R"({"start": "2024-01-01T00:00:00Z", "stop": 1, "tags": []})", "stop: is not known"},
                      Case{"missing", entry, R"({"start": "2024-01-01T00:00:00Z"})", "tags: is required"},
                      Case{"first_of_two", entry, R"({"tags": 1, "start": 1})", "tags: must be a list"},
                      Case{"first_of_two_turned", entry, R"({"start": 1, "tags": 1})", "start: must be a text"},
                      Case{"before_what_is_missing", entry, R"({"note": 1})", "note: must be a text"},
                      Case{"inside", entry, R"({"tags": [{"id": 1}, {"id": "x"}]})", "tags.1.id: must be a whole number"},
                      Case{"others", R"({"additionalProperties": {"type": "integer"}})", R"({"a": 1, "b": "x"})",
                           "b: must be a whole number"},
                      Case{"others_beside", R"({"properties": {"a": {}}, "additionalProperties": {"type": "integer"}})",
                           R"({"a": "x", "b": 2})", ""}),
    name_of);

// What goes beyond the simple keywords is valijson's to judge.
INSTANTIATE_TEST_SUITE_P(
    Further, Checked,
    ::testing::Values(
        Case{"one", R"({"properties": {"a": {"oneOf": [{"type": "integer"}, {"type": "boolean"}]}}})", R"({"a": "x"})",
             "a: is not valid"},
        Case{"one_fits", R"({"properties": {"a": {"oneOf": [{"type": "integer"}, {"type": "boolean"}]}}})", R"({"a": 1})", ""},
        Case{"any", R"({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})", R"({"c": 1})", ": is not valid"},
        Case{"any_fits", R"({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})", R"({"b": 1})", ""},
        Case{"all", R"({"allOf": [{"required": ["a"]}, {"required": ["b"]}]})", R"({"b": 1})", ": is not valid"},
        Case{"none", R"({"not": {"required": ["a"]}})", R"({"a": 1})", ": is not valid"},
        Case{"conditional", R"({"if": {"required": ["a"]}, "then": {"required": ["b"]}})", R"({"a": 1})", ": is not valid"},
        Case{"multiple", R"({"items": {"multipleOf": 5}})", "[5, 7]", "1: is not valid"},
        Case{"few_members", R"({"minProperties": 1})", "{}", ": is not valid"},
        Case{"names", R"({"propertyNames": {"maxLength": 2}})", R"({"abc": 1})", ": is not valid"},
        Case{"dependent", R"({"dependencies": {"a": ["b"]}})", R"({"a": 1})", ": is not valid"},
        Case{"dependent_schema", R"({"dependencies": {"a": {"required": ["b"]}}})", R"({"a": 1, "b": 1})", ""},
        Case{"constant_that_looks_like_a_schema", R"({"const": {"format": "x", "pattern": "y"}, "minProperties": 1})",
             R"({"format": "x", "pattern": "y"})", ""},
        Case{"multiple_of_a_large_number", R"({"multipleOf": 5})", "18446744073709551615", ": is not valid"},
        Case{"contained", R"({"contains": {"const": 3}})", "[1, 2]", ": is not valid"}),
    name_of);

TEST(Schema, IgnoresUnknownFieldsWhereAsked) {
    const auto schema =
        object(R"({"additionalProperties": false, "properties": {"a": {"type": "object", "additionalProperties": false}},
                                   "anyOf": [{"additionalProperties": false}, {"required": ["zz"]}]})");
    EXPECT_EQ(text_of(Schema{schema}.check(json::parse(R"({"b": 1})"))), "b: is not known");
    EXPECT_EQ(text_of((Schema{schema, true}.check(json::parse(R"({"b": 1, "a": {"c": 2}})")))), "");
}

TEST(Schema, SendsBackNoLongNames) {
    const Schema schema{object(R"({"additionalProperties": false})")};
    json::object value;
    value[std::string(10'000, 'x')] = 1;
    EXPECT_EQ(text_of(schema.check(value)), ": holds a field that is not known");
}

TEST(Schema, WorstTextsAreQuick) {
    const Schema schema{object(R"({"pattern": "^[ab]*[ab]*c$", "maxLength": 256})")};
    const json::value text = json::string(256, 'a');
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(schema.check(text));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{1});
    EXPECT_EQ(text_of(schema.check(json::string(4'000'000, 'a'))), ": is longer than 256 characters");
}

TEST(Schema, TurnsAQueryIntoAnObject) {
    const Schema schema{object(R"({"type": "object", "properties": {
        "page": {"type": "integer", "minimum": 1}, "ratio": {"type": "number"}, "hydrated": {"type": "boolean"}, "name": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "integer"}}, "free": {}}})")};
    const auto from = [&](const std::vector<model::NamedText>& query) {
        const json::object values = schema.from_query(query);
        return json::serialize(values) + text_of(schema.check(values));
    };
    EXPECT_EQ(from({{"page", "2"}, {"unknown", "x"}}), R"({"page":2})");
    EXPECT_EQ(from({{"hydrated", "1"}}), R"({"hydrated":true})");
    EXPECT_EQ(from({{"hydrated", "true"}}), R"({"hydrated":true})");
    EXPECT_EQ(from({{"hydrated", "0"}}), R"({"hydrated":false})");
    EXPECT_EQ(from({{"hydrated", "false"}}), R"({"hydrated":false})");
    EXPECT_EQ(from({{"hydrated", "yes"}}), R"({"hydrated":"yes"}hydrated: must be true or false)");
    EXPECT_EQ(from({{"page", "two"}}), R"({"page":"two"}page: must be a whole number)");
    EXPECT_EQ(from({{"page", ""}}), R"({"page":""}page: must be a whole number)");
    EXPECT_EQ(from({{"page", "2x"}}), R"({"page":"2x"}page: must be a whole number)");
    EXPECT_EQ(from({{"page", "0"}}), R"({"page":0}page: must be at least 1)");
    EXPECT_EQ(from({{"page", "99999999999999999999"}}), R"({"page":"99999999999999999999"}page: must be a whole number)");
    EXPECT_EQ(from({{"page", "1"}, {"page", "2"}}), R"({"page":[1,2]}page: must be a whole number)");
    EXPECT_EQ(from({{"ratio", "0.5"}}), R"({"ratio":5E-1})");
    EXPECT_EQ(from({{"name", "5"}}), R"({"name":"5"})");
    EXPECT_EQ(from({{"free", "5"}}), R"({"free":"5"})");
    EXPECT_EQ(from({{"tags", "1"}}), R"({"tags":[1]})");
    EXPECT_EQ(from({{"tags", "1"}, {"tags", "x"}}), R"({"tags":[1,"x"]}tags.1: must be a whole number)");
    EXPECT_EQ(from({{"tags", "1"}, {"tags", "2"}, {"tags", "3"}}), R"({"tags":[1,2,3]})");
}

TEST(Schema, FillsInDefaults) {
    const Schema schema{
        object(R"({"properties": {"page": {"default": 1}, "name": {}, "inner": {"properties": {"on": {"default": true}}}}})")};
    EXPECT_EQ(json::serialize(schema.with_defaults({})), R"({"page":1})");
    EXPECT_EQ(json::serialize(schema.with_defaults(object(R"({"inner": {}, "page": 7})"))), R"({"inner":{"on":true},"page":7})");
}

struct Broken {
    const char* schema;
    const char* problem;  // path: text
};

TEST(Schema, OfItselfMustBeRight) {
    const Broken cases[] = {
        {R"({"typ": "string"})", "typ: unknown keyword \"typ\"; did you mean \"type\"?"},
        {R"({"type": "text"})", "type: type must be null, boolean, integer, number, string, array or object"},
        {R"({"type": []})", "type: type names nothing; name at least one"},
        {R"({"properties": {"a": {"maxLenght": 5}}})",
         "properties.a.maxLenght: unknown keyword \"maxLenght\"; did you mean \"maxLength\"?"},
        {R"({"properties": []})", "properties: properties must be a map"},
        {R"({"properties": {"a": true}})", "properties.a: a schema must be a map"},
        {R"({"items": [{}]})", "items: a schema must be a map"},
        {R"({"required": "a"})", "required: required must be a list of texts"},
        {R"({"required": [1]})", "required: required must be a list of texts"},
        {R"({"properties": {"a": {}}, "required": ["b"]})", "required: \"b\" is required, but not among the properties"},
        {R"({"maxLength": -1})", "maxLength: maxLength must be a whole number, zero or above"},
        {R"({"minimum": "1"})", "minimum: minimum must be a number"},
        {R"({"uniqueItems": 1})", "uniqueItems: uniqueItems must be true or false"},
        {R"({"additionalProperties": 5})", "additionalProperties: a schema must be a map"},
        {R"({"enum": []})", "enum: enum is empty, so that no value fits; name at least one"},
        {R"({"format": "email"})", "format: unknown format \"email\"; known is date-time"},
        {R"({"$ref": "#/a"})", "$ref: $ref is not followed here; write the schema out"},
        {R"({"default": 5, "type": "string"})", "default: the default breaks its own schema: it must be a text"},
        {R"({"anyOf": {}})", "anyOf: anyOf must be a list of schemas"},
        {R"({"anyOf": [{"format": "date-time"}]})",
         "anyOf.0.format: format is not applied inside allOf, anyOf and their like; let it stand with the property"},
        {R"({"dependencies": {"a": {"format": "date-time"}}})",
         "dependencies.a.format: format is not applied inside allOf, anyOf and their like; let it stand with the property"},
        {R"({"not": {"pattern": "a"}})",
         "not.pattern: pattern is not applied inside allOf, anyOf and their like; let it stand with the property"},
        {R"({"pattern": "^(a+)+$", "maxLength": 9})",
         "pattern: pattern must do without groups and alternatives; write character classes like [0-9a-f.]"},
        {R"({"pattern": "^[a]\\1$"})", "pattern: pattern must do without back references"},
        {R"({"pattern": "^a*$"})", "pattern: pattern repeats without end; put a maxLength of at most 256 beside it"},
        {R"({"pattern": "^a{2,}$", "maxLength": 257})",
         "pattern: pattern repeats without end; put a maxLength of at most 256 beside it"},
        {R"({"pattern": "^a*b*c*$", "maxLength": 9})",
         "pattern: pattern must do with two repetitions, or with one where it does not begin with ^"},
        {R"({"pattern": "a*b*$", "maxLength": 9})",
         "pattern: pattern must do with two repetitions, or with one where it does not begin with ^"},
        {R"({"minProperties": "x"})", ": Expected a non-negative integer for 'minProperties' constraint."},
    };
    for (const Broken& broken : cases) {
        try {
            Schema{object(broken.schema)};
            ADD_FAILURE() << broken.schema << " was taken";
        } catch (const SchemaError& error) {
            std::string path;
            for (const std::string& step : error.path()) path += (path.empty() ? "" : ".") + step;
            EXPECT_EQ(path + ": " + error.what(), broken.problem);
        }
    }
    EXPECT_THROW(Schema{object(R"({"pattern": "[a"})")}, SchemaError);
    const std::string long_pattern = R"({"pattern": ")" + std::string(101, 'a') + "\"}";
    EXPECT_THROW(Schema{object(long_pattern)}, SchemaError);
    std::string deep = "{}";
    for (int i = 0; i < 30; ++i) deep = R"({"items": )" + deep + "}";
    EXPECT_THROW(Schema{object(deep)}, SchemaError);
}

}  // namespace
}  // namespace mortise::plugins

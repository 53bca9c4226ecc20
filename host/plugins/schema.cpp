#include "plugins/schema.hpp"

#define VALIJSON_USE_EXCEPTIONS 1  // otherwise what is wrong with a schema ends the process
#include <algorithm>
#include <charconv>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "plugins/schema_shape.hpp"

namespace mortise::plugins {

namespace {

namespace json = boost::json;
using valijson::adapters::BoostJsonAdapter;

// What valijson is given: without what the shape has checked already and valijson does with a regular expression made anew each
// time, and without the refusal of unknown fields where they are ignored.
json::value for_valijson(const json::value& schema, Unknown unknown) {
    if (const auto* list = schema.if_array()) {
        json::array copy;
        for (const json::value& item : *list) copy.push_back(for_valijson(item, unknown));
        return copy;
    }
    const auto* object = schema.if_object();
    if (!object) return schema;
    json::object copy;
    for (const auto& member : *object) {
        const std::string_view key = member.key();
        const bool checked = (key == "format" || key == "pattern") && member.value().is_string();
        const bool ignored = key == "additionalProperties" && member.value().is_bool() && unknown == Unknown::ignored;
        const bool plain = key == "const" || key == "enum" || key == "default";  // values, whatever they look like
        if (!checked && !ignored) copy.emplace(key, plain ? member.value() : for_valijson(member.value(), unknown));
    }
    return copy;
}

// C strings, and so valijson, end at a NUL; plugins are promised texts without.
bool holds_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }
bool holds_nul(const json::value& value) {
    if (const auto* text = value.if_string()) return holds_nul(std::string_view{*text});
    if (const auto* list = value.if_array())
        return std::ranges::any_of(*list, [](const json::value& item) { return holds_nul(item); });
    if (const auto* object = value.if_object())
        return std::ranges::any_of(
            *object, [](const auto& member) { return holds_nul(std::string_view{member.key()}) || holds_nul(member.value()); });
    return false;
}

// <root> [tags] [0] -> tags.0
std::string dotted(const std::vector<std::string>& context) {
    std::string path;
    for (const std::string& step : context)
        if (step.size() > 2 && step.front() == '[') path += (path.empty() ? "" : ".") + step.substr(1, step.size() - 2);
    return path;
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// What does not read as one of the types stays a text, for check() to refuse.
json::value coerce(const std::string& text, const Shape& shape) {
    if (shape.types & boolean_type) {
        if (text == "true" || text == "1") return true;
        if (text == "false" || text == "0") return false;
    }
    if (shape.types & integer_type)
        if (const auto number = parse<std::int64_t>(text)) return *number;
    if (shape.types & number_type)
        if (const auto number = parse<double>(text)) return *number;
    return json::string{text};
}

void fill(json::object& object, const Shape& shape) {
    for (const Property& property : shape.properties) {
        json::value* value = object.if_contains(property.name);
        if (!value && property.shape.default_value) object.emplace(property.name, *property.shape.default_value);
        else if (value && value->is_object()) fill(value->get_object(), property.shape);
    }
}

}  // namespace

struct Schema::Compiled {
    Shape shape;
    valijson::Schema judge;
};

Schema::Schema(const json::object& schema, bool ignore_unknown) : compiled_{std::make_unique<Compiled>()} {
    const Unknown unknown = ignore_unknown ? Unknown::ignored : Unknown::refused_where_said;
    compiled_->shape = compile_shape(schema, unknown);
    const json::value judged = for_valijson(schema, unknown);
    try {
        valijson::SchemaParser{}.populateSchema(BoostJsonAdapter{judged}, compiled_->judge);
    } catch (const std::exception& error) {
        throw SchemaError{{}, error.what()};
    }
}

Schema::~Schema() = default;
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;

std::optional<SchemaProblem> Schema::check(const json::value& value) const {
    if (auto problem = first_problem(compiled_->shape, value)) return problem;
    if (holds_nul(value)) return SchemaProblem{{}, "must not hold a NUL character"};
    if (!compiled_->shape.judged_further) return std::nullopt;
    valijson::ValidationResults results;
    if (valijson::Validator{}.validate(compiled_->judge, BoostJsonAdapter{value}, &results)) return std::nullopt;
    valijson::ValidationResults::Error error;
    return SchemaProblem{results.popError(error) ? dotted(error.context) : std::string{}, "is not valid"};
}

json::object Schema::from_query(const std::vector<model::NamedText>& query) const {
    json::object object;
    for (const auto& [name, text] : query) {
        const Shape* shape = compiled_->shape.find(name);
        if (!shape) continue;
        const bool list = shape->types & list_type;
        json::value value = coerce(text, list && shape->items ? *shape->items : *shape);
        json::value* before = object.if_contains(name);
        if (!before) object.emplace(name, list ? json::value(json::array(1, value)) : value);
        else if (before->is_array()) before->get_array().push_back(std::move(value));
        else *before = json::array{*before, value};  // given twice: a list, for check() to refuse
    }
    return object;
}

json::object Schema::with_defaults(json::object value) const {
    fill(value, compiled_->shape);
    return value;
}

}  // namespace mortise::plugins

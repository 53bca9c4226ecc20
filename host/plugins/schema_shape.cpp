#include "plugins/schema_shape.hpp"

#include <algorithm>

#include "config/text.hpp"
#include "plugins/schema_pattern.hpp"

namespace mortise::plugins {

namespace {

namespace json = boost::json;
using Path = std::vector<std::string>;

// clang-format off
// Read here, or for people; then those that are valijson's: with a schema, a list of schemas, or a plain value.
const std::vector<std::string> own_keywords{
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "minLength", "maxLength", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems", "pattern", "format", "default", "title",
    "description", "examples"};
const std::vector<std::string> schema_keywords{"not", "if", "then", "else", "propertyNames", "contains"};
const std::vector<std::string> schema_list_keywords{"allOf", "anyOf", "oneOf"};
const std::vector<std::string> plain_keywords{"multipleOf", "minProperties", "maxProperties"};
// clang-format on

const std::vector<std::string>& all_keywords() {
    static const std::vector<std::string> keywords = [] {
        std::vector<std::string> all{"dependencies"};
        for (const auto* list : {&own_keywords, &schema_keywords, &schema_list_keywords, &plain_keywords})
            all.insert(all.end(), list->begin(), list->end());
        return all;
    }();
    return keywords;
}

struct TypeName {
    std::string_view name;
    Type type;
};
constexpr TypeName type_names[] = {{"null", null_type},     {"boolean", boolean_type}, {"integer", integer_type},
                                   {"number", number_type}, {"string", text_type},     {"array", list_type},
                                   {"object", object_type}};

// One map of the schema while it is compiled.
class Compiler {
public:
    Compiler(const json::object& schema, Unknown unknown, Path path, bool composed)
        : schema_{schema}, unknown_{unknown}, path_{std::move(path)}, composed_{composed} {}

    Shape compile() {
        for (const auto& member : schema_) check_keyword(member.key());
        read_types();
        read_values();
        shape_.min_length = count("minLength");
        shape_.max_length = count("maxLength");
        shape_.min_items = count("minItems");
        shape_.max_items = count("maxItems");
        shape_.minimum = number("minimum");
        shape_.maximum = number("maximum");
        shape_.above = number("exclusiveMinimum");
        shape_.below = number("exclusiveMaximum");
        shape_.unique_items = flag("uniqueItems").value_or(false);
        read_format();
        read_pattern();
        read_members();
        read_items();
        read_compositions();
        read_default();
        return std::move(shape_);
    }

private:
    [[noreturn]] void fail(std::string_view keyword, const std::string& text) const {
        Path path = path_;
        path.emplace_back(keyword);
        throw SchemaError{std::move(path), text};
    }

    void check_keyword(std::string_view keyword) const {
        if (keyword == "$ref") fail(keyword, "$ref is not followed here; write the schema out");
        if (std::ranges::find(all_keywords(), keyword) == all_keywords().end())
            fail(keyword, "unknown keyword " + config::quote(keyword) + config::suggestion(keyword, all_keywords()));
    }

    template <class Wanted>
    const Wanted* get(std::string_view keyword, const char* expected) const {
        const json::value* value = schema_.if_contains(keyword);
        if (!value) return nullptr;
        if constexpr (std::is_same_v<Wanted, json::object>) {
            if (const auto* object = value->if_object()) return object;
        } else if constexpr (std::is_same_v<Wanted, json::array>) {
            if (const auto* array = value->if_array()) return array;
        } else if constexpr (std::is_same_v<Wanted, json::string>) {
            if (const auto* text = value->if_string()) return text;
        }
        fail(keyword, std::string{keyword} + " must be " + expected);
    }

    std::optional<std::size_t> count(std::string_view keyword) const {
        const json::value* value = schema_.if_contains(keyword);
        if (!value) return std::nullopt;
        if (!value->is_int64() || value->get_int64() < 0)
            fail(keyword, std::string{keyword} + " must be a whole number, zero or above");
        return static_cast<std::size_t>(value->get_int64());
    }

    std::optional<double> number(std::string_view keyword) const {
        const json::value* value = schema_.if_contains(keyword);
        if (!value) return std::nullopt;
        if (!value->is_number()) fail(keyword, std::string{keyword} + " must be a number");
        return value->to_number<double>();
    }

    std::optional<bool> flag(std::string_view keyword) const {
        const json::value* value = schema_.if_contains(keyword);
        if (!value) return std::nullopt;
        if (!value->is_bool()) fail(keyword, std::string{keyword} + " must be true or false");
        return value->get_bool();
    }

    void read_types() {
        const json::value* types = schema_.if_contains("type");
        if (!types) return;
        const json::array list = types->is_array() ? types->get_array() : json::array(1, *types);
        for (const json::value& type : list) {
            const auto known =
                std::ranges::find_if(type_names, [&](const TypeName& known) { return type == json::string_view{known.name}; });
            if (known == std::end(type_names))
                fail("type", "type must be null, boolean, integer, number, string, array or object");
            shape_.types |= known->type;
        }
        if (list.empty()) fail("type", "type names nothing; name at least one");
    }

    void read_values() {
        if (const auto* values = get<json::array>("enum", "a list")) {
            if (values->empty()) fail("enum", "enum is empty, so that no value fits; name at least one");
            shape_.one_of.emplace(values->begin(), values->end());
        }
        if (const json::value* value = schema_.if_contains("const")) shape_.one_of.emplace(1, *value);
    }

    void read_format() {
        const auto* format = get<json::string>("format", "a text");
        if (!format) return;
        if (composed_) fail("format", "format is not applied inside allOf, anyOf and their like; let it stand with the property");
        if (*format != "date-time") fail("format", "unknown format " + config::quote(*format) + "; known is date-time");
        shape_.date_time = true;
    }

    void read_pattern() {
        const auto* pattern = get<json::string>("pattern", "a text");
        if (!pattern) return;
        if (composed_)
            fail("pattern", "pattern is not applied inside allOf, anyOf and their like; let it stand with the property");
        if (const std::string problem = pattern_problem(*pattern, shape_.max_length); !problem.empty()) fail("pattern", problem);
        shape_.pattern = compile_pattern(*pattern);
        shape_.pattern_text = std::string{*pattern};
    }

    void read_members() {
        if (const auto* properties = get<json::object>("properties", "a map"))
            for (const auto& member : *properties)
                shape_.properties.push_back(
                    {member.key(), compile_child(member.value(), {"properties", std::string{member.key()}}, composed_)});
        if (const auto* required = get<json::array>("required", "a list of texts"))
            for (const json::value& name : *required) {
                if (!name.is_string()) fail("required", "required must be a list of texts");
                if (schema_.contains("properties") && !shape_.find(name.get_string()))
                    fail("required", config::quote(name.get_string()) + " is required, but not among the properties");
                shape_.required.emplace_back(name.get_string());
            }
        read_others();
    }

    void read_others() {
        const json::value* others = schema_.if_contains("additionalProperties");
        if (!others) return;
        if (others->is_bool()) shape_.closed = !others->get_bool() && unknown_ == Unknown::refused_where_said;
        else shape_.others = std::make_unique<Shape>(compile_child(*others, {"additionalProperties"}, composed_));
    }

    void read_items() {
        if (const json::value* items = schema_.if_contains("items"))
            shape_.items = std::make_unique<Shape>(compile_child(*items, {"items"}, composed_));
    }

    void read_compositions() {
        for (const std::string& keyword : schema_keywords)
            if (const json::value* schema = schema_.if_contains(keyword)) compose(*schema, {keyword});
        for (const std::string& keyword : schema_list_keywords)
            if (const auto* schemas = get<json::array>(keyword, "a list of schemas"))
                for (std::size_t i = 0; i < schemas->size(); ++i) compose((*schemas)[i], {keyword, std::to_string(i)});
        if (const auto* dependencies = get<json::object>("dependencies", "a map"))
            for (const auto& member : *dependencies) {
                shape_.judged_further = true;
                if (!member.value().is_array()) compose(member.value(), {"dependencies", std::string{member.key()}});
            }
        for (const std::string& keyword : plain_keywords) shape_.judged_further |= schema_.contains(keyword);
    }

    void compose(const json::value& schema, const Path& below) {
        compile_child(schema, below, true);
        shape_.judged_further = true;
    }

    Shape compile_child(const json::value& schema, const Path& below, bool composed) {
        Path path = path_;
        path.insert(path.end(), below.begin(), below.end());
        if (!schema.is_object()) throw SchemaError{std::move(path), "a schema must be a map"};
        if (path.size() > 24) throw SchemaError{std::move(path), "the schema is nested too deep; make it flatter"};
        Shape child = Compiler{schema.get_object(), unknown_, std::move(path), composed}.compile();
        shape_.judged_further |= child.judged_further;
        return child;
    }

    void read_default() {
        const json::value* value = schema_.if_contains("default");
        if (!value) return;
        if (const auto problem = first_problem(shape_, *value))
            fail("default", "the default breaks its own schema: it " + problem->message);
        shape_.default_value = *value;
    }

    const json::object& schema_;
    Unknown unknown_;
    Path path_;
    bool composed_;
    Shape shape_;
};

}  // namespace

const Shape* Shape::find(std::string_view property) const noexcept {
    const auto found = std::ranges::find(properties, property, &Property::name);
    return found == properties.end() ? nullptr : &found->shape;
}

Shape compile_shape(const json::object& schema, Unknown unknown) { return Compiler{schema, unknown, {}, false}.compile(); }

}  // namespace mortise::plugins

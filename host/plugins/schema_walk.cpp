#include <algorithm>
#include <boost/json/serialize.hpp>

#include "model/instant.hpp"
#include "plugins/schema_shape.hpp"

namespace mortise::plugins {

namespace {

namespace json = boost::json;

unsigned types_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: return null_type;
        case json::kind::bool_: return boolean_type;
        case json::kind::int64: return integer_type | number_type;
        case json::kind::uint64:  // beyond 63 bits: no integer that a plugin could take
        case json::kind::double_: return number_type;
        case json::kind::string: return text_type;
        case json::kind::array: return list_type;
        case json::kind::object: return object_type;
    }
    return 0;
}

std::string name_types(unsigned types) {
    constexpr std::pair<Type, std::string_view> names[] = {
        {text_type, "a text"}, {integer_type, "a whole number"}, {number_type, "a number"}, {boolean_type, "true or false"},
        {list_type, "a list"}, {object_type, "an object"},       {null_type, "null"}};
    std::string text;
    for (const auto& [type, name] : names)
        if (types & type) text += (text.empty() ? "" : " or ") + std::string{name};
    return text;
}

std::string show(double number) {
    const auto whole = static_cast<std::int64_t>(number);
    return static_cast<double>(whole) == number ? std::to_string(whole) : json::serialize(json::value(number));
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string plural(std::size_t count, std::string_view what) {
    return std::to_string(count) + " " + std::string{what} + (count == 1 ? "" : "s");
}

std::string below(const std::string& path, std::string_view name) {
    return path.empty() ? std::string{name} : path + "." + std::string{name};
}

std::optional<std::string> text_problem(const Shape& shape, const json::string& text) {
    if (shape.min_length || shape.max_length) {
        const std::size_t length = count_characters(text);
        if (shape.min_length && length < *shape.min_length)
            return length == 0 ? "is empty" : "is shorter than " + plural(*shape.min_length, "character");
        if (shape.max_length && length > *shape.max_length) return "is longer than " + plural(*shape.max_length, "character");
    }
    if (shape.date_time && !model::parse_instant(text)) return "must be a date-time, like 2024-05-31T13:45:00Z";
    if (shape.pattern && !std::regex_search(text.begin(), text.end(), *shape.pattern))
        return "must have the form " + shape.pattern_text;
    return std::nullopt;
}

std::optional<std::string> number_problem(const Shape& shape, double number) {
    if (shape.minimum && number < *shape.minimum) return "must be at least " + show(*shape.minimum);
    if (shape.maximum && number > *shape.maximum) return "must be at most " + show(*shape.maximum);
    if (shape.above && number <= *shape.above) return "must be above " + show(*shape.above);
    if (shape.below && number >= *shape.below) return "must be below " + show(*shape.below);
    return std::nullopt;
}

std::optional<std::string> list_problem(const Shape& shape, const json::array& list) {
    if (shape.min_items && list.size() < *shape.min_items) return "has fewer than " + plural(*shape.min_items, "element");
    if (shape.max_items && list.size() > *shape.max_items) return "has more than " + plural(*shape.max_items, "element");
    if (shape.unique_items)
        for (std::size_t i = 1; i < list.size(); ++i)
            if (std::find(list.begin(), list.begin() + i, list[i]) != list.begin() + i) return "holds the same element twice";
    return std::nullopt;
}

std::optional<std::string> own_problem(const Shape& shape, const json::value& value) {
    if (shape.types != 0 && !(shape.types & types_of(value))) return "must be " + name_types(shape.types);
    if (shape.one_of && std::ranges::find(*shape.one_of, value) == shape.one_of->end()) {
        std::string choices;
        for (const json::value& choice : *shape.one_of)
            choices +=
                (choices.empty() ? "" : ", ") + (choice.is_string() ? std::string{choice.get_string()} : json::serialize(choice));
        return (shape.one_of->size() == 1 ? "must be " : "must be one of ") + choices;
    }
    if (const auto* text = value.if_string()) return text_problem(shape, *text);
    if (value.is_number()) return number_problem(shape, value.to_number<double>());
    if (const auto* list = value.if_array()) return list_problem(shape, *list);
    return std::nullopt;
}

std::optional<SchemaProblem> object_problem(const Shape& shape, const json::object& object, const std::string& path) {
    constexpr std::size_t longest_name = 64;  // of an unknown field, that is sent back
    for (const auto& member : object) {
        const Shape* property = shape.find(member.key());
        if (!property && shape.closed) {
            if (member.key().size() > longest_name) return SchemaProblem{path, "holds a field that is not known"};
            return SchemaProblem{below(path, member.key()), "is not known"};
        }
        if (const Shape* member_shape = property ? property : shape.others.get())
            if (auto problem = first_problem(*member_shape, member.value(), below(path, member.key()))) return problem;
    }
    for (const std::string& name : shape.required)
        if (!object.contains(name)) return SchemaProblem{below(path, name), "is required"};
    return std::nullopt;
}

}  // namespace

std::optional<SchemaProblem> first_problem(const Shape& shape, const json::value& value, const std::string& path) {
    if (auto message = own_problem(shape, value)) return SchemaProblem{path, std::move(*message)};
    if (const auto* object = value.if_object()) return object_problem(shape, *object, path);
    if (const auto* list = value.if_array(); list && shape.items)
        for (std::size_t i = 0; i < list->size(); ++i)
            if (auto problem = first_problem(*shape.items, (*list)[i], below(path, std::to_string(i)))) return problem;
    return std::nullopt;
}

}  // namespace mortise::plugins

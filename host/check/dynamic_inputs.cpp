#include "check/dynamic_inputs.hpp"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <regex>

#include "check/dynamic_bench.hpp"
#include "plugins/schema.hpp"

namespace mortise::check {
namespace {

namespace json = boost::json;

constexpr std::size_t unbounded_text = 2'000, unbounded_list = 50;
constexpr int deepest = 6, attempts = 20;

// Letters that a plugin may trip over: quotes, a line's end, two to four bytes of UTF-8.
constexpr std::string_view awkward = "a\"'\\\n%_\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80";

bool is_id(std::string_view text) {
    return text.size() == 24 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::size_t size_at(const json::object& schema, std::string_view key, std::size_t otherwise) {
    const auto* value = schema.if_contains(key);
    return value && value->is_int64() ? static_cast<std::size_t>(value->get_int64()) : otherwise;
}

std::string type_of(const json::object& schema) {
    if (const auto* type = schema.if_contains("type")) {
        if (type->is_string()) return std::string{type->get_string()};
        if (type->is_array() && !type->get_array().empty()) return std::string{type->get_array()[0].as_string()};
    }
    return schema.contains("properties") ? "object" : schema.contains("items") ? "array" : "string";
}

// Whole characters only.
std::string repeated(std::string_view characters, std::size_t count) {
    std::string text;
    for (std::size_t at = 0; count > 0; --count) {
        const auto first = at;
        do ++at;
        while (at < characters.size() && (characters[at] & 0xc0) == 0x80);
        text += characters.substr(first, at - first);
        if (at >= characters.size()) at = 0;
    }
    return text;
}

std::string matching(const std::string& pattern, std::size_t longest) {
    constexpr std::array candidates{"a",   "abc",     "1",    "12",         "en",    "A",     "abc_def",       "abc-def",
                                    "1.0", "#a1b2c3", "PT1H", "2026-01-02", "10:30", "a@b.c", "Europe/Berlin", "ASC"};
    const std::regex compiled{pattern};
    for (const std::string candidate : candidates)
        if (candidate.size() <= longest && std::regex_search(candidate, compiled)) return candidate;
    for (const std::string characters : {"0", "a", "A"})
        for (std::size_t size = 1; size <= std::min<std::size_t>(longest, 64); ++size)
            if (const auto candidate = repeated(characters, size); std::regex_search(candidate, compiled)) return candidate;
    return "a";
}

std::vector<std::string> path_parameters(std::string_view path) {
    std::vector<std::string> names;
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
        names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
    return names;
}

std::string query_text(const json::value& value) {
    return value.is_string() ? std::string{value.get_string()} : json::serialize(value);
}

}  // namespace

void InputMaker::learn(std::string_view text) {
    for (std::size_t at = 0; at + 24 <= text.size() && ids_.size() < 64; ++at) {
        const auto candidate = text.substr(at, 24);
        if (!is_id(candidate)) continue;
        if (std::ranges::find(ids_, candidate) == ids_.end()) ids_.emplace_back(candidate);
        at += 23;
    }
}

std::string InputMaker::id(std::string_view name) {
    if (name.starts_with("workspace")) return bench_workspace();
    if (name.starts_with("user") || name.starts_with("member")) return bench_member();
    return ids_.empty() ? std::string(24, 'e') : ids_[pick(ids_.size())];
}

json::value InputMaker::object(const json::object& schema, Size size, int depth) {
    json::object made;
    std::vector<std::string_view> required;
    if (const auto* names = schema.if_contains("required"))
        for (const auto& name : names->as_array()) required.emplace_back(name.as_string());
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& [name, property] : properties->as_object()) {
            const bool wanted = std::ranges::find(required, std::string_view{name}) != required.end() || size == Size::most ||
                                (size == Size::usual && pick(2) == 0);
            if (wanted && property.is_object()) made[name] = value(property.get_object(), size, name, depth + 1);
        }
    return made;
}

json::value InputMaker::array(const json::object& schema, Size size, int depth) {
    json::array made;
    const auto least = size_at(schema, "minItems", 0), most = size_at(schema, "maxItems", std::max(least, unbounded_list));
    const auto count = size == Size::least ? least : size == Size::most ? most : std::clamp<std::size_t>(2, least, most);
    const auto* items = schema.if_contains("items");
    for (std::size_t i = 0; i < count; ++i) {
        auto item = items && items->is_object() ? value(items->get_object(), size, {}, depth + 1) : json::value("a");
        if (std::ranges::find(made, item) == made.end() || !schema.contains("uniqueItems")) made.push_back(std::move(item));
    }
    return made;
}

std::string InputMaker::text(const json::object& schema, Size size, std::string_view name) {
    const auto least = size_at(schema, "minLength", 0);
    const auto most = size_at(schema, "maxLength", std::max(least, unbounded_text));
    if (const auto* format = schema.if_contains("format"); format && *format == "date-time") return bench_time();
    if (const auto* pattern = schema.if_contains("pattern")) {
        const std::string expression{pattern->as_string()};
        const auto known = id(name);
        return std::regex_search(known, std::regex{expression}) ? known : matching(expression, most);
    }
    if (most >= 24 && (name.ends_with("Id") || name == "id" || name.ends_with("Ids"))) return id(name);
    if (size == Size::most) return repeated(awkward, most);
    const auto count = size == Size::least ? least : std::clamp<std::size_t>(3 + pick(8), least, most);
    return repeated("abcdefghijk", count);
}

json::value InputMaker::number(const json::object& schema, Size size) {
    const auto bound = [&](std::string_view key, double otherwise) {
        const auto* value = schema.if_contains(key);
        return value && value->is_number() ? value->to_number<double>() : otherwise;
    };
    const double least = bound("minimum", bound("exclusiveMinimum", -1) + (schema.contains("exclusiveMinimum") ? 1 : 0));
    const double most = bound("maximum", std::max(least, 1e9));
    const double made = size == Size::least ? least : size == Size::most ? most : std::min(most, least + 1);
    if (type_of(schema) == "integer") return static_cast<std::int64_t>(made);
    return made;
}

json::value InputMaker::value(const json::object& schema, Size size, std::string_view name, int depth) {
    if (const auto* only = schema.if_contains("const")) return *only;
    if (const auto* few = schema.if_contains("enum")) return few->as_array()[pick(few->as_array().size())];
    for (const char* choice : {"anyOf", "oneOf"})
        if (const auto* among = schema.if_contains(choice))
            return value(among->as_array()[pick(among->as_array().size())].as_object(), size, name, depth);
    const auto type = type_of(schema);
    if (depth > deepest) return nullptr;
    if (type == "object") return object(schema, size, depth);
    if (type == "array") return array(schema, size, depth);
    if (type == "integer" || type == "number") return number(schema, size);
    if (type == "boolean") return pick(2) == 0;
    if (type == "null") return nullptr;
    return json::value(text(schema, size, name));
}

Input InputMaker::allowed(const plugins::RouteSpec& route, Size size) {
    constexpr std::array words{"the smallest input", "a usual input", "the largest input"};
    Input input{.what = words[static_cast<std::size_t>(size)], .path = {}, .query = {}, .body = {}};
    for (const auto& name : path_parameters(route.path)) input.path.emplace_back(name, id(name));
    const auto fitting = [&](const json::object& schema) {
        const plugins::Schema judge{schema, route.public_api};
        auto made = value(schema, size);
        for (int i = 0; i < attempts && judge.check(made); ++i) made = value(schema, i < attempts / 2 ? size : Size::least);
        if (judge.check(made)) input.allowed = false;
        return made;
    };
    if (route.parameters)
        if (const auto made = fitting(*route.parameters); made.is_object())
            for (const auto& [name, value] : made.get_object()) input.query.emplace_back(name, query_text(value));
    if (route.body) input.body = json::serialize(fitting(*route.body));
    if (input.body.size() > route.body_limit) input.allowed = false;
    return input;
}

std::vector<Input> InputMaker::hostile(const plugins::RouteSpec& route) {
    std::vector<Input> inputs;
    for (const auto size : {Size::least, Size::usual, Size::most}) inputs.push_back(allowed(route, size));
    const auto usual = inputs[1];
    const auto with_body = [&](std::string what, std::string body) {
        auto input = usual;
        input.what = std::move(what);
        input.body = std::move(body);
        input.allowed = false;
        inputs.push_back(std::move(input));
    };
    with_body("an empty body", "");
    with_body("a body that is no JSON", "{");
    for (const char* other : {"null", "7", "\"text\"", "[]", "{}", "[[[[[[[[]]]]]]]]"})
        with_body("a body of another type", other);
    with_body("a body with a NUL", std::string{"{\"a\":\"b\0c\"}", 11});
    with_body("a body that is no UTF-8", "{\"a\":\"\xff\xfe\xc0\x80\"}");
    with_body("a body as large as the route's limit", '"' + std::string(route.body_limit - 2, 'a') + '"');
    for (const auto& [name, ignored] :
         route.body&& route.body->contains("properties") ? route.body->at("properties").as_object() : json::object{})
        for (const char* other : {"null", "7", "[]", "\"\\u0000\""})
            with_body("a body whose '" + std::string{name} + "' is " + other, "{\"" + std::string{name} + "\":" + other + "}");
    for (const auto& hostile :
         {std::string{}, std::string(4'096, 'a'), std::string{"a\0b", 3}, std::string{"\xff"}, std::string{"-1"}})
        for (std::size_t at = 0; at < usual.query.size(); ++at) {
            auto input = usual;
            input.what = "a query whose '" + input.query[at].first + "' is hostile";
            input.query[at].second = hostile;
            input.allowed = false;
            inputs.push_back(std::move(input));
        }
    for (const auto& hostile : {std::string(4'096, 'a'), std::string{"a\0b", 3}, std::string{"\xff"}, std::string{"-1"}})
        for (std::size_t at = 0; at < usual.path.size(); ++at) {
            auto input = usual;
            if (input.path[at].first == "workspace" || input.path[at].first == "user") continue;  // the host looks these up
            input.what = "a path whose '" + input.path[at].first + "' is hostile";
            input.path[at].second = hostile;
            input.allowed = false;
            inputs.push_back(std::move(input));
        }
    return inputs;
}

}  // namespace mortise::check

// Reading JSON: the body of a request, the settings. The one header of the SDK that takes Boost.JSON, whose code
// mortise_add_plugin() links into the plugin; writing needs only <mortise/json_writer.hpp>.
#pragma once

#include <mortise/instant.hpp>
#include <mortise/json_writer.hpp>
#include <mortise/refusal.hpp>

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mortise::inline v1_0 {

// An object whose members are asked for by name and type. An absent member and a null read alike, as nothing; another type
// throws Invalid with the member's name. Texts are valid as long as the object.
class JsonObject {
public:
    // An empty text is an empty object. Throws Invalid when it is no object.
    explicit JsonObject(std::string_view text) : object_{parse(text)} {}

    bool has(std::string_view name) const { return find(name) != nullptr; }
    std::optional<std::string_view> text(std::string_view name) const {
        const auto* value = find(name);
        if (!value) return std::nullopt;
        if (!value->is_string()) reject(name);
        return std::string_view{value->get_string()};
    }
    std::optional<std::int64_t> integer(std::string_view name) const {
        const auto* value = find(name);
        if (!value) return std::nullopt;
        boost::json::error_code error;
        const auto number = value->to_number<std::int64_t>(error);
        if (error) reject(name);
        return number;
    }
    std::optional<bool> boolean(std::string_view name) const {
        const auto* value = find(name);
        if (!value) return std::nullopt;
        if (!value->is_bool()) reject(name);
        return value->get_bool();
    }
    std::optional<Instant> instant(std::string_view name) const {
        const auto content = text(name);
        if (!content) return std::nullopt;
        const auto instant = Instant::parse(*content);
        if (!instant) reject(name);
        return instant;
    }
    std::vector<std::string_view> texts(std::string_view name) const {
        std::vector<std::string_view> result;
        const auto* value = find(name);
        if (!value) return result;
        if (!value->is_array()) reject(name);
        for (const auto& element : value->get_array()) {
            if (!element.is_string()) reject(name);
            result.emplace_back(element.get_string());
        }
        return result;
    }

    const boost::json::object& object() const noexcept { return object_; }

private:
    static boost::json::object parse(std::string_view text) {
        if (text.empty()) return {};
        boost::json::error_code error;
        auto value = boost::json::parse(boost::json::string_view{text.data(), text.size()}, error);
        if (error || !value.is_object()) reject("");
        return std::move(value.get_object());
    }
    [[noreturn]] static void reject(std::string_view name) { throw Invalid{name, "This is not what is expected here."}; }

    const boost::json::value* find(std::string_view name) const {
        const auto* value = object_.if_contains(boost::json::string_view{name.data(), name.size()});
        return value && !value->is_null() ? value : nullptr;
    }

    boost::json::object object_;
};

}  // namespace mortise::inline v1_0

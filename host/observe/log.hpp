// JSON lines on standard error: one record is one line, whatever the input. spdlog's one door.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace mortise::observe {

enum class Level : unsigned char { debug, info, warning, error };

struct Field {
    Field(std::string_view name, std::string_view text) : name{name}, value{text} {}
    Field(std::string_view name, const char* text) : name{name}, value{std::string_view{text}} {}
    Field(std::string_view name, const std::string& text) : name{name}, value{std::string_view{text}} {}
    Field(std::string_view name, bool truth) : name{name}, value{truth} {}
    Field(std::string_view name, double number) : name{name}, value{number} {}
    template <class Integer>
        requires std::is_integral_v<Integer>
    Field(std::string_view name, Integer number) : name{name}, value{static_cast<std::int64_t>(number)} {}

    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

// `event` is a stable_snake_case name; what varies goes into fields. Never a secret.
void log(Level level, std::string_view event, std::initializer_list<Field> fields = {});
void set_log_level(std::string_view level);    // debug, info, warning, error
bool logs(Level level) noexcept;

}  // namespace mortise::observe

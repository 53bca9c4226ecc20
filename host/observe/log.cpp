#include "observe/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/fmt/chrono.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>

#include "observe/json_text.hpp"

namespace mortise::observe {
namespace {

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("mortise");
        made->set_pattern("%v");
        made->set_level(spdlog::level::info);
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum to_spdlog(Level level) noexcept {
    constexpr std::array levels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
    return levels[static_cast<std::size_t>(level)];
}

std::string_view to_text(Level level) noexcept {
    constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
    return names[static_cast<std::size_t>(level)];
}

struct AppendValue {
    std::string& line;
    void operator()(std::string_view text) const { append_json_text(line, text); }
    void operator()(std::int64_t number) const { line += std::to_string(number); }
    void operator()(double number) const { fmt::format_to(std::back_inserter(line), "{:.6g}", number); }
    void operator()(bool truth) const { line += truth ? "true" : "false"; }
};

}  // namespace

bool logs(Level level) noexcept { return logger().should_log(to_spdlog(level)); }

void set_log_level(std::string_view level) {
    for (const auto candidate : {Level::debug, Level::info, Level::warning, Level::error})
        if (level == to_text(candidate)) logger().set_level(to_spdlog(candidate));
}

void log(Level level, std::string_view event, std::initializer_list<Field> fields) {
    if (!logs(level)) return;
    using namespace std::chrono;
    const auto now = system_clock::now();
    const auto whole = floor<seconds>(now);
    std::string line = fmt::format("{{\"time\":\"{:%FT%T}.{:06}Z\",\"level\":\"{}\",\"event\":",
                                   fmt::gmtime(system_clock::to_time_t(whole)), duration_cast<microseconds>(now - whole).count(),
                                   to_text(level));
    append_json_text(line, event);
    for (const auto& field : fields) {
        line += ',';
        append_json_text(line, field.name);
        line += ':';
        std::visit(AppendValue{line}, field.value);
    }
    line += '}';
    logger().log(to_spdlog(level), line);
}

}  // namespace mortise::observe

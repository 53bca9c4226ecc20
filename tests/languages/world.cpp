#include "languages/world.hpp"

#include <boost/json/serialize.hpp>
#include <regex>

namespace mortise::languages {

const std::vector<Language>& all_languages() {
    constexpr auto standard = "on purpose: standard", deep = "on purpose: deep";
    constexpr auto untyped = "an exception of an unknown type";
    static const std::vector<Language> languages = [] {
        std::vector<Language> all{
            {"greetings-c", standard, deep, "on purpose: other", "on purpose: number"},
            {"greetings-gcc", standard, deep, untyped, untyped},
            {"greetings-clang", standard, deep, untyped, untyped},
            {"greetings-clang-static", standard, deep, untyped, untyped},
            {"greetings-rust", standard, deep, "its payload is no text", "its payload is no text"},
        };
        for (const auto& entry : std::filesystem::directory_iterator{std::filesystem::path{MORTISE_SOURCE_DIR} / "tests/abi"}) {
            const auto name = entry.path().filename().string();
            if (!name.starts_with("sdk-1.")) continue;
            const auto sdk = "-sdk-1-" + name.substr(6);
            all.push_back({"greetings-c" + sdk, standard, deep, "on purpose: other", "on purpose: number"});
            all.push_back({"greetings-gcc" + sdk, standard, deep, untyped, untyped});
        }
        return all;
    }();
    return languages;
}

testing::ServerOptions with_all_languages() {
    const std::filesystem::path build{MORTISE_BUILD_DIR};
    testing::ServerOptions options;
    for (const auto& [id, standard, deep, other, number] : all_languages())
        options.plugins.push_back({build / "test-languages" / id, build / "tests/languages" / id / "rules.yaml",
                                   "{ settings: { salutation: Good day } }"});
    return options;
}

std::string transcript(const Language& language, const testing::Answer& answer) {
    auto text = std::to_string(answer.status) + ' ' + answer.header("content-type") + ' ';
    if (!answer.body.empty()) text += boost::json::serialize(answer.json());  // spaces and escapes are each language's own
    text = std::regex_replace(text, std::regex{"\"[0-9a-f]{24}\""}, "\"ID\"");
    return std::regex_replace(text, std::regex{language.id + "\\b"}, "PLUGIN") + '\n';
}

}  // namespace mortise::languages

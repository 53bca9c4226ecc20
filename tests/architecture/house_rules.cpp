#include "architecture/house_rules.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <string_view>

namespace mortise::architecture {
namespace {

constexpr std::array code{".awk", ".c",   ".cmake", ".cpp", ".css", ".h",   ".hpp", ".html",
                          ".js",  ".lua", ".mjs",   ".rs",  ".sh",  ".sql", ".ts"};
constexpr std::array prose{".json", ".md", ".txt", ".yaml", ".yml", ".toml"};
constexpr std::array made{".git", ".cache", "build", "data", "node_modules", "results"};
constexpr std::array scripts{"dev", ".ci/run"};

bool among(const auto& list, std::string_view text) { return std::ranges::find(list, text) != list.end(); }

struct Rule {
    std::regex pattern;
    const char* breach;
    bool code_only;
};

// The patterns are written so that this file does not break them itself.
const std::vector<Rule>& rules() {
    static const std::vector<Rule> list{
        {std::regex{R"((^|[^\w.:/}*])/(home|root|work|Users)/\w)"}, "a path of one machine", false},
        {std::regex{R"(\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b)"}, "a note of unfinished work", true},
        {std::regex{R"(GTEST_S[K]IP|DISABLE[D]_|\b(test|it|describe)\.(s[k]ip|f[i]xme)\()"}, "a test that is switched off", true},
    };
    return list;
}

}  // namespace

std::vector<std::string> check_house_rules(const std::filesystem::path& tree) {
    std::vector<std::string> breaches;
    const auto check_file = [&](const std::filesystem::path& path) {
        const auto file = path.lexically_relative(tree).generic_string();
        const auto kind = path.extension().string();
        const bool is_code = among(code, kind) || among(scripts, file) || path.filename() == "CMakeLists.txt";
        if (path.filename() == "package-lock.json" || (!is_code && !among(prose, kind))) return;
        std::ifstream input{path};
        int number = 0;
        for (std::string line; std::getline(input, line);) {
            ++number;
            for (const auto& rule : rules())
                if ((is_code || !rule.code_only) && line.size() < 2000 && std::regex_search(line, rule.pattern))
                    breaches.push_back(file + ":" + std::to_string(number) + ": " + rule.breach);
        }
        if (is_code && number > longest_file) breaches.push_back(file + ":" + std::to_string(number) + ": longer than 350 lines");
    };
    for (auto entry = std::filesystem::recursive_directory_iterator{tree};
         entry != std::filesystem::recursive_directory_iterator{}; ++entry) {
        if (entry->is_directory() && among(made, entry->path().filename().string())) entry.disable_recursion_pending();
        else if (entry->is_regular_file()) check_file(entry->path());
    }
    std::ranges::sort(breaches);
    return breaches;
}

}  // namespace mortise::architecture

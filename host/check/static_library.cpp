#include <algorithm>
#include <array>

#include "check/static_rules.hpp"
#include "config/text.hpp"

namespace mortise::check {
namespace {

constexpr std::size_t most_names = 5;  // said of many
constexpr std::string_view entry = "mortise_module_v1";

std::vector<Finding> found_if(bool wrong, const Question& question, std::string text) {
    if (!wrong) return {};
    return {{{question.package.library_file()}, std::move(text)}};
}

std::string some_of(const std::vector<std::string>& names) {
    const auto said = std::min(names.size(), most_names);
    auto text = config::join({names.begin(), names.begin() + static_cast<std::ptrdiff_t>(said)});
    if (said < names.size()) text += " and " + std::to_string(names.size() - said) + " more";
    return text;
}

const ElfFacts& facts_of(const Question& question) { return question.package.library->facts; }

// What a system without anything installed has, wherever it was built.
bool is_plain(std::string_view library) {
    constexpr std::array plain{"libc.so.6",       "libm.so.6",     "libdl.so.2",     "librt.so.1",
                               "libpthread.so.0", "libgcc_s.so.1", "libstdc++.so.6", "libatomic.so.1"};
    return library.starts_with("ld-linux") || std::ranges::find(plain, library) != plain.end();
}

}  // namespace

std::vector<Finding> library_is_readable(const Question& question) {
    return found_if(!question.package.library, question, question.package.library_problem);
}

std::vector<Finding> exports_one_name(const Question& question) {
    auto others = facts_of(question).exports;
    if (std::erase(others, entry) == 0) return found_if(true, question, "does not export mortise_module_v1");
    for (const auto& unique : facts_of(question).unique) std::erase(others, unique);  // which is worse, and said by another rule
    return found_if(!others.empty(), question, "exports " + some_of(others) + " besides mortise_module_v1");
}

std::vector<Finding> has_no_unique_symbols(const Question& question) {
    const auto& unique = facts_of(question).unique;
    return found_if(!unique.empty(), question, "exports " + some_of(unique) + " as unique in the process");
}

std::vector<Finding> has_no_run_path(const Question& question) {
    const auto& path = facts_of(question).run_path;
    return found_if(!path.empty(), question, "looks for its libraries in " + path);
}

std::vector<Finding> has_no_executable_stack(const Question& question) {
    return found_if(facts_of(question).executable_stack, question, "asks for an executable stack");
}

std::vector<Finding> has_no_text_relocations(const Question& question) {
    return found_if(facts_of(question).text_relocations, question, "has its code changed by the linker when it is loaded");
}

std::vector<Finding> is_bound_at_load(const Question& question) {
    return found_if(!facts_of(question).bound_at_load, question, "looks up functions when they are first called");
}

std::vector<Finding> has_read_only_relocations(const Question& question) {
    return found_if(!facts_of(question).read_only_relocations, question, "leaves its tables of addresses writable");
}

std::vector<Finding> has_build_id(const Question& question) {
    return found_if(facts_of(question).build_id.empty(), question, "has no build id");
}

std::vector<Finding> needs_plain_libraries(const Question& question) {
    auto needed = facts_of(question).needed;
    std::erase_if(needed, is_plain);
    return found_if(!needed.empty(), question, "needs " + some_of(needed) + ", which not every system has");
}

std::vector<Finding> fits_the_target(const Question& question) {
    std::vector<Finding> findings;
    for (const auto& [library, versions] : facts_of(question).versions)
        for (const auto& version : versions)
            if (is_beyond(question.target, version))
                findings.push_back({{question.package.library_file()},
                                    "needs " + version + " of " + library + ", which " + question.target.name + " has not"});
    return findings;
}

}  // namespace mortise::check

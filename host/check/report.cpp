#include "check/report.hpp"

namespace mortise::check {
namespace {

namespace json = boost::json;

std::string plural(std::size_t count, const std::string& word) {
    return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

std::string seconds(std::chrono::milliseconds took) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", std::chrono::duration<double>(took).count());
    return text;
}

std::string line_of(const Finding& finding) { return config::ConfigProblem{finding.at, finding.text}.line(); }

json::object describe(const Rule& rule) {
    return {{"id", rule.id},
            {"strictness", rule.strictness},
            {"kind", rule.kind == Kind::reads ? "static" : "dynamic"},
            {"promise", rule.promise},
            {"remedy", rule.remedy}};
}

json::object describe(const Finding& finding) {
    json::object described{{"text", finding.text}};
    if (!finding.at.file.empty()) described["file"] = finding.at.file;
    if (finding.at.line > 0) described["line"] = finding.at.line, described["column"] = finding.at.column;
    return described;
}

void print_outcome(std::FILE* out, const Outcome& outcome) {
    const bool slow = outcome.took >= std::chrono::milliseconds{100};
    if (!outcome.skipped_for.empty())
        std::fprintf(out, "not applied, because of %.*s\n", int(outcome.skipped_for.size()), outcome.skipped_for.data());
    else
        std::fprintf(out, "%s%s\n", outcome.findings.empty() ? "ok" : plural(outcome.findings.size(), "finding").c_str(),
                     slow ? (", " + seconds(outcome.took)).c_str() : "");
    print_findings(out, outcome);
}

}  // namespace

void print_findings(std::FILE* out, const Outcome& outcome) {
    for (const auto& finding : outcome.findings) std::fprintf(out, "      %s\n", line_of(finding).c_str());
    if (!outcome.findings.empty())
        std::fprintf(out, "      Remedy: %.*s.\n", int(outcome.rule->remedy.size()), outcome.rule->remedy.data());
}

Report::Report(const Package& package, Question question, unsigned strictness, std::string_view only)
    : package_{package}, question_{question}, strictness_{strictness}, run_{std::move(question)} {
    for (const auto& rule : rules())
        if (only.empty() ? rule.strictness <= strictness : rule.id == only) chosen_.push_back(&rule);
}

void Report::run(std::FILE* progress) {
    if (progress)
        std::fprintf(progress, "%s\nstrictness %u, target %s, seed %llu\n\n", package_.folder.c_str(), strictness_,
                     question_.target.name.c_str(), static_cast<unsigned long long>(question_.seed));
    for (const auto* rule : chosen_) {
        if (progress) std::fprintf(progress, "  %-22.*s  ", int(rule->id.size()), rule->id.data()), std::fflush(progress);
        outcomes_.push_back(&run_.apply(*rule));
        if (progress) print_outcome(progress, *outcomes_.back());
    }
    if (progress) print_sum(progress);
}

std::size_t Report::count() const noexcept {
    std::size_t count = 0;
    for (const auto* outcome : outcomes_) count += outcome->findings.size();
    return count;
}

void Report::print_sum(std::FILE* out) const {
    std::size_t satisfied = 0, skipped = 0;
    for (const auto* outcome : outcomes_) {
        skipped += !outcome->skipped_for.empty();
        satisfied += outcome->skipped_for.empty() && outcome->findings.empty();
    }
    const auto failed = outcomes_.size() - satisfied - skipped;
    if (failed == 0 && skipped == 0) std::fprintf(out, "\nNothing found, by %s.\n", plural(outcomes_.size(), "rule").c_str());
    else
        std::fprintf(out, "\n%s, by %zu of %s%s; --seed %llu gives the same again.\n", plural(count(), "finding").c_str(), failed,
                     plural(outcomes_.size(), "rule").c_str(),
                     skipped == 0 ? "" : (", " + std::to_string(skipped) + " not applied").c_str(),
                     static_cast<unsigned long long>(question_.seed));
}

json::object Report::as_json() const {
    json::array applied;
    for (const auto* outcome : outcomes_) {
        auto rule = describe(*outcome->rule);
        rule["outcome"] = !outcome->skipped_for.empty() ? "not-applied" : outcome->findings.empty() ? "ok" : "found";
        if (!outcome->skipped_for.empty()) rule["because"] = outcome->skipped_for;
        rule["milliseconds"] = outcome->took.count();
        auto& findings = rule["findings"].emplace_array();
        for (const auto& finding : outcome->findings) findings.push_back(describe(finding));
        applied.push_back(std::move(rule));
    }
    return {{"package", package_.folder.string()}, {"id", package_.id},      {"strictness", strictness_},
            {"target", question_.target.name},     {"seed", question_.seed}, {"findings", count()},
            {"rules", std::move(applied)}};
}

json::array describe_rules() {
    json::array described;
    for (const auto& rule : rules()) described.push_back(describe(rule));
    return described;
}

}  // namespace mortise::check

#include "check/sql_texts.hpp"

#include <algorithm>
#include <array>

#include "check/elf_facts.hpp"
#include "storage/sql_text.hpp"
#include "storage/sql_tokens.hpp"

namespace mortise::check {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t longest_open_ended = 2'000;

std::string_view without_blanks(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string_view take_word(std::string_view& text) {
    text = without_blanks(text);
    const auto word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

// Two or three words, for one alone is also that of a heading or of an HTTP method.
bool begins_like_sql(std::string_view text) {
    const auto first = take_word(text), second = take_word(text), third = take_word(text);
    if (first == "SELECT") return !second.empty();
    if (first == "INSERT" || first == "REPLACE") return second == "INTO" || second == "OR";
    if (first == "DELETE") return second == "FROM";
    if (first == "UPDATE") return third == "SET" || second == "OR";
    return first == "WITH" && (third.starts_with("AS") || third.starts_with('(') || second == "RECURSIVE");
}

// `no such column: m.user_id` where no m is defined: the text is one to be put into another.
bool speaks_of_a_table_elsewhere(const std::string& sql, std::string_view cause) {
    constexpr std::string_view before = "no such column: ";
    const auto at = cause.find(before);
    if (at == std::string_view::npos) return false;
    const auto column = cause.substr(at + before.size());
    const auto dot = column.find_first_of(".: ");
    if (dot == std::string_view::npos || column[dot] != '.') return false;
    const auto tokens = storage::tokens_of(sql);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i].name() && storage::fold(tokens[i].text) == storage::fold(column.substr(0, dot)) &&
            (i + 1 == tokens.size() || !tokens[i + 1].symbol('.')))
            return false;
    return true;
}

// Its standard library names its sources where it panics.
bool is_of_rust(std::string_view library) {
    return std::ranges::any_of(std::array{"library/core/src/", "library/std/src/", "rustc version"},
                               [&](std::string_view trace) { return library.find(trace) != std::string_view::npos; });
}

// Where the next statement begins: not behind a blank or a bracket, where it is within another.
std::size_t next_beginning(std::string_view run, std::size_t from) {
    constexpr std::array beginnings{"SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH "};
    auto next = std::string_view::npos;
    for (const std::string_view beginning : beginnings)
        for (auto at = run.find(beginning, from); at < next; at = run.find(beginning, at + 1))
            if (at == 0 || (blanks.find(run[at - 1]) == std::string_view::npos && run[at - 1] != '(')) next = at;
    return next;
}

void add_open_ended(std::string_view run, std::vector<SqlText>& texts) {
    for (auto at = next_beginning(run, 0); at != std::string_view::npos;) {
        const auto next = next_beginning(run, at + 1);
        const auto text = run.substr(at, std::min(next == std::string_view::npos ? next : next - at, longest_open_ended));
        if (begins_like_sql(text)) texts.push_back({std::string{text}, true});
        at = next;
    }
}

}  // namespace

std::vector<SqlText> sql_texts(std::string_view library) {
    std::vector<SqlText> texts;
    for (const auto constant : constant_texts(library))
        if (const auto text = without_blanks(constant); begins_like_sql(text)) texts.push_back({std::string{text}});
    if (is_of_rust(library)) {
        texts.clear();
        for (const auto run : text_runs(library)) add_open_ended(run, texts);
    }
    std::ranges::sort(texts);
    const auto repeated = std::ranges::unique(texts);
    texts.erase(repeated.begin(), repeated.end());
    return texts;
}

bool is_a_part(const std::string& sql, std::string_view cause) {
    constexpr std::array formats{"%s", "%d", "%i", "%u", "%l", "%z", "{}", "{0}"};
    return cause.find("incomplete input") != std::string_view::npos || speaks_of_a_table_elsewhere(sql, cause) ||
           std::ranges::any_of(formats, [&](const char* format) { return sql.find(format) != std::string_view::npos; });
}

std::string lasting_cause(const std::string& sql, const std::function<std::string(const std::string&)>& prepare) {
    std::string lasting;
    for (auto size = sql.find(' '); size <= sql.size(); ++size) {
        const auto cause = prepare(sql.substr(0, size));
        if (cause.empty()) return {};
        const bool of_meaning = cause.starts_with("no such ") || cause.find(" may not ") != std::string::npos;
        const bool names_tables = sql.compare(0, 6, "SELECT") != 0 || sql.substr(0, size).find("FROM ") != std::string::npos;
        if (of_meaning && names_tables && !is_a_part(sql, cause)) lasting = cause;
    }
    return lasting;
}

}  // namespace mortise::check

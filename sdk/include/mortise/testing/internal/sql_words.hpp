// A statement's words, and the rules that hold whatever database there is: one statement, no transaction control, no words that
// hide what is touched, parameters and values that match by name.
#pragma once

#include <mortise/testing/database.hpp>

#include <algorithm>

namespace mortise::inline v1_0::testing::internal {

// Lower case but for parameters, without blanks and comments. A quoted name or text keeps its quote in front, so that it is no keyword.
inline std::vector<std::string> words_of(std::string_view sql) {
    const auto in_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
    };
    const auto end_of = [&](std::size_t from, std::string_view end) {
        const auto found = sql.find(end, from);
        return found == std::string_view::npos ? sql.size() : found + end.size();
    };
    std::vector<std::string> words;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        auto next = at + 1;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
            at = next;
            continue;
        }
        if (sql.substr(at).starts_with("--") || sql.substr(at).starts_with("/*")) {
            at = c == '-' ? end_of(at, "\n") : end_of(at + 2, "*/");
            continue;
        }
        if (c == '\'' || c == '"' || c == '`' || c == '[') {
            const char quote = c == '[' ? ']' : c;
            next = end_of(next, {&quote, 1});
            while (quote != ']' && next < sql.size() && sql[next] == quote) next = end_of(next + 1, {&quote, 1});
            words.push_back(c + std::string{sql.substr(at + 1, next - at - 2)});
        } else {
            if (in_word(c) || c == ':')
                while (next < sql.size() && in_word(sql[next])) ++next;
            words.emplace_back(sql.substr(at, next - at));
        }
        if (c != '\'' && c != ':')
            for (char& letter : words.back())
                if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        at = next;
    }
    return words;
}

using Words = std::vector<std::string>;

// Where SELECT, INSERT, UPDATE or DELETE stands: first, or behind WITH the first outside of all brackets.
inline Words::const_iterator verb_of(const Words& words) {
    constexpr std::string_view verbs[] = {"select", "values", "insert", "replace", "update", "delete"};
    const auto is_verb = [&](const std::string& word) {
        return std::find(std::begin(verbs), std::end(verbs), word) != std::end(verbs);
    };
    if (words.empty()) return words.end();
    if (words.front() != "with") return is_verb(words.front()) ? words.begin() : words.end();
    int depth = 0;
    return std::find_if(words.begin(), words.end(), [&](const std::string& word) {
        depth += word == "(" ? 1 : word == ")" ? -1 : 0;
        return depth == 0 && is_verb(word);
    });
}

inline bool has_word(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

inline bool changes(const Words& words) {
    const auto verb = verb_of(words);
    return verb != words.end() && *verb != "select" && *verb != "values";
}

inline void hold_to_plain_sql(const Words& words, std::string_view sql) {
    const auto verb = verb_of(words);
    if (verb == words.end()) throw Failure{MORTISE_E_DENIED, "a plugin's statement is a SELECT, INSERT, UPDATE or DELETE"};
    if (*verb == "replace" || (std::next(verb) != words.end() && *std::next(verb) == "or"))
        throw Failure{MORTISE_E_DENIED, "say ON CONFLICT instead of OR or REPLACE"};
    if (has_word(words, "natural") || has_word(words, "using"))
        throw Failure{MORTISE_E_DENIED, "say ON instead of NATURAL or USING"};
    const auto semicolon = std::find(words.begin(), words.end(), ";");
    if (sql.find('\0') != std::string_view::npos || (semicolon != words.end() && std::next(semicolon) != words.end()))
        throw Failure{MORTISE_E_INVALID, "not one statement"};
}

// The columns that an INSERT names, and its table in front; empty when it names none.
inline Words inserted_columns(const Words& words) {
    auto at = verb_of(words);
    const auto name = [](std::string word) {
        return !word.empty() && (word[0] == '"' || word[0] == '`' || word[0] == '[') ? word.substr(1) : word;
    };
    if (at == words.end() || *at != "insert" || words.end() - at < 4 || *++at != "into") return {};
    Words columns{name(*++at)};
    if (*++at == "as") at += words.end() - at > 2 ? 2 : 0;
    if (at == words.end() || *at != "(") return {};
    while (++at != words.end() && *at != ")")
        if (*at != ",") columns.push_back(name(*at));
    return columns;
}

inline void compare_parameters(const Words& words, std::span<const SqlParameter> parameters) {
    Words wanted;
    for (const auto& word : words) {
        if (word == "?" || word == "@" || word == "$") throw Failure{MORTISE_E_INVALID, "a parameter is written :name"};
        if (word.size() > 1 && word[0] == ':') wanted.push_back(word.substr(1));
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    Words given;
    for (const auto& parameter : parameters) given.push_back(parameter.name);
    std::sort(given.begin(), given.end());
    if (wanted != given) throw Failure{MORTISE_E_INVALID, "the values given are not those of the :names in the statement"};
}

}  // namespace mortise::inline v1_0::testing::internal

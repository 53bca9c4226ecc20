#include "storage/sql_text.hpp"

#include <algorithm>

#include "storage/sql_tokens.hpp"

namespace mortise::storage {
namespace {

using Tokens = std::vector<SqlToken>;
using Cursor = Tokens::const_iterator;

Verb verb_of(const SqlToken& token) {
    if (token.is("select") || token.is("values")) return Verb::select;
    if (token.is("insert") || token.is("replace")) return Verb::insert;
    if (token.is("update")) return Verb::update;
    if (token.is("delete")) return Verb::erase;
    return Verb::other;
}

// The main verb: the first word, or behind WITH the first such word outside of all brackets.
Cursor find_verb(const Tokens& tokens) {
    if (tokens.empty() || !tokens.front().is("with")) return tokens.begin();
    return std::find_if(tokens.begin(), tokens.end(),
                        [](const SqlToken& token) { return token.depth == 0 && verb_of(token) != Verb::other; });
}

// [OR word] INTO table [AS alias] ( column, ... )
void read_insert(SqlText& text, Cursor at, Cursor end) {
    const auto next = [&]() -> const SqlToken* { return ++at < end ? &*at : nullptr; };
    const auto* token = next();
    if (token && token->is("or")) next(), token = next();
    if (!token || !token->is("into")) return;
    const auto* table = next();
    if (!table || !table->name()) return;
    token = next();
    if (token && token->is("as")) next(), token = next();
    if (!token || !token->symbol('(')) return;
    std::vector<std::string> columns;
    for (;;) {
        token = next();
        if (!token || !token->name()) return;
        columns.push_back(fold(token->text));
        token = next();
        if (token && token->symbol(')')) break;
        if (!token || !token->symbol(',')) return;
    }
    text.insert_table = fold(table->text);
    text.insert_columns = std::move(columns);
}

// name [ ( columns ) ] AS [ [NOT] MATERIALIZED ] (
void read_with_names(SqlText& text, const Tokens& tokens) {
    for (auto as = tokens.begin(); as != tokens.end(); ++as) {
        if (!as->is("as") || as == tokens.begin()) continue;
        auto after = std::next(as);
        while (after != tokens.end() && (after->is("not") || after->is("materialized"))) ++after;
        if (after == tokens.end() || !after->symbol('(')) continue;
        auto name = std::prev(as);
        if (name->symbol(')')) {
            const int outside = name->depth;
            while (name != tokens.begin() && !(name->symbol('(') && name->depth == outside)) --name;
            if (name == tokens.begin()) continue;
            --name;
        }
        if (name->name()) text.with_names.insert(fold(name->text));
    }
}

}  // namespace

std::string fold(std::string_view name) {
    std::string folded{name};
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return folded;
}

SqlText read_sql(std::string_view sql) {
    const auto tokens = tokens_of(sql);
    const auto semicolon = std::find_if(tokens.begin(), tokens.end(), [](const SqlToken& token) { return token.symbol(';'); });
    SqlText text;
    text.single = sql.find('\0') == std::string_view::npos && semicolon != tokens.begin() &&
                  (semicolon == tokens.end() || std::next(semicolon) == tokens.end());
    const auto verb = find_verb(tokens);
    if (verb == tokens.end()) return text;
    text.verb = verb_of(*verb);
    text.conflict_clause = verb->is("replace") || (std::next(verb) != tokens.end() && std::next(verb)->is("or"));
    text.unnamed_join =
        std::any_of(tokens.begin(), tokens.end(), [](const SqlToken& token) { return token.is("natural") || token.is("using"); });
    if (text.verb == Verb::insert) read_insert(text, verb, tokens.end());
    read_with_names(text, tokens);
    return text;
}

}  // namespace mortise::storage

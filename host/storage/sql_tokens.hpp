// Splits SQL into tokens by SQLite's rules (which are PostgreSQL's for what Mortise writes), leaving out blanks and comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mortise::storage {

enum class TokenKind : unsigned char {
    word,    // a bare name or a keyword
    quoted,  // "name", `name`, [name] or 'text': a name where a name is expected, never a keyword
    other    // number, parameter, operator, bracket, comma, semicolon
};

struct SqlToken {
    TokenKind kind;
    std::string text;  // a word as written, a quoted one without its quotes
    int depth;         // brackets open around it

    bool is(std::string_view keyword_in_lower_case) const;  // a bare word, whatever its case
    bool symbol(char character) const { return kind == TokenKind::other && text.size() == 1 && text[0] == character; }
    bool name() const { return kind != TokenKind::other; }
};

std::vector<SqlToken> tokens_of(std::string_view sql);

}  // namespace mortise::storage

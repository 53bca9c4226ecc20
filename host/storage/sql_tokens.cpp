#include "storage/sql_tokens.hpp"

#include <algorithm>

#include "storage/sql_text.hpp"

namespace mortise::storage {
namespace {

bool in_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
           byte == '$' || byte >= 0x80;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
public:
    explicit Scanner(std::string_view sql) : sql_{sql} {}

    std::vector<SqlToken> run() {
        while (at_ < sql_.size()) step();
        return std::move(tokens_);
    }

private:
    char look(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

    void step() {
        const char c = look();
        if (is_blank(c)) ++at_;
        else if (sql_.substr(at_).starts_with("\xEF\xBB\xBF")) at_ += 3;  // a byte order mark is a blank to SQLite
        else if (c == '-' && look(1) == '-') skip_to("\n");
        else if (c == '/' && look(1) == '*') at_ += 2, skip_to("*/");
        else if (c == '\'' || c == '"' || c == '`') quoted(c);
        else if (c == '[') bracketed();
        else if (is_digit(c)) take(TokenKind::other, word_end(at_));
        else if (c == ':' || c == '@' || c == '?' || c == '#' || c == '$') take(TokenKind::other, word_end(at_ + 1));
        else if (in_word(c)) take(TokenKind::word, word_end(at_));
        else symbol(c);
    }

    void symbol(char c) {
        if (c == ')' && depth_ > 0) --depth_;
        take(TokenKind::other, at_ + 1);
        if (c == '(') ++depth_;
    }

    void skip_to(std::string_view end) {
        const auto found = sql_.find(end, at_);
        at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
    }

    void quoted(char quote) {
        std::string text;
        for (++at_; at_ < sql_.size(); ++at_) {
            if (look() == quote) {
                if (look(1) != quote) break;
                ++at_;
            }
            text += look();
        }
        ++at_;
        tokens_.push_back({TokenKind::quoted, std::move(text), depth_});
    }

    void bracketed() {
        const auto end = std::min(sql_.find(']', at_), sql_.size());
        tokens_.push_back({TokenKind::quoted, std::string{sql_.substr(at_ + 1, end - at_ - 1)}, depth_});
        at_ = end + 1;
    }

    std::size_t word_end(std::size_t from) const {
        while (from < sql_.size() && in_word(sql_[from])) ++from;
        return from;
    }

    void take(TokenKind kind, std::size_t end) {
        tokens_.push_back({kind, std::string{sql_.substr(at_, end - at_)}, depth_});
        at_ = end;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::vector<SqlToken> tokens_;
};

}  // namespace

bool SqlToken::is(std::string_view keyword) const { return kind == TokenKind::word && fold(text) == keyword; }

std::vector<SqlToken> tokens_of(std::string_view sql) { return Scanner{sql}.run(); }

}  // namespace mortise::storage

// The SQL that a library holds as constants.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::check {

struct SqlText {
    std::string text;
    bool open_ended = false;  // where it ends is not known: Rust's constants stand one behind the other
    auto operator<=>(const SqlText&) const = default;
};

// Constants that begin like a statement, in capitals; each once. REQUIRES: as elf_facts.
std::vector<SqlText> sql_texts(std::string_view library);

// Whether a text that does not prepare for this cause is one of several that a statement is put together from at run time.
bool is_a_part(const std::string& sql, std::string_view cause);

// What no end of an open-ended text mends, as `prepare` says of its beginnings, by a text that is empty for those that prepare;
// empty, too, when it may be but a part.
std::string lasting_cause(const std::string& sql, const std::function<std::string(const std::string&)>& prepare);

}  // namespace mortise::check

// The SQL that a library holds as constants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mortise::check {

// Constants that begin like a statement, in capitals; each once. REQUIRES: as elf_facts.
std::vector<std::string> sql_texts(std::string_view library);

// Whether a text that does not prepare for this cause is one of several that a statement is put together from at run time.
bool is_a_part(const std::string& sql, std::string_view cause);

}  // namespace mortise::check

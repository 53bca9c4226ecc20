// One host with the same plugin in every language, and what its tests ask it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/server.hpp"

namespace mortise::languages {

struct Language {
    std::string id;
    // What the log says of each way to fail, as {how} names it.
    std::string standard, deep, other, number;
};

const std::vector<Language>& all_languages();

// All of them enabled, each with a salutation of its own, and otherwise as shipped.
testing::ServerOptions with_all_languages();

// What was answered, without what differs: ids are "ID", the plugin's id is "PLUGIN".
std::string transcript(const Language& language, const testing::Answer& answer);

}  // namespace mortise::languages

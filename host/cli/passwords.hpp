// A password from the terminal or standard input, hashed at once: only the hash travels further.
#pragma once

#include <string>

#include "config/settings.hpp"

namespace mortise::cli {

// Asks without echo when standard input is a terminal, else reads one line. Throws CommandRefused when it is no good.
std::string hash_from_input(const config::PasswordSettings& cost);

}  // namespace mortise::cli

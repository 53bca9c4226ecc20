// What people choose when a password must be long: words with digits hung on, runs along the keyboard, a bit repeated.
#pragma once

#include <string_view>

namespace mortise::accounts {

bool is_common_password(std::string_view password);

}  // namespace mortise::accounts

// A text as a JSON string, quotes and all. For log lines; whoever makes answers uses Boost.JSON.
#pragma once

#include <string>
#include <string_view>

namespace mortise::observe {

// Invalid UTF-8 becomes U+FFFD, control characters are escaped: the result is always one line and always JSON.
void append_json_text(std::string& out, std::string_view text);

}  // namespace mortise::observe

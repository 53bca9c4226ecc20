#include "workshop/templates.hpp"

#include <algorithm>

namespace mortise::workshop {

std::string_view template_text(std::string_view path) { return std::ranges::find(templates(), path, &Template::path)->text; }

}  // namespace mortise::workshop

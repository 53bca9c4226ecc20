// Files that are built into the program: those of sdk/templates, and of config/ as shipped.
#pragma once

#include <string_view>
#include <vector>

namespace mortise::workshop {

struct Template {
    std::string_view path;  // common/plugin.yaml, c/CMakeLists.txt, config/access.yaml
    std::string_view text;
};

const std::vector<Template>& templates();

// REQUIRES: there is one of that path.
std::string_view template_text(std::string_view path);

}  // namespace mortise::workshop

// What a text of mortise.yaml points at: files, secrets, the database. Relative paths are relative to the file they stand in;
// those of --set to the working directory.
#pragma once

#include <optional>
#include <string>

#include "config/node.hpp"
#include "config/problem.hpp"

namespace mortise::config {

class Locations {
public:
    Locations(const std::string& file, Problems& problems);

    std::string path(const Node& node, std::string_view written) const;  // absolute
    std::optional<std::string> existing_file(const Node& node, std::string_view written) const;
    // `${file:PATH}` and `${env:NAME}` replaced by what they name. A problem never quotes what was read.
    std::optional<std::string> secret(const Node& node) const;
    // sqlite:PATH made absolute, postgresql:// as it is; with references replaced.
    std::optional<std::string> database_url(const Node& node) const;

private:
    std::optional<std::string> referenced(const Node& node, std::string_view reference) const;

    std::string folder_;
    Problems& problems_;
};

}  // namespace mortise::config

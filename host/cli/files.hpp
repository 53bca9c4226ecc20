// The shell's and the enabled plugins' files, and index.html for every address of a page. In memory, part of a generation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/static_files.hpp"
#include "model/request.hpp"
#include "model/response.hpp"
#include "plugins/registry.hpp"

namespace mortise::cli {

class Files {
public:
    // `web`: the folder of the built shell; empty: the program's own.
    Files(const std::string& web, const std::vector<std::shared_ptr<plugins::Plugin>>& plugins);

    std::optional<model::Response> find(const model::Request& request) const;
    // What every answer says: the shell's csp.txt, or the strictest where there is no shell.
    const std::string& content_security_policy() const noexcept { return policy_; }

private:
    http::StaticFiles files_;
    std::string policy_;
};

}  // namespace mortise::cli

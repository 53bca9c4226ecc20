// Building the package of a plugin from its sources, with CMake, while the caller does other things.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "workshop/child.hpp"

namespace mortise::workshop {

class PackageBuild {
public:
    enum class State { running, done, failed };

    // `prefix`: where this program's SDK is. Throws Refused when there is nothing in `source` that could be built.
    PackageBuild(std::filesystem::path source, std::string id, std::filesystem::path build, const std::filesystem::path& prefix);

    void begin();  // ends one that is under way
    bool running() const noexcept { return child_.has_value(); }
    int descriptor() const noexcept { return child_ ? child_->descriptor() : -1; }  // when readable, call proceed()
    State proceed();
    void stop() { child_.reset(); }

    std::string output() const;  // of the last build
    std::filesystem::path package() const { return build_ / "plugins" / id_; }

private:
    void run(const std::vector<std::string>& command) { child_.emplace(command, log_); }
    bool configured() const;

    const std::filesystem::path source_, build_, log_;
    const std::string id_;
    std::vector<std::string> configure_, compile_;
    std::optional<Child> child_;
    bool compiling_ = false;
};

}  // namespace mortise::workshop

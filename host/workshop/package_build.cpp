#include "workshop/package_build.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include "workshop/refused.hpp"

namespace mortise::workshop {

namespace fs = std::filesystem;

PackageBuild::PackageBuild(fs::path source, std::string id, fs::path build, const fs::path& prefix)
    : source_{std::move(source)}, build_{std::move(build)}, log_{build_ / "mortise-build.log"}, id_{std::move(id)} {
    if (!fs::is_regular_file(source_ / "CMakeLists.txt"))
        throw Refused{(source_ / "CMakeLists.txt").string() + " is missing; `mortise plugin new` writes one to look at"};
    configure_ = {"cmake", "-S", source_.string(), "-B", build_.string()};
    if (on_the_path("ninja")) configure_.insert(configure_.end(), {"-G", "Ninja"});
    if (const auto sdk = prefix / "share/cmake/mortise"; fs::exists(sdk)) configure_.push_back("-Dmortise_DIR=" + sdk.string());
    compile_ = {"cmake",
                "--build",
                build_.string(),
                "--target",
                "plugin-" + id_,
                "--parallel",
                std::to_string(std::max(1u, std::thread::hardware_concurrency()))};
    fs::create_directories(build_);
}

// A first configuration that failed leaves a cache, but nothing to build by.
bool PackageBuild::configured() const { return fs::exists(build_ / "build.ninja") || fs::exists(build_ / "Makefile"); }

void PackageBuild::begin() {
    stop();
    std::ofstream{log_, std::ios::trunc}.flush();
    compiling_ = configured();
    run(compiling_ ? compile_ : configure_);
}

PackageBuild::State PackageBuild::proceed() {
    const int status = child_->wait();
    child_.reset();
    if (status != 0) return State::failed;
    if (compiling_) return State::done;
    compiling_ = true;
    run(compile_);
    return State::running;
}

std::string PackageBuild::output() const {
    std::ifstream file{log_};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace mortise::workshop

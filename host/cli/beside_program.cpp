#include "cli/beside_program.hpp"

namespace mortise::cli {

namespace fs = std::filesystem;

fs::path own_prefix() { return fs::read_symlink("/proc/self/exe").parent_path().parent_path(); }

fs::path own_web_folder() {
    for (const auto* folder : {"web", "share/mortise/web"})
        if (auto found = own_prefix() / folder; fs::is_regular_file(found / "index.html")) return found;
    return {};
}

fs::path own_plugins_folder() {
    const auto in_build_tree = own_prefix() / "plugins";
    return fs::is_directory(in_build_tree) ? in_build_tree : own_prefix() / "lib/mortise/plugins";
}

}  // namespace mortise::cli

// A source tree for one test, removed at its end.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace mortise::architecture {

class TemporaryTree {
public:
    TemporaryTree() {
        auto name = (std::filesystem::temp_directory_path() / "mortise-tree-XXXXXX").string();
        root_ = mkdtemp(name.data());
    }
    TemporaryTree(const TemporaryTree&) = delete;
    TemporaryTree& operator=(const TemporaryTree&) = delete;
    ~TemporaryTree() { std::filesystem::remove_all(root_); }

    void write(const std::string& file, std::string_view text) const {
        std::filesystem::create_directories((root_ / file).parent_path());
        std::ofstream{root_ / file} << text;
    }
    const std::filesystem::path& root() const { return root_; }

private:
    std::filesystem::path root_;
};

}  // namespace mortise::architecture

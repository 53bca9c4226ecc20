// A folder that is gone when the test is.
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace mortise::http::test {

class TemporaryFolder {
public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "mortise-http-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error{"cannot make a temporary folder"};
        path_ = pattern;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }

    std::string path() const { return path_.string(); }
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    void write(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path_ / name, std::ios::binary} << bytes;
    }

private:
    std::filesystem::path path_;
};

}  // namespace mortise::http::test

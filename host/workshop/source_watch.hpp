// Hears of files that are saved below a folder. What builds and editors make for themselves does not count.
#pragma once

#include <filesystem>
#include <map>
#include <string_view>

namespace mortise::workshop {

class SourceWatch {
public:
    explicit SourceWatch(const std::filesystem::path& folder);  // throws Refused
    ~SourceWatch();
    SourceWatch(const SourceWatch&) = delete;
    SourceWatch& operator=(const SourceWatch&) = delete;

    int descriptor() const noexcept { return descriptor_; }  // when readable, call take()
    bool take();                                             // whether anything changed that a build may depend on

    // Hidden files, editors' copies, and the folders of builds.
    static bool ignores(std::string_view name);

private:
    void add(const std::filesystem::path& folder);

    int descriptor_;
    std::map<int, std::filesystem::path> folders_;  // by the number that inotify gave it
};

}  // namespace mortise::workshop

// A small package that is in order, in a folder of the test's own, to be broken in one respect.
#pragma once

#include <string>
#include <string_view>

#include "temporary_folder.hpp"

namespace mortise::check {

// A sanitizer brings a library of its own into every plugin of the build.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

enum class Exports { entry, all_visible };

class BrokenPackage {
public:
    // The library is that of tests/check/broken/<like>.
    explicit BrokenPackage(const std::string& like = "nothing");

    std::string path(const std::string& name = "") const { return (folder_ / "broken" / name).string(); }
    void write(const std::string& name, std::string_view text) const;
    void replace(const std::string& name, std::string_view old_text, std::string_view new_text) const;
    // Links the library anew, of broken/nothing/plugin.c and `source`, a second file in C, with `options` after the usual ones.
    void link(const std::string& options, std::string_view source = "", Exports exports = Exports::entry) const;
    void seal() const;  // SHA256SUMS, for the package as it is now
    // Another plugin beside it that defines the same.
    void add_twin() const;

private:
    TemporaryFolder folder_;
};

}  // namespace mortise::check

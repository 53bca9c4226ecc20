// The bytes of a plugin's shared library, read from its package once, checked, and staged where nobody can change them.
// For plugins/library alone; what is loaded later is exactly what was checked here.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace mortise::plugins {

// Why a library does not load: `file: cause; remedy`, for the operator.
class LibraryError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct LibraryFile {
    std::string path;  // for messages: the package may be replaced meanwhile
    std::string bytes;
    std::string hash;  // SHA-256, hex
};

// Reads <folder>/<id>.so without following a link; a regular file of at most 64 MiB, whose ELF headers lie within it and are
// of this machine. Where there is a SHA256SUMS, all files that it names are as it says. Throws LibraryError.
LibraryFile read_library(const std::string& folder, const std::string& id);

// A sealed file in memory. Its path is new each time for as long as the descriptor stays open: the dynamic linker takes a
// path that it has seen for the library it has seen there.
class StagedFile {
public:
    explicit StagedFile(const LibraryFile& file);  // throws LibraryError
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    int descriptor() const noexcept { return descriptor_; }
    std::string path() const;
    void keep_open() noexcept { kept_ = true; }  // for good: the library is mapped

private:
    int descriptor_ = -1;
    bool kept_ = false;
};

// What is wrong with the headers of a shared library, or empty. Looks at nothing beyond `bytes`.
std::string elf_problem(std::string_view bytes);

}  // namespace mortise::plugins

#include "plugins/library_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "accounts/secrets.hpp"

namespace mortise::plugins {
namespace {

constexpr std::size_t largest_library = 64u << 20;
constexpr std::size_t largest_sums = 1u << 20;

[[noreturn]] void fail(const std::string& path, std::string_view cause) { throw LibraryError{path + ": " + std::string{cause}}; }

std::string system_text(int error) { return std::strerror(error); }

class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_{number} {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    operator int() const noexcept { return number_; }

private:
    int number_;
};

std::string read_to_end(int descriptor, const std::string& path, std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        const auto got = read(descriptor, bytes.data() + filled, size - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(path, "cannot be read: " + system_text(errno));
        if (got == 0) fail(path, "became shorter while it was read; install packages by renaming a complete folder into place");
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

// Nothing when the file is absent.
std::optional<std::string> read_regular_file(const std::string& folder, const std::string& name, std::size_t limit) {
    const auto path = folder + "/" + name;
    const Descriptor directory{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory < 0) fail(folder, "cannot be opened as a folder: " + system_text(errno));
    const Descriptor file{openat(directory, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    if (file < 0 && errno == ENOENT) return std::nullopt;
    if (file < 0 && errno == ELOOP) fail(path, "is a symbolic link; a package holds the file itself");
    if (file < 0) fail(path, "cannot be opened: " + system_text(errno));
    struct stat status {};
    if (fstat(file, &status) != 0) fail(path, "cannot be examined: " + system_text(errno));
    if (!S_ISREG(status.st_mode)) fail(path, "is not a regular file; a package holds the file itself");
    if (static_cast<std::uint64_t>(status.st_size) > limit)
        fail(path, "is larger than " + std::to_string(limit >> 20) + " MiB, which no plugin needs to be");
    return read_to_end(file, path, static_cast<std::size_t>(status.st_size));
}

struct StatedHash {
    std::string_view hash, file;
};

// Takes the first line off `sums`: 64 hexadecimal digits, a space, a space or an asterisk, the file. Empty names are no file.
StatedHash next_line(std::string_view& sums) {
    constexpr std::size_t digits = 64;
    const auto line = sums.substr(0, sums.find('\n'));
    sums.remove_prefix(std::min(line.size() + 1, sums.size()));
    if (line.size() <= digits + 2) return {};
    return {line.substr(0, digits), line.substr(digits + 2)};
}

bool is_within_package(std::string_view file) {
    return !file.starts_with('/') && ("/" + std::string{file} + "/").find("/../") == std::string::npos;
}

void check_other_file(const std::string& folder, const StatedHash& stated) {
    const std::string name{stated.file};
    if (!is_within_package(name)) fail(folder + "/SHA256SUMS", "names " + name + ", which is not in the package");
    const auto bytes = read_regular_file(folder, name, largest_library);
    if (!bytes) fail(folder + "/" + name, "is named by SHA256SUMS and not there; take the package from its vendor again");
    if (accounts::sha256_hex(*bytes) != stated.hash)
        fail(folder + "/" + name, "has another SHA-256 than SHA256SUMS states; take the package from its vendor again");
}

// Where there is a SHA256SUMS, it names the library, and every file that it names is as it says.
void check_sums(const std::string& folder, const std::string& name, const LibraryFile& file) {
    const auto sums = read_regular_file(folder, "SHA256SUMS", largest_sums);
    if (!sums) return;
    bool named = false;
    for (std::string_view rest = *sums; !rest.empty();) {
        const auto stated = next_line(rest);
        if (stated.file != name) continue;
        named = true;
        if (stated.hash != file.hash)
            fail(file.path, "has another SHA-256 than SHA256SUMS states; take the package from its vendor again");
    }
    if (!named) fail(folder + "/SHA256SUMS", "does not name " + name + "; take the package from its vendor again");
    for (std::string_view rest = *sums; !rest.empty();)
        if (const auto stated = next_line(rest); !stated.file.empty() && stated.file != name) check_other_file(folder, stated);
}

}  // namespace

LibraryFile read_library(const std::string& folder, const std::string& id) {
    const auto name = id + ".so";
    LibraryFile file{.path = folder + "/" + name, .bytes = {}, .hash = {}};
    auto bytes = read_regular_file(folder, name, largest_library);
    if (!bytes) fail(file.path, "is not there; build or install the plugin, or take it out of plugins.enabled");
    file.bytes = std::move(*bytes);
    if (const auto problem = elf_problem(file.bytes); !problem.empty())
        fail(file.path, problem + "; install the plugin again, built for this machine");
    file.hash = accounts::sha256_hex(file.bytes);
    check_sums(folder, name, file);
    return file;
}

StagedFile::StagedFile(const LibraryFile& file) : descriptor_{memfd_create("mortise-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING)} {
    if (descriptor_ < 0) fail(file.path, "cannot be staged in memory: " + system_text(errno));
    std::string_view rest = file.bytes;
    while (!rest.empty()) {
        const auto put = write(descriptor_, rest.data(), rest.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) {
            const auto error = errno;
            close(descriptor_);
            fail(file.path, "cannot be staged in memory: " + system_text(error));
        }
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
    if (fcntl(descriptor_, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        const auto error = errno;
        close(descriptor_);
        fail(file.path, "cannot be sealed in memory: " + system_text(error));
    }
}

StagedFile::~StagedFile() {
    if (!kept_) close(descriptor_);
}

std::string StagedFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace mortise::plugins

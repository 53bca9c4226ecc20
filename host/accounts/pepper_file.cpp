#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "accounts/secrets.hpp"

namespace mortise::accounts {
namespace {

[[noreturn]] void fail(const std::string& path, std::string_view what) {
    throw std::runtime_error{"pepper file " + path + ": " + std::string{what}};
}

// Written beside and linked into place, so that nobody ever reads half a pepper and of two hosts that start at once one wins.
void make(const std::string& path) {
    if (const auto folder = std::filesystem::path{path}.parent_path(); !folder.empty())
        std::filesystem::create_directories(folder);
    std::string draft = path + ".XXXXXX";
    const int file = mkstemp(draft.data());  // mode 0600
    if (file < 0) fail(path, std::strerror(errno));
    const auto secret = sha256_hex(random_token()) + "\n";
    const bool written = write(file, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) && fsync(file) == 0;
    const int write_error = errno;
    close(file);
    const bool linked = written && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
    const int link_error = errno;
    unlink(draft.c_str());
    if (!linked) fail(path, std::strerror(written ? link_error : write_error));
}

}  // namespace

Pepper Pepper::from_file(const std::string& path) {
    struct stat state;
    if (stat(path.c_str(), &state) != 0) {
        if (errno != ENOENT) fail(path, std::strerror(errno));
        make(path);
        if (stat(path.c_str(), &state) != 0) fail(path, std::strerror(errno));
    }
    if (state.st_mode & S_IRWXO) fail(path, "everybody on this machine may read it; chmod 600 it, and replace it if anybody has");

    std::ifstream file{path};
    std::string secret;
    if (!std::getline(file, secret)) fail(path, "it cannot be read, or is empty");
    try {
        return Pepper{secret};
    } catch (const std::invalid_argument& error) {
        fail(path, error.what());
    }
}

}  // namespace mortise::accounts

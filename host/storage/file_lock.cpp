#include "storage/file_lock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "storage/connection.hpp"

namespace mortise::storage {
namespace {

std::string holder_in(int descriptor) {
    char text[32];
    const auto length = ::pread(descriptor, text, sizeof text, 0);
    return length > 0 ? "process " + std::string{text, static_cast<std::size_t>(length)} : "another process";
}

// Only said to people; the lock itself is what counts.
void name_holder(int descriptor) {
    const auto text = std::to_string(::getpid());
    if (::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, text.data(), text.size(), 0) < 0) errno = 0;
}

}  // namespace

FileLock::FileLock(const std::string& database_file) {
    const auto path = database_file + ".lock";
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0)
        throw Error{ErrorKind::unavailable,
                    path + ": cannot be opened: " + std::strerror(errno) + "; make its folder writable for this user"};
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    if (::fcntl(descriptor_, F_OFD_SETLK, &whole) == 0) {
        name_holder(descriptor_);
        return;
    }
    const auto holder = holder_in(descriptor_);
    ::close(descriptor_);
    throw Error{ErrorKind::unavailable, database_file + ": in use by " + holder +
                                            "; stop that one first, or give it the command through its admin socket"};
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace mortise::storage

#include "workshop/source_watch.hpp"

#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "workshop/refused.hpp"

namespace mortise::workshop {

namespace fs = std::filesystem;

SourceWatch::SourceWatch(const fs::path& folder) : descriptor_{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)} {
    if (descriptor_ < 0)
        throw Refused{"no files can be watched: " + std::string{::strerror(errno)} +
                      "; see fs.inotify.max_user_instances in sysctl"};
    add(folder);
}

SourceWatch::~SourceWatch() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool SourceWatch::ignores(std::string_view name) {
    constexpr std::array made{"build", "target", "node_modules"};
    return name.empty() || name.front() == '.' || name.back() == '~' || std::ranges::find(made, name) != made.end();
}

void SourceWatch::add(const fs::path& folder) {
    constexpr std::uint32_t saved = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ONLYDIR;
    const int number = ::inotify_add_watch(descriptor_, folder.c_str(), saved);
    if (number < 0) return;  // gone again
    folders_[number] = folder;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error})
        if (entry.is_directory(error) && !entry.is_symlink(error) && !ignores(entry.path().filename().string()))
            add(entry.path());
}

bool SourceWatch::take() {
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    bool changed = false;
    for (ssize_t size; (size = ::read(descriptor_, buffer.data(), buffer.size())) > 0;) {
        for (const char* at = buffer.data(); at < buffer.data() + size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(at);
            at += sizeof(inotify_event) + event->len;
            const std::string_view name = event->len == 0 ? "" : event->name;
            changed |= (event->mask & IN_Q_OVERFLOW) != 0;
            if (ignores(name)) continue;
            const bool is_folder = (event->mask & IN_ISDIR) != 0;
            if (is_folder && (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0)
                if (const auto found = folders_.find(event->wd); found != folders_.end()) add(found->second / name);
            changed |= is_folder || (event->mask & IN_CREATE) == 0;  // a new file is heard of again when it is closed
        }
    }
    return changed;
}

}  // namespace mortise::workshop

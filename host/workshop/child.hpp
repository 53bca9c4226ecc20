// Another program, run beside this one with its output in a file. It ends with the object.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mortise::workshop {

class Child {
public:
    // The first word is looked for on the PATH. What it prints is added to `output`. Throws Refused when there is no such
    // program.
    Child(const std::vector<std::string>& command, const std::filesystem::path& output);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int descriptor() const noexcept { return descriptor_; }  // readable once it has ended
    int wait();                                              // its exit status, or 128 and the signal; once
    int end();                                               // SIGTERM to it and to what it started, and wait

private:
    pid_t pid_ = 0;
    int descriptor_ = -1;
};

bool on_the_path(const std::string& program);

}  // namespace mortise::workshop

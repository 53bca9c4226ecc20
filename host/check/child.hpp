// Running a piece of work in a child process, so that whatever it does to the process is a sentence and not the end.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mortise::check {

struct ChildLimits {
    std::chrono::milliseconds wall{20'000};
};

// What `work` gave in a child of this process, or what became of the child: "crashes (Segmentation fault) while ...", "does not
// end ...". Neither output nor children of the child remain. Throws std::runtime_error when there can be no child.
// REQUIRES: this process has no other thread that holds a lock, for only the calling thread goes on in the child.
std::vector<std::string> run_in_child(const ChildLimits& limits, const std::function<std::vector<std::string>()>& work);

// What the child is about to do; said of it if it ends there. Outside of a child it does nothing.
void note_step(std::string_view step) noexcept;

}  // namespace mortise::check

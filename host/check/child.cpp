#include "check/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace mortise::check {
namespace {

constexpr std::size_t longest_step = 4'000, largest_report = 256u << 10;
constexpr char between = '\x1e', end = '\x04';  // what no sentence holds

char* step_of_child = nullptr;  // shared with the parent

// The page on which a child leaves word of what it is doing.
class StepPage {
public:
    StepPage() : page_{mmap(nullptr, longest_step + 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)} {
        if (page_ == MAP_FAILED) throw std::runtime_error{"no memory to share with a child process"};
    }
    ~StepPage() { munmap(page_, longest_step + 1); }
    StepPage(const StepPage&) = delete;
    StepPage& operator=(const StepPage&) = delete;
    char* text() const noexcept { return static_cast<char*>(page_); }

private:
    void* page_;
};

void confine() {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    const int nowhere = open("/dev/null", O_RDWR);
    for (int standard = 0; standard < 3; ++standard) dup2(nowhere, standard);
    close(nowhere);
    for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
}

std::string report_of(const std::function<std::vector<std::string>()>& work) {
    std::string report;
    try {
        for (const auto& finding : work()) report += finding + between;
    } catch (const std::exception& error) {
        report = std::string{"cannot be tried: "} + error.what() + between;
    }
    return report + end;
}

[[noreturn]] void be_child(int report_to, const std::function<std::vector<std::string>()>& work) {
    confine();
    const auto report = report_of(work);
    std::string_view rest = report;
    while (!rest.empty()) {
        const auto put = write(report_to, rest.data(), rest.size());
        if (put < 0 && errno != EINTR) break;
        if (put > 0) rest.remove_prefix(static_cast<std::size_t>(put));
    }
    _exit(0);
}

// To its end; false when time was up first.
bool read_report(int from, std::chrono::milliseconds wall, std::string& report) {
    const auto until = std::chrono::steady_clock::now() + wall;
    char buffer[4096];
    while (report.size() < largest_report && (report.empty() || report.back() != end)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{from, POLLIN, 0};
        const int ready = left.count() > 0 ? poll(&waiting, 1, static_cast<int>(left.count()) + 1) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return false;
        const auto got = read(from, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        report.append(buffer, static_cast<std::size_t>(got));
    }
    return true;
}

int end_child(pid_t child, bool in_time) {
    int status = 0;
    // One that reported is left to end by itself; one that closed its report has ended, or is about to.
    if (!in_time) kill(-child, SIGKILL), kill(child, SIGKILL);
    while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
    }
    kill(-child, SIGKILL);
    return status;
}

std::vector<std::string> sentences_of(std::string_view report) {
    std::vector<std::string> sentences;
    for (auto stop = report.find(between); stop != std::string_view::npos; stop = report.find(between)) {
        sentences.emplace_back(report.substr(0, stop));
        report.remove_prefix(stop + 1);
    }
    return sentences;
}

}  // namespace

void note_step(std::string_view step) noexcept {
    if (!step_of_child) return;
    const auto size = std::min(step.size(), longest_step);
    std::memcpy(step_of_child, step.data(), size);
    step_of_child[size] = '\0';
}

std::vector<std::string> run_in_child(const ChildLimits& limits, const std::function<std::vector<std::string>()>& work) {
    const StepPage page;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error{std::string{"no pipe: "} + std::strerror(errno)};
    const auto child = fork();
    if (child == 0) {
        close(ends[0]);
        step_of_child = page.text();
        be_child(ends[1], work);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        throw std::runtime_error{std::string{"no child process: "} + std::strerror(errno)};
    }
    std::string report;
    const bool in_time = read_report(ends[0], limits.wall, report);
    close(ends[0]);
    const int status = end_child(child, in_time);
    if (!report.empty() && report.back() == end) return sentences_of(report);
    const std::string step = page.text()[0] == '\0' ? "" : std::string{" while "} + page.text();
    if (!in_time) return {"does not end within " + std::to_string(limits.wall.count()) + " ms" + step};
    if (WIFSIGNALED(status)) return {std::string{"crashes ("} + strsignal(WTERMSIG(status)) + ")" + step};
    return {"ends the process" + step};
}

}  // namespace mortise::check

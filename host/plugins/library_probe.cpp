#include "plugins/library_probe.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <sstream>

#include "plugins/library.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MORTISE_SANITIZED 1
#endif

namespace mortise::plugins {
namespace {

// argv[0] of the child, its descriptors, and the first line of a good report.
constexpr char child_name[] = "mortise-plugin-probe";
constexpr int library_descriptor = 3, report_descriptor = 4;
constexpr std::string_view good = "module";
constexpr std::size_t longest_report = 256u << 10;

// ---- In the child ----

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// Above the limit that is signalled stands the one that kills.
template <class Resource>
void limit(Resource resource, rlim_t value) {
    const rlimit limits{value, value + 1};
    setrlimit(resource, &limits);
}

void confine(std::string_view cpu_seconds, [[maybe_unused]] std::string_view address_space) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, number(cpu_seconds));
#ifndef MORTISE_SANITIZED
    limit(RLIMIT_AS, number(address_space));
#endif
}

std::string report_on_library() {
    try {
        const auto module = load_module("/proc/self/fd/" + std::to_string(library_descriptor));
        const auto facts = facts_of(module.get());
        std::string report{good};
        for (const auto minor : {facts.built_minor, facts.required_minor}) report += '\n' + std::to_string(minor);
        report += '\n' + facts.id + '\n' + facts.version + '\n' + (facts.listens ? '1' : '0') + '\n';
        for (const auto& handler : facts.handlers) report += handler + '\n';
        return report;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "it threw something that is no std::exception";
    }
}

[[gnu::constructor]] void answer_probe(int argc, char** argv) {
    if (argc != 3 || std::strcmp(argv[0], child_name) != 0) return;
    confine(argv[1], argv[2]);
    const auto report = report_on_library();
    std::string_view rest = report;
    while (!rest.empty()) {
        const auto put = write(report_descriptor, rest.data(), rest.size());
        if (put < 0 && errno != EINTR) break;
        if (put > 0) rest.remove_prefix(static_cast<std::size_t>(put));
    }
    _exit(0);
}

// ---- In the host ----

// posix_spawn's two objects, which have no destructor of their own.
struct SpawnPlan {
    SpawnPlan() {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

// A process group of its own, no signal blocked or ignored, and no descriptor but the two that it needs.
void prepare(SpawnPlan& plan, int library, int report) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&plan.attributes, &none);
    posix_spawnattr_setsigdefault(&plan.attributes, &all);
    posix_spawnattr_setpgroup(&plan.attributes, 0);
    posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    for (int standard = 0; standard < 3; ++standard)
        posix_spawn_file_actions_addopen(&plan.actions, standard, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&plan.actions, library, library_descriptor);
    posix_spawn_file_actions_adddup2(&plan.actions, report, report_descriptor);
    posix_spawn_file_actions_addclosefrom_np(&plan.actions, report_descriptor + 1);
}

// Away from the numbers that the child uses, so that neither dup2 overwrites the source of the other.
int above_child_descriptors(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, report_descriptor + 1); }

}  // namespace

Probe::Probe(std::string path, const StagedFile& staged, const ProbeLimits& limits)
    : path_{std::move(path)}, until_{std::chrono::steady_clock::now() + limits.wall}, wall_{limits.wall} {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) fail(std::string{"there is no pipe for its report: "} + std::strerror(errno));
    report_ = ends[0];
    const int library = above_child_descriptors(staged.descriptor()), report = above_child_descriptors(ends[1]);
    SpawnPlan plan;
    prepare(plan, library, report);
    auto cpu = std::to_string(limits.cpu.count()), space = std::to_string(limits.address_space);
    std::string name = child_name;
    char* arguments[] = {name.data(), cpu.data(), space.data(), nullptr};
    const int error = posix_spawn(&child_, "/proc/self/exe", &plan.actions, &plan.attributes, arguments, environ);
    close(ends[1]);
    close(library);
    close(report);
    if (error == 0) return;
    child_ = -1;
    close(report_);
    fail(std::string{"no process could be started for it: "} + std::strerror(error));
}

Probe::~Probe() {
    end_child();
    close(report_);
}

ModuleFacts Probe::finish() {
    const auto report = read_report();
    const int status = end_child();
    if (WIFSIGNALED(status))
        fail(std::string{"it was ended by signal "} + strsignal(WTERMSIG(status)) +
             "; the file is damaged or its constructors fail");
    std::istringstream lines{report};
    std::string line;
    if (!std::getline(lines, line) || line != good) fail(report.empty() ? "it ended the process; the file is damaged" : report);
    ModuleFacts facts;
    lines >> facts.built_minor >> facts.required_minor >> facts.id >> facts.version >> facts.listens;
    while (lines >> line) facts.handlers.push_back(line);
    return facts;
}

// To the end of the report, or throws when time is up. A child of the child that holds the pipe open is late as well.
std::string Probe::read_report() {
    std::string report;
    char buffer[4096];
    while (report.size() < longest_report) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - std::chrono::steady_clock::now());
        pollfd waiting{report_, POLLIN, 0};
        const int ready = left.count() > 0 ? poll(&waiting, 1, static_cast<int>(left.count()) + 1) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) fail("it was not ready after " + std::to_string(wall_.count()) + " ms; its constructors hang");
        const auto got = read(report_, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        report.append(buffer, static_cast<std::size_t>(got));
    }
    return report;
}

// Nothing of the child or its own children is left behind. One that has ended keeps the status it ended with.
int Probe::end_child() noexcept {
    if (child_ < 0) return 0;
    int status = 0;
    kill(-child_, SIGKILL);
    while (waitpid(child_, &status, 0) == -1 && errno == EINTR) {
    }
    child_ = -1;
    return status;
}

void Probe::fail(const std::string& cause) const { throw LibraryError{path_ + ": does not load in a trial process: " + cause}; }

}  // namespace mortise::plugins

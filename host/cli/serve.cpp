// mortise serve: run until SIGTERM or SIGINT; SIGHUP reads the configuration again.
#include <sys/stat.h>

#include <csignal>
#include <ctime>

#include "cli/assembly.hpp"
#include "cli/program.hpp"
#include "observe/log.hpp"

namespace mortise::cli {
namespace {

// Blocked before the first thread starts, so that only this one takes them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void say_where(const Assembly& assembly) {
    for (const auto& address : assembly.listening())
        observe::log(observe::Level::info, "listening",
                     {{"address", address.unix_path.empty() ? address.host : address.unix_path}, {"port", address.port}});
}

void reload(Assembly& assembly) {
    config::Problems problems;
    if (assembly.reload(problems)) observe::log(observe::Level::info, "reloaded", {{"plugins", assembly.configuration().manifests.size()}});
    for (const auto& problem : problems.all()) observe::log(observe::Level::error, "reload_refused", {{"problem", problem.line()}});
}

}  // namespace

int serve(const Source& source) {
    const auto began = std::chrono::steady_clock::now();
    const auto signals = block_signals();
    ::umask(0077);   // the database, its secret and the command socket are this user's alone
    Assembly assembly{must_read(source), source};
    assembly.start();
    say_where(assembly);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    observe::log(observe::Level::info, "ready", {{"url", assembly.configuration().public_url}, {"milliseconds", took.count()}});

    while (true) {
        const timespec second{1, 0};
        const int signal = sigtimedwait(&signals, nullptr, &second);
        if (signal == SIGHUP) reload(assembly);
        else if (signal == SIGTERM || signal == SIGINT) break;
        else assembly.tick();
    }
    observe::log(observe::Level::info, "stopping");
    assembly.stop();
    observe::log(observe::Level::info, "stopped");
    return 0;
}

}  // namespace mortise::cli

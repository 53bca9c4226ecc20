// plugin run: a plugin's sources, built and served with the demo data, and again whenever one of them is saved. What does not
// build or does not load leaves the one before in its place.
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <cstdio>

#include "cli/assembly.hpp"
#include "cli/beside_program.hpp"
#include "cli/options.hpp"
#include "workshop/package_build.hpp"
#include "workshop/source_watch.hpp"
#include "workshop/trial.hpp"

namespace mortise::cli {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto debounce = 150ms;  // editors save several files, or one in several steps

struct RunPlugin {
    std::string directory, listen = "127.0.0.1:8080";
    bool fresh = false;
};

void say(const std::string& text) {
    std::printf("%s\n", text.c_str());
    std::fflush(stdout);
}

std::string seconds_since(Clock::time_point began) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f s", std::chrono::duration<double>(Clock::now() - began).count());
    return text;
}

// SIGINT and SIGTERM as something to poll; blocked before the first thread starts.
int stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    return ::signalfd(-1, &signals, SFD_CLOEXEC);
}

class PluginRun {
public:
    PluginRun(const RunPlugin& asked, const std::vector<std::string>& sets)
        : trial_{asked.directory, own_plugins_folder(), asked.fresh ? workshop::Trial::Data::fresh : workshop::Trial::Data::kept},
          build_{trial_.source(), trial_.id(), trial_.build_folder(), own_prefix()},
          watch_{trial_.source()},
          source_{trial_.configuration_file(), trial_.sets()} {
        source_.sets.push_back("server.listen=" + asked.listen);
        source_.sets.insert(source_.sets.end(), sets.begin(), sets.end());
    }

    void until_stopped(int signals) {
        begin_build();
        for (auto next_tick = Clock::now() + 1s;;) {
            std::array<pollfd, 3> awaited{
                {{signals, POLLIN, 0}, {watch_.descriptor(), POLLIN, 0}, {build_.descriptor(), POLLIN, 0}}};
            const auto until = build_at_ ? std::min(*build_at_, next_tick) : next_tick;
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
            ::poll(awaited.data(), awaited.size(), static_cast<int>(std::max(left, 0ms).count()));
            if (awaited[0].revents != 0) break;
            if (awaited[1].revents != 0 && watch_.take()) build_at_ = Clock::now() + debounce;
            if (awaited[2].revents != 0) go_on(build_.proceed());
            if (build_at_ && Clock::now() >= *build_at_) begin_build();
            if (Clock::now() < next_tick) continue;
            next_tick += 1s;
            if (assembly_) assembly_->tick();
        }
        build_.stop();
        if (assembly_) assembly_->stop();
    }

private:
    void begin_build() {
        build_at_.reset();
        began_ = Clock::now();
        build_.begin();
    }

    void go_on(workshop::PackageBuild::State state) {
        if (state == workshop::PackageBuild::State::running) return;
        if (state == workshop::PackageBuild::State::failed) return say(build_.output() + "The build failed; " + what_goes_on());
        if (!trial_.take(build_.package()) && assembly_)
            return say("Built in " + seconds_since(began_) + "; the package is the same.");
        if (assembly_) reload();
        else start();
    }

    std::string what_goes_on() const {
        return assembly_ ? "what was loaded before goes on serving." : "save a file to try again.";
    }

    void refuse(const config::Problems& problems) const {
        say(trial_.in_terms_of_sources(problems.text()) + "Not loaded; " + what_goes_on());
        if (problems.text().find("migration ") != std::string::npos)
            say("The data was made by other migrations. Put those back, or stop this and begin it with --fresh, without the "
                "data.");
    }

    void reload() {
        config::Problems problems;
        if (!assembly_->reload(problems)) return refuse(problems);
        say("Built in " + seconds_since(began_) + " and reloaded; reload the page if you look at one.");
    }

    void start() {
        config::Problems problems;
        auto configuration = read_configuration(source_, problems);
        if (!configuration) return refuse(problems);
        try {
            const auto& passwords = configuration->settings.passwords;
            run_command(*configuration, "demo.seed", {{"memory", passwords.memory_kib}, {"passes", passwords.passes}});
            assembly_ = std::make_unique<Assembly>(std::move(*configuration), source_);
        } catch (const ConfigurationRefused&) {  // its problems are printed
            return say("Not loaded; " + what_goes_on());
        } catch (const std::exception& error) {
            problems.add({source_.file, 0, 0}, error.what());
            return refuse(problems);
        }
        assembly_->start();
        say_where();
    }

    void say_where() const {
        say("Built in " + seconds_since(began_) + ". " + trial_.id() + " is served on " + assembly_->configuration().public_url);
        say("  Sign in as olivia@acme.example, owner of Acme, or mia@acme.example, a member; the password is mortise-demo.");
        say("  Owners have all of its permissions here, on any plan: " + (trial_.folder() / "access.yaml").string());
        say("  Save a file in " + trial_.source().string() +
            ", and it is built and loaded anew. Ctrl-C ends this; the data stays.");
    }

    workshop::Trial trial_;
    workshop::PackageBuild build_;
    workshop::SourceWatch watch_;
    Source source_;
    std::unique_ptr<Assembly> assembly_;
    std::optional<Clock::time_point> build_at_;
    Clock::time_point began_;
};

int run(const RunPlugin& asked, const std::vector<std::string>& sets) {
    const int signals = stop_signals();
    PluginRun{asked, sets}.until_stopped(signals);
    ::close(signals);
    return 0;
}

}  // namespace

void add_plugin_run(CLI::App& plugin, Options& options) {
    const auto asked = std::make_shared<RunPlugin>();
    auto& command =
        *plugin.add_subcommand("run", "Build a plugin and serve it with the demo data; rebuild and reload when a file is saved");
    command.add_option("DIR", asked->directory, "The folder with its plugin.yaml and CMakeLists.txt")->required();
    command.add_option("--listen", asked->listen, "Where to serve")->capture_default_str();
    command.add_flag("--fresh", asked->fresh, "Forget the data of earlier runs; needed when a migration was changed");
    command.add_option("--set", options.source.sets, "dotted.key=value, over the configuration; repeatable")
        ->allow_extra_args(false)
        ->take_all();
    command.footer(
        "What it needs to run is in DIR/.mortise: database, configuration, access rules, build. Examples:\n"
        "  mortise plugin run stand-up\n"
        "  mortise plugin run stand-up --listen 127.0.0.1:9090 --fresh");
    command.callback([asked, &options] { options.chosen = [asked, &options] { return run(*asked, options.source.sets); }; });
}

}  // namespace mortise::cli

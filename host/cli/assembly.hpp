// The running process: every room, joined. `mortise serve` makes one, starts it, and waits for signals.
#pragma once

#include <memory>

#include "accounts/throttle.hpp"
#include "cli/admin.hpp"
#include "cli/configuration.hpp"
#include "endpoints/endpoints.hpp"
#include "http/server.hpp"
#include "observe/metrics.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/record.hpp"

namespace mortise::cli {

class Assembly {
public:
    // Opens the database, migrates it, loads the plugins. Throws storage::Error or ConfigurationRefused.
    explicit Assembly(Configuration configuration, Source source);
    ~Assembly();

    void start();                 // listens; throws std::runtime_error naming the address
    bool reload(config::Problems& problems);   // a new generation from the same files; false: the old one goes on, `problems` say why
    void tick();                  // once a second: bookkeeping, event streams, counts
    void stop();                  // lets what is in flight finish

    std::vector<http::Address> listening() const { return server_->listening(); }
    const Configuration& configuration() const { return configuration_; }

private:
    void end_what_is_switched_off();
    std::shared_ptr<const pipeline::Generation> build(const Configuration& configuration, config::Problems& problems);
    plugins::Services plugin_services(const Configuration& configuration);
    std::unique_ptr<http::Server> make_server() const;
    std::unique_ptr<http::Server> make_admin_server();
    void add_samples();
    bool write_aside(std::function<bool(storage::Connection&)> run);
    void write_counts(model::Steady now);

    const Source source_;
    Configuration configuration_;
    observe::Metrics metrics_;
    accounts::Pepper pepper_;
    std::unique_ptr<storage::Database> database_;
    std::unique_ptr<events::Bus> bus_;
    accounts::Bookkeeping bookkeeping_;
    pipeline::RefusalThrottle refusals_;
    accounts::SignInThrottle sign_ins_;
    endpoints::PasswordSlots password_slots_;
    pipeline::Environment environment_;
    std::string content_security_policy_;
    std::unique_ptr<pipeline::Pipeline> pipeline_;
    std::unique_ptr<http::Server> server_, admin_server_, command_server_;
    std::uint64_t ticks_ = 0;
};

}  // namespace mortise::cli

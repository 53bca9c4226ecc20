#include "cli/program.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <iostream>

#include "cli/admin.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/passwords.hpp"
#include "cli/print.hpp"
#include "storage/connection.hpp"

namespace mortise::cli {
namespace {

namespace json = boost::json;

int check_config(const Options& options) {
    const auto configuration = must_read(options.source);
    // What only the code can tell: whether it loads, and agrees with its manifest. No database is opened.
    config::Problems problems;
    plugins::Services services;
    services.sessions = configuration.settings.sessions;
    services.public_url = configuration.public_url;
    services.count = [](std::string_view, std::string_view, std::uint64_t) {};
    const auto loaded = plugins::load_plugins(configuration.settings.plugins, configuration.manifests, services, problems);
    if (!problems.empty()) {
        std::fputs(problems.text().c_str(), stderr);
        return exit_configuration;
    }
    std::printf("%s: %zu plugins enabled, no problems.\n", options.source.file.c_str(), configuration.manifests.size());
    return 0;
}

// A command on the database: texts in, a table or JSON out.
class DatabaseCommand {
public:
    DatabaseCommand(CLI::App& parent, Options& options, std::string group, const std::string& name, const std::string& help)
        : app_{*parent.add_subcommand(name, help)}, options_{options}, command_{std::move(group) + '.' + name} {
        add_common(app_, options);
        app_.add_flag("--json", options.as_json, "Print JSON");
        arguments_ = std::make_shared<std::map<std::string, std::string>>();
        app_.callback([this, arguments = arguments_, &options, command = command_] {
            options.chosen = [arguments, &options, command] { return run(options, command, *arguments); };
        });
    }
    DatabaseCommand& needs(const std::string& name, const std::string& help) {
        app_.add_option("--" + name, (*arguments_)[name], help)->required();
        return *this;
    }
    DatabaseCommand& takes(const std::string& name, const std::string& help) {
        app_.add_option("--" + name, (*arguments_)[name], help);
        return *this;
    }
    DatabaseCommand& one_of(const std::string& name, const std::string& help, std::vector<std::string> choices, bool required = true) {
        app_.add_option("--" + name, (*arguments_)[name], help)->required(required)->check(CLI::IsMember(std::move(choices)));
        return *this;
    }
    DatabaseCommand& asks_for_password() {
        (*arguments_)["password-hash"] = "?";
        app_.footer("The password is asked for, or read from standard input when that is no terminal.");
        return *this;
    }

private:
    static int run(const Options& options, const std::string& command, const std::map<std::string, std::string>& given) {
        const auto configuration = must_read(options.source);
        json::object arguments;
        for (const auto& [name, value] : given)
            if (name == "limit") arguments[name] = value.empty() ? 50 : std::stoll(value);
            else if (name == "password-hash") arguments[name] = hash_from_input(configuration.settings.passwords);
            else if (!value.empty()) arguments[name] = value;
        check_plan_and_role(configuration.access, arguments);
        print(run_command(configuration, command, arguments), options.as_json);
        return 0;
    }
    static void check_plan_and_role(const config::AccessRules& access, const json::object& arguments) {
        const auto check = [&](std::string_view name, const std::vector<std::string>& known) {
            const auto* value = arguments.if_contains(name);
            if (!value || std::find(known.begin(), known.end(), std::string_view{value->as_string()}) != known.end()) return;
            std::string all;
            for (const auto& text : known) all += (all.empty() ? "" : ", ") + text;
            throw CommandRefused{"'" + std::string{value->as_string()} + "' is no " + std::string{name} + "; " + access.file + " knows " + all};
        };
        check("plan", access.plans);
        check("role", access.roles);
    }

    CLI::App& app_;
    Options& options_;
    std::string command_;
    std::shared_ptr<std::map<std::string, std::string>> arguments_;
};

CLI::App& group(CLI::App& program, const std::string& name, const std::string& help) {
    auto& made = *program.add_subcommand(name, help);
    made.require_subcommand(1);
    return made;
}

void add_people(CLI::App& program, Options& options) {
    auto& user = group(program, "user", "People who may sign in");
    DatabaseCommand{user, options, "user", "add", "Add a user"}.needs("email", "E-mail address, to sign in with").needs("name", "Name to show").asks_for_password();
    DatabaseCommand{user, options, "user", "list", "List users"};
    DatabaseCommand{user, options, "user", "set-password", "Set a password and end the user's sessions"}.needs("user", "E-mail address or id").asks_for_password();
    DatabaseCommand{user, options, "user", "set-status", "Close or open an account"}.needs("user", "E-mail address or id").one_of("status", "ACTIVE or INACTIVE", {"ACTIVE", "INACTIVE"});
    DatabaseCommand{user, options, "user", "end-sessions", "Sign a user out everywhere"}.needs("user", "E-mail address or id");

    const auto* which = "Name, subdomain or id of the workspace";
    auto& workspace = group(program, "workspace", "Workspaces, their plans and members");
    DatabaseCommand{workspace, options, "workspace", "add", "Add a workspace"}.needs("name", "Name").needs("plan", "Plan, one of access.yaml's")
        .needs("user", "Its owner: e-mail address or id").takes("subdomain", "Label in front of the base domain");
    DatabaseCommand{workspace, options, "workspace", "list", "List workspaces"};
    DatabaseCommand{workspace, options, "workspace", "set-plan", "Change the plan"}.needs("workspace", which).needs("plan", "Plan, one of access.yaml's");
    DatabaseCommand{workspace, options, "workspace", "set-subdomain", "Change or (without --subdomain) remove the subdomain"}.needs("workspace", which).takes("subdomain", "Label in front of the base domain");
    DatabaseCommand{workspace, options, "workspace", "add-member", "Make a user a member"}.needs("workspace", which).needs("user", "E-mail address or id")
        .needs("role", "Role, one of access.yaml's").one_of("status", "PENDING, ACTIVE or INACTIVE; ACTIVE if not given", {"PENDING", "ACTIVE", "INACTIVE"}, false);
    DatabaseCommand{workspace, options, "workspace", "set-role", "Change a member's role"}.needs("workspace", which).needs("user", "E-mail address or id").needs("role", "Role, one of access.yaml's");
    DatabaseCommand{workspace, options, "workspace", "set-status", "Change a member's status"}.needs("workspace", which).needs("user", "E-mail address or id").one_of("status", "PENDING, ACTIVE or INACTIVE", {"PENDING", "ACTIVE", "INACTIVE"});
    DatabaseCommand{workspace, options, "workspace", "transfer", "Make another member the owner; the present one becomes admin"}.needs("workspace", which).needs("user", "The new owner: e-mail address or id");
}

void add_keys_and_audit(CLI::App& program, Options& options) {
    auto& key = group(program, "key", "API keys");
    DatabaseCommand{key, options, "key", "issue", "Issue a key; its secret is printed once"}.needs("user", "E-mail address or id").needs("name", "What it is for").takes("workspace", "Bind it to this workspace");
    DatabaseCommand{key, options, "key", "list", "List a user's keys"}.needs("user", "E-mail address or id");
    DatabaseCommand{key, options, "key", "deactivate", "Deactivate one key"}.needs("key", "Its id");
    auto& audit = group(program, "audit", "The audit log");
    DatabaseCommand{audit, options, "audit", "list", "Print the latest rows"}.takes("workspace", "Only of this workspace").takes("limit", "How many; 50 if not given");
}

void add_all(CLI::App& program, Options& options) {
    auto& serving = *program.add_subcommand("serve", "Serve, until SIGTERM; SIGHUP reads the configuration again");
    add_common(serving, options);
    serving.callback([&options] { options.chosen = [&options] { return serve(options.source); }; });
    auto& checking = *program.add_subcommand("check-config", "Print every problem of the configuration as file:line:column: text; exit 78 if there is one");
    add_common(checking, options);
    checking.callback([&options] { options.chosen = [&options] { return check_config(options); }; });
    auto& demo = *program.add_subcommand("demo", "Put the demo data set into the database");
    add_common(demo, options);
    demo.add_flag("--json", options.as_json, "Print ids and the demo API keys' secrets as JSON");
    demo.callback([&options] { options.chosen = [&options] { return run_demo(must_read(options.source), options.as_json); }; });
    add_people(program, options);
    add_keys_and_audit(program, options);
    add_plugin_commands(program, options);
}

}  // namespace

void add_common(CLI::App& command, Options& options) {
    command.add_option("--config", options.source.file, "The configuration file")->capture_default_str();
    command.add_option("--set", options.source.sets, "dotted.key=value, over what the file says; repeatable")->allow_extra_args(false)->take_all();
}

int run_program(int argc, char** argv) {
    CLI::App program{"Mortise: a server whose features are plugins.\nEvery command takes --help."};
    program.require_subcommand(1);
    Options options;
    add_all(program, options);
    try {
        program.parse(argc, argv);
        return options.chosen();
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? 0 : exit_usage;
    } catch (const ConfigurationRefused&) {
        return exit_configuration;
    } catch (const std::exception& error) {
        std::cerr << "mortise: " << error.what() << '\n';
        return 1;
    }
}

}  // namespace mortise::cli

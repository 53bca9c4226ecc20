// demo.seed
#include <boost/json/parse.hpp>

#include "accounts/demo.hpp"
#include "cli/command_support.hpp"

namespace mortise::cli {
namespace {

CommandOutput seed(const CommandInput& input) {
    const auto cost = [&](std::string_view name) { return input.arguments.at(name).to_number<unsigned>(); };
    const auto data = accounts::seed_demo(input.connection, input.pepper, {cost("memory"), cost("passes")}, model::now());
    auto result = boost::json::parse(accounts::to_json(data)).as_object();
    if (data.origin == accounts::DemoData::Origin::found)
        result["note"] = "the demo data is there already; nothing was changed, and the keys' secrets cannot be shown again";
    return {std::move(result), {}};
}

}  // namespace

void add_demo_command(CommandTable& table) { table["demo.seed"] = seed; }

}  // namespace mortise::cli

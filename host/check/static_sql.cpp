// SQL of the package, on tables in memory: the host's, those of the plugins that it requires, its own.
#include <algorithm>

#include "check/sql_texts.hpp"
#include "check/static_rules.hpp"
#include "plugins/registry.hpp"
#include "storage/sql_trial.hpp"

namespace mortise::check {
namespace {

// Of those at hand, which run: what is wrong with them is their own author's matter.
void migrate_required(const Package& package, storage::SqlTrial& trial) {
    for (const auto& set : package.required_migrations()) try {
            trial.migrate(set);
        } catch (const storage::Error&) {
        }
}

// `in memory: migration 0001_notes.sql of com.example.notes: near "TABEL": syntax error` without what the finding says anyway.
std::string cause_of(const std::exception& error, const std::string& owner) {
    const std::string text = error.what(), before = " of " + owner + ": ";
    const auto at = text.find(before);
    return at == std::string::npos ? text : text.substr(at + before.size());
}

void compare_tables(const Question& question, const std::set<std::string>& made, std::vector<Finding>& findings) {
    const auto& manifest = *question.package.manifest;
    const auto at = [&](const std::string& table) {
        return question.package.position(config::position_of(manifest.document, {"tables", table}));
    };
    for (const auto& [table, columns] : manifest.tables)
        if (columns.owned && !made.contains(table)) findings.push_back({at(table), "no migration makes the table " + table});
    for (const auto& table : made)
        if (const auto declared = manifest.tables.find(table); declared == manifest.tables.end() || !declared->second.owned)
            findings.push_back({at(table), "a migration makes the table " + table + ", which is not among the plugin's own"});
}

std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text)
        if (c != '\n' && c != '\t' && (c != ' ' || !line.ends_with(' '))) line += c;
        else if (!line.ends_with(' ')) line += ' ';
    return line;
}

// Of a plugin that is not at hand.
bool may_be_elsewhere(const Package& package, const std::string& cause) {
    const bool all_at_hand = std::ranges::all_of(package.manifest->requires_plugins,
                                                 [&](const auto& required) { return package.neighbour(required.first); });
    return !all_at_hand && cause.find("no such table: ") != std::string::npos;
}

}  // namespace

std::vector<Finding> migrations_run(const Question& question) {
    const auto& package = question.package;
    std::vector<Finding> findings;
    storage::MigrationSet set;
    try {
        set = plugins::migrations_of(*package.manifest);
    } catch (const std::exception& error) {
        return {{package.position("migrations"), error.what()}};
    }
    storage::SqlTrial trial;
    migrate_required(package, trial);
    std::set<std::string> made;
    for (const auto& migration : set.migrations) try {
            trial.migrate(set, migration, made);
        } catch (const storage::Error& error) {
            return {{package.position("migrations/" + migration.name), cause_of(error, set.owner)}};
        }
    compare_tables(question, made, findings);
    return findings;
}

std::vector<Finding> statements_prepare(const Question& question) {
    const auto& package = question.package;
    storage::SqlTrial trial;
    migrate_required(package, trial);
    trial.migrate(plugins::migrations_of(*package.manifest));
    const storage::TableAccess access{package.id, package.manifest->tables};
    std::vector<Finding> findings;
    const auto prepare = [&](const std::string& sql) -> std::string {
        try {
            trial.prepare(access, sql);
            return {};
        } catch (const storage::Error& error) {
            return error.what();
        }
    };
    for (const auto& [text, open_ended] : sql_texts(package.library->bytes)) {
        const auto cause = open_ended ? lasting_cause(text, prepare) : prepare(text);
        if (!cause.empty() && !is_a_part(text, cause) && !may_be_elsewhere(package, cause))
            findings.push_back({{package.library_file()}, on_one_line(cause)});
    }
    return findings;
}

}  // namespace mortise::check

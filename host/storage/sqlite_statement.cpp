#include "storage/sqlite_statement.hpp"

#include <algorithm>

#include "storage/rows_builder.hpp"

namespace mortise::storage {
namespace {

Type type_of(const Value& value) noexcept {
    if (std::holds_alternative<std::int64_t>(value)) return Type::integer;
    if (std::holds_alternative<double>(value)) return Type::real;
    return Type::text;
}

bool is_null(const Value& value) noexcept { return std::holds_alternative<std::monostate>(value); }

std::string shortened(const std::string& sql) { return sql.size() <= 200 ? sql : sql.substr(0, 200) + "..."; }

Error invalid(const std::string& why, const std::string& sql) { return {ErrorKind::invalid, why + ", in: " + shortened(sql)}; }

// What a plugin may not say at all, for the authorizer does not see it or cannot tell it apart.
void hold_to_plain_sql(const SqlText& text, const std::string& sql) {
    const auto deny = [&](const std::string& why) { throw Error{ErrorKind::denied, why + ", in: " + shortened(sql)}; };
    if (text.verb == Verb::other) deny("a plugin's statement is a SELECT, INSERT, UPDATE or DELETE");
    if (text.conflict_clause) deny("say ON CONFLICT instead of OR or REPLACE");
    if (text.unnamed_join) deny("say ON instead of NATURAL or USING");
}

bool is_plain(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::string_view parameter_name(sqlite_api::sqlite3_stmt* statement, int number, const std::string& sql) {
    const char* spelled = sqlite_api::sqlite3_bind_parameter_name(statement, number);
    const std::string_view name = spelled ? spelled : "?";
    if (name[0] != ':' || !is_plain(name.substr(1))) throw invalid("a parameter is written :name, not " + std::string{name}, sql);
    return name;
}

// What was counted under a name of WITH must not be a table: which of the two was meant cannot be told apart.
void check_counted(const SqliteSession& session, const TableAccess& access, const StatementRule& rule) {
    for (const auto& name : rule.counted())
        if (sqlite_api::sqlite3_table_column_metadata(session.handle(), nullptr, name.c_str(), nullptr, nullptr, nullptr, nullptr,
                                                      nullptr, nullptr) == SQLITE_OK)
            throw Error{ErrorKind::denied, std::string{access.owner()} + " may not count " + name};
}

Error why_not_prepared(SqliteSession& session, const TableAccess& access, const SqliteRule* rule, const std::string& sql) {
    auto error = session.error(Phase::prepare, shortened(sql));
    if (!rule || rule->refused().empty()) return error;
    return {ErrorKind::denied, std::string{access.owner()} + " may not " + rule->refused() + ": " + error.what()};
}

}  // namespace

SqliteStatement::SqliteStatement(SqliteSession& session, const TableAccess& access, std::string_view sql,
                                 std::span<const Parameter> parameters, std::span<const Type> columns)
    : session_{session}, serial_{access.serial()}, sql_{sql}, statement_{session.soci()} {
    for (const auto& parameter : parameters) parameters_.push_back({std::string{parameter.name}, type_of(parameter.value)});
    for (const auto type : columns) columns_.push_back({{}, type});
    auto text = read_sql(sql_);
    if (!access.unlimited()) hold_to_plain_sql(text, sql_);
    if (!text.single) throw invalid("not one statement", sql_);
    if (!access.unlimited()) rule_ = std::make_unique<StatementRule>(access, std::move(text));
    exchange();
    prepare(access);
    check(access);
    statement_.define_and_bind();
}

sqlite_api::sqlite3_stmt* SqliteStatement::handle() {
    return static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend())->stmt_;
}

void SqliteStatement::exchange() {
    for (auto& holder : parameters_) {
        switch (holder.type) {
            case Type::integer: statement_.exchange(soci::use(holder.integer, holder.indicator, holder.name)); break;
            case Type::real: statement_.exchange(soci::use(holder.real, holder.indicator, holder.name)); break;
            case Type::text: statement_.exchange(soci::use(holder.text, holder.indicator, holder.name)); break;
        }
    }
    for (auto& holder : columns_) {
        switch (holder.type) {
            case Type::integer: statement_.exchange(soci::into(holder.integer, holder.indicator)); break;
            case Type::real: statement_.exchange(soci::into(holder.real, holder.indicator)); break;
            case Type::text: statement_.exchange(soci::into(holder.text, holder.indicator)); break;
        }
    }
}

void SqliteStatement::prepare(const TableAccess& access) {
    const SqliteSession::RuleScope scope{session_, rule_.get()};
    try {
        statement_.alloc();
        statement_.prepare(sql_);
    } catch (const soci::soci_error&) {
        throw why_not_prepared(session_, access, rule_.get(), sql_);
    }
}

void SqliteStatement::check(const TableAccess& access) {
    check_parameters();
    const auto columns = static_cast<std::size_t>(sqlite_api::sqlite3_column_count(handle()));
    if (columns != columns_.size())
        throw invalid(std::to_string(columns) + " result columns where " + std::to_string(columns_.size()) + " types are given",
                      sql_);
    if (rule_) check_counted(session_, access, *rule_);
}

void SqliteStatement::check_parameters() {
    const int wanted = sqlite_api::sqlite3_bind_parameter_count(handle());
    for (int i = 1; i <= wanted; ++i) {
        const auto name = parameter_name(handle(), i, sql_);
        if (std::none_of(parameters_.begin(), parameters_.end(),
                         [&](const Holder& given) { return given.name == name.substr(1); }))
            throw invalid("no value for " + std::string{name}, sql_);
    }
    if (static_cast<std::size_t>(wanted) != parameters_.size())
        throw invalid("more values than :names, or one given twice", sql_);
}

bool SqliteStatement::accepts(std::span<const Parameter> parameters, std::span<const Type> columns) const noexcept {
    return std::equal(parameters.begin(), parameters.end(), parameters_.begin(), parameters_.end(),
                      [](const Parameter& given, const Holder& holder) {
                          return given.name == holder.name && (is_null(given.value) || type_of(given.value) == holder.type);
                      }) &&
           std::equal(columns.begin(), columns.end(), columns_.begin(), columns_.end(),
                      [](Type type, const Holder& holder) { return type == holder.type; });
}

void SqliteStatement::fill(std::span<const Parameter> parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        auto& holder = parameters_[i];
        const auto& value = parameters[i].value;
        holder.indicator = is_null(value) ? soci::i_null : soci::i_ok;
        if (const auto* integer = std::get_if<std::int64_t>(&value)) holder.integer = *integer;
        else if (const auto* real = std::get_if<double>(&value)) holder.real = *real;
        else if (const auto* text = std::get_if<std::string_view>(&value)) holder.text.assign(*text);
    }
}

Rows SqliteStatement::run(std::span<const Parameter> parameters) {
    fill(parameters);
    const SqliteSession::RuleScope scope{session_, rule_.get()};
    try {
        return fetch_all();
    } catch (const soci::soci_error&) {
        const auto error = session_.error(Phase::run);
        reset();
        throw error;
    } catch (...) {
        reset();
        throw;
    }
}

// To the end: a statement left half-way keeps its snapshot, and every later read on this connection would be stale.
Rows SqliteStatement::fetch_all() {
    auto* handle = session_.handle();
    const auto changes_before = sqlite_api::sqlite3_total_changes64(handle);
    RowsBuilder rows{columns_.size()};
    for (bool got = statement_.execute(true); got && !columns_.empty(); got = statement_.fetch()) {
        rows.begin_row();
        for (const auto& holder : columns_) {
            if (holder.indicator == soci::i_null) rows.add_null();
            else if (holder.type == Type::integer) rows.add(std::int64_t{holder.integer});
            else if (holder.type == Type::real) rows.add(holder.real);
            else rows.add(std::string_view{holder.text});
        }
    }
    // SOCI counts before a RETURNING is drained, and SQLite's own count stays when a statement changes nothing.
    const bool changed = sqlite_api::sqlite3_total_changes64(handle) != changes_before;
    return rows.finish(changed ? sqlite_api::sqlite3_changes64(handle) : 0);
}

void SqliteStatement::reset() noexcept { sqlite_api::sqlite3_reset(handle()); }

void try_statement(SqliteSession& session, const TableAccess& access, const std::string& sql) {
    auto text = read_sql(sql);
    hold_to_plain_sql(text, sql);
    if (!text.single) throw invalid("not one statement", sql);
    StatementRule rule{access, std::move(text)};
    const SqliteSession::RuleScope scope{session, &rule};
    sqlite_api::sqlite3_stmt* prepared = nullptr;
    const int code = sqlite_api::sqlite3_prepare_v2(session.handle(), sql.c_str(), -1, &prepared, nullptr);
    const std::unique_ptr<sqlite_api::sqlite3_stmt, decltype(&sqlite_api::sqlite3_finalize)> statement{
        prepared, &sqlite_api::sqlite3_finalize};
    if (code != SQLITE_OK) throw why_not_prepared(session, access, &rule, sql);
    for (int i = 1; i <= sqlite_api::sqlite3_bind_parameter_count(prepared); ++i) parameter_name(prepared, i, sql);
    check_counted(session, access, rule);
}

}  // namespace mortise::storage

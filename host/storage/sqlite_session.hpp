// One open SQLite file: how it is opened, who may do what on it, and until when. SqliteConnection keeps statements over it.
#pragma once

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>
#include <optional>
#include <string>

#include "model/instant.hpp"
#include "storage/sqlite_error.hpp"
#include "storage/sqlite_rules.hpp"

namespace mortise::storage {

enum class SqliteMode : unsigned char {
    read,    // read-only, and never a checkpoint
    write,   // the one writer
    scratch  // in memory
};

class SqliteSession {
public:
    // Sets every PRAGMA and reads it back. Throws Error{unavailable}.
    SqliteSession(const std::string& path, SqliteMode mode);
    SqliteSession(const SqliteSession&) = delete;
    SqliteSession& operator=(const SqliteSession&) = delete;

    soci::session& soci() noexcept { return session_; }
    sqlite_api::sqlite3* handle() const noexcept { return handle_; }

    void set_deadline(std::optional<model::Steady> deadline) noexcept { deadline_ = deadline; }
    std::optional<model::Steady> deadline() const noexcept { return deadline_; }
    bool late() const noexcept { return deadline_ && std::chrono::steady_clock::now() >= *deadline_; }

    // What just failed, as an Error; remembers when this session must not be used again.
    Error error(Phase phase, std::string_view detail = {});
    bool broken() const noexcept { return broken_; }

    // While one lives, `rule` decides; null: the host's own statement.
    class RuleScope {
    public:
        RuleScope(SqliteSession& session, SqliteRule* rule) noexcept : session_{session}, before_{session.rule_} {
            session.rule_ = rule;
        }
        ~RuleScope() { session_.rule_ = before_; }
        RuleScope(const RuleScope&) = delete;
        RuleScope& operator=(const RuleScope&) = delete;

    private:
        SqliteSession& session_;
        SqliteRule* before_;
    };

private:
    static int authorize(void* self, int code, const char* first, const char* second, const char* database, const char* inside);
    static int is_late(void* self);
    void set_pragma(std::string_view name, std::string_view value);
    std::string read_pragma(std::string_view name);
    void require_pragma(std::string_view name, std::string_view value);
    void configure(SqliteMode mode);

    soci::session session_;
    sqlite_api::sqlite3* handle_;
    SqliteRule* rule_ = nullptr;
    std::optional<model::Steady> deadline_;
    bool broken_ = false;
};

}  // namespace mortise::storage

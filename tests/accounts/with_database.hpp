// A real database in a folder of its own, with the host's tables, and a few people in it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>

#include "accounts/secrets.hpp"
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "model/problem.hpp"
#include "storage/database.hpp"

namespace mortise::accounts {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string path = testing::TempDir() + "mortise-accounts-XXXXXX";
        if (!mkdtemp(path.data())) throw std::runtime_error{"no temporary folder"};
        path_ = path;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class WithDatabase : public testing::Test {
protected:
    WithDatabase() {
        database->migrate({storage::host_migrations()});
        write([&](storage::Connection& connection) {
            Users users{connection};
            Workspaces workspaces{connection};
            olivia = users.add("olivia@acme.example", "Olivia Berg", "!", start);
            mia = users.add("mia@acme.example", "Mia Schröder", "!", start);
            acme = workspaces.add("Acme", "enterprise", "acme", start);
            globex = workspaces.add("Globex", "pro", "", start);
            workspaces.add_member(acme, olivia, "owner", model::MemberStatus::active, start);
            workspaces.add_member(acme, mia, "member", model::MemberStatus::active, start);
        });
    }
    ~WithDatabase() override { database->drain(); }

    // What `work` returns, from one unit that is kept.
    template <class Work>
    std::invoke_result_t<Work, storage::Connection&> write(Work work) {
        using Result = std::invoke_result_t<Work, storage::Connection&>;
        if constexpr (std::is_void_v<Result>) {
            database->write_and_wait([&](storage::Connection& connection) { return work(connection), true; });
        } else {
            std::optional<Result> result;
            database->write_and_wait([&](storage::Connection& connection) {
                result = work(connection);
                return true;
            });
            return std::move(*result);
        }
    }

    // What `work` returns, from a connection that cannot write.
    template <class Work>
    std::invoke_result_t<Work, storage::Connection&> read(Work work) {
        std::optional<std::invoke_result_t<Work, storage::Connection&>> result;
        database->read([&](storage::Connection& connection) { result = work(connection); });
        return std::move(*result);
    }

    std::string text(std::string_view sql) {
        return read([&](storage::Connection& connection) {
            const auto rows = connection.query(sql, {}, {storage::Type::text});
            return rows.empty() ? std::string{"(no row)"} : std::string{rows.text(0, 0)};
        });
    }
    std::int64_t number(std::string_view sql) {
        return read(
            [&](storage::Connection& connection) { return connection.query(sql, {}, {storage::Type::integer}).integer(0, 0); });
    }

    const TemporaryFolder folder;
    const std::string file = folder.path() / "test.db";
    const std::unique_ptr<storage::Database> database = storage::Database::open({.url = "sqlite:" + file});
    const model::Instant start = *model::parse_instant("2025-03-01T08:00:00Z");
    model::UserId olivia, mia;
    model::WorkspaceId acme, globex;
};

template <class Call>
std::string reason_of(Call call) {
    try {
        call();
    } catch (const model::Refusal& refusal) {
        return refusal.problem().reason;
    }
    return "none";
}

template <class Call>
std::optional<storage::ErrorKind> error_of(Call call) {
    try {
        call();
    } catch (const storage::Error& error) {
        return error.kind();
    }
    return std::nullopt;
}

// Argon2id as cheap as it comes: what is tested is not how slow it is.
inline constexpr Argon2Cost cheap{.memory_kib = 8, .passes = 1};

}  // namespace mortise::accounts

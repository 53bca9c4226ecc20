// A plugin made of one function, with every extension, on a real database: what it gets of the host is what a library would get.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "accounts/sessions.hpp"
#include "accounts/users.hpp"
#include "accounts/workspaces.hpp"
#include "plugins/host_table.hpp"
#include "plugins/host_table_call.hpp"
#include "storage/database.hpp"
#include "temporary_folder.hpp"
#include "test_call.hpp"

namespace mortise::plugins {

using Work = std::function<mortise_status(const mortise_call&)>;

inline mortise_str abi(std::string_view text) { return {text.data(), text.size()}; }
inline std::string text(const mortise_str& text) { return {text.data, text.data + text.size}; }

inline mortise_status answer(const mortise_call& call, std::uint32_t status = 200, std::string_view body = "{}") {
    mortise_response response{};
    response.struct_size = sizeof response;
    response.status = status;
    response.body = abi(body);
    return call.respond(&call, &response);
}

class WithHostTable : public testing::Test {
protected:
    WithHostTable() {
        manifest.id = "sample";
        manifest.extensions_required = {MORTISE_EXT_STORAGE, MORTISE_EXT_EVENTS,      MORTISE_EXT_AUDIT,
                                        MORTISE_EXT_CLOCK,   MORTISE_EXT_IDS,         MORTISE_EXT_MEMBERS,
                                        MORTISE_EXT_METRICS, MORTISE_EXT_CREDENTIALS, MORTISE_EXT_SESSIONS};
        manifest.extensions_optional = {MORTISE_EXT_SETTINGS};
        manifest.tables["users"].read = {"id", "name", "email"};
        manifest.tables["users"].write = {"name"};
        manifest.events["sample.told"].audience = model::Audience::user;
        manifest.events["sample.shown"].audience = model::Audience::workspace;
        services.pepper = &pepper;
        services.public_url = "http://localhost:8080";
        services.count = [this](std::string_view plugin, std::string_view name, std::uint64_t by) {
            counts[std::string{plugin} + "." + std::string{name}] += by;
        };
        database->migrate({storage::host_migrations()});
        database->write_and_wait([&](storage::Connection& connection) {
            accounts::Users users{connection};
            accounts::Workspaces workspaces{connection};
            olivia = users.add("olivia@acme.example", "Olivia", "!", now);
            mia = users.add("mia@acme.example", "Mia", "!", now);
            hugo = users.add("hugo@hooli.example", "Hugo", "!", now);
            acme = workspaces.add("Acme", "enterprise", "acme", now);
            globex = workspaces.add("Globex", "pro", "", now);
            hooli = workspaces.add("Hooli", "enterprise", "", now);
            for (const auto& workspace : {acme, globex})
                workspaces.add_member(workspace, olivia, "owner", model::MemberStatus::active, now);
            workspaces.add_member(acme, mia, "member", model::MemberStatus::active, now);
            workspaces.add_member(globex, mia, "member", model::MemberStatus::active, now);
            workspaces.add_member(hooli, hugo, "owner", model::MemberStatus::active, now);
            accounts::NewSession session;
            session.subject = olivia;
            session.now = now;
            session.idle = std::chrono::minutes{30};
            session.absolute = std::chrono::hours{12};
            call.principal.session = accounts::Sessions{connection}.start(session).id;
            return true;
        });
        call.principal.subject.id = olivia;
        at(acme);
    }
    ~WithHostTable() override { database->drain(); }

    // The call names this workspace.
    void at(const model::WorkspaceId& workspace) {
        database->read([&](storage::Connection& connection) {
            call.workspace = *accounts::Workspaces{connection}.seen_by(workspace == hooli ? hugo : olivia, workspace);
        });
    }

    // Runs `work` as the handler, in a unit that is kept as the pipeline would keep it.
    CallOutput run(const Work& work) {
        CallOutput output;
        database->write_and_wait([&](storage::Connection& connection) {
            output = run_on(connection, work);
            return !output.refusal && output.response.status < 400;
        });
        return output;
    }
    CallOutput run_reading(const Work& work) {
        CallOutput output;
        call.reads_only();
        database->read([&](storage::Connection& connection) { output = run_on(connection, work); });
        return output;
    }
    CallOutput run_on(storage::Connection& connection, const Work& work) {
        if (!table) table = std::make_unique<HostTable>(manifest, grants, access(), settings, services);
        const auto trampoline = [](void* instance, std::uint32_t, const mortise_call* call) {
            return (*static_cast<const Work*>(instance))(*call);
        };
        const Handler handler{trampoline, const_cast<Work*>(&work), 0, "run"};
        return RunningCall::of_this_thread().run(handler, *table, call.input(connection));
    }

    // The status that one host function gave to a handler, which then answers 200.
    mortise_status status_of(const Work& work) {
        mortise_status status = MORTISE_OK;
        run([&](const mortise_call& call) {
            status = work(call);
            said = text(table->abi().last_error(table->abi().ctx));
            return answer(call);
        });
        return status;
    }

    template <class Table>
    const Table& extension(const char* id) const {
        return *static_cast<const Table*>(table->abi().get_extension(table->abi().ctx, abi(id)));
    }

    std::string value(std::string_view sql) {
        std::string found = "(no row)";
        database->read([&](storage::Connection& connection) {
            const auto rows = connection.query(sql, {}, {storage::Type::text});
            if (!rows.empty()) found = rows.is_null(0, 0) ? "(null)" : std::string{rows.text(0, 0)};
        });
        return found;
    }

    const storage::TableAccess& access() {
        if (!access_) access_ = std::make_unique<storage::TableAccess>(manifest.id, manifest.tables);
        return *access_;
    }

    TemporaryFolder folder;
    std::unique_ptr<storage::Database> database = storage::Database::open({.url = "sqlite:" + (folder / "test.db").string()});
    const accounts::Pepper pepper{std::string(32, 'p')};
    Manifest manifest;
    std::vector<std::string> grants{"credentials", "sessions"};
    boost::json::object settings{{"greeting", "hello"}};
    Services services;
    std::map<std::string, std::uint64_t> counts;
    std::unique_ptr<HostTable> table;
    TestCall call;
    const model::Instant now = call.request.received_at;
    model::UserId olivia, mia, hugo;
    model::WorkspaceId acme, globex, hooli;
    std::string said;

private:
    std::unique_ptr<storage::TableAccess> access_;
};

}  // namespace mortise::plugins

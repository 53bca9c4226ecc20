#include "accounts/audit.hpp"

#include <gmock/gmock.h>

#include "with_database.hpp"

namespace mortise::accounts {
namespace {

class Audit : public WithDatabase {
protected:
    void append(const AuditRow& row) {
        write([&](auto& connection) { AuditLog{connection}.append(row); });
    }
    AuditRow minimal() {
        AuditRow row;
        row.at = start;
        row.node = "node-1";
        row.request_id = "request-1";
        row.action = "timer.stop";
        row.client_address = "192.0.2.7";
        return row;
    }
};

TEST_F(Audit, keeps_everything_it_is_told) {
    auto row = minimal();
    row.workspace = acme;
    row.subject = mia;
    row.actor = olivia;
    row.session = model::SessionId::trusted(model::make_id());
    row.api_key = model::ApiKeyId::trusted(model::make_id());
    row.target = mia.string();
    row.result = AuditResult::refused;
    row.refusal = "plan_required";
    row.status = 403;
    row.reason = "Forgot it; 'quoted' -- and\nbroken";
    row.details = R"({"n":2})";
    append(row);
    EXPECT_EQ(
        text("SELECT node || '|' || request_id || '|' || workspace_id || '|' || subject_id || '|' || actor_id || '|' || "
             "session_id "
             "|| '|' || api_key_id || '|' || action || '|' || target || '|' || result || '|' || refusal || '|' || status || '|' "
             "|| reason || '|' || details || '|' || client_address || '|' || at FROM audit_log"),
        "node-1|request-1|" + acme.string() + "|" + mia.string() + "|" + olivia.string() + "|" + row.session.string() + "|" +
            row.api_key.string() + "|timer.stop|" + mia.string() + "|refused|plan_required|403|" + row.reason +
            R"(|{"n":2}|192.0.2.7|)" + std::to_string(model::to_microseconds(start)));
}

TEST_F(Audit, leaves_what_it_is_not_told_null) {
    append(minimal());
    EXPECT_EQ(
        number("SELECT count(*) FROM audit_log WHERE workspace_id IS NULL AND subject_id IS NULL AND actor_id IS NULL AND "
               "session_id "
               "IS NULL AND api_key_id IS NULL AND target IS NULL AND refusal IS NULL AND reason IS NULL AND details = '{}' AND "
               "status = 200 AND result = 'done'"),
        1);
}

TEST_F(Audit, tells_failed_from_refused) {
    auto row = minimal();
    row.result = AuditResult::failed;
    append(row);
    EXPECT_EQ(text("SELECT result FROM audit_log"), "failed");
}

TEST_F(Audit, goes_with_the_unit_it_belongs_to) {
    database->write_and_wait([&](auto& connection) {
        AuditLog{connection}.append(minimal());
        return false;
    });
    EXPECT_EQ(number("SELECT count(*) FROM audit_log"), 0);
}

TEST_F(Audit, has_a_row_for_each_time_and_never_overwrites_one) {
    for (int i = 0; i < 3; ++i) append(minimal());
    EXPECT_EQ(number("SELECT count(DISTINCT id) FROM audit_log"), 3);
}

}  // namespace
}  // namespace mortise::accounts

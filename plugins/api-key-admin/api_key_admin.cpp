// api-key-admin: lets whoever holds `api-keys.deactivate` deactivate all active API keys of a member, at once and for good.
//
// Keys bound to another workspace are that workspace's affair and stay. What happens to keys that are good for all of the
// member's account is the operator's choice, `account-wide-keys`: they are deactivated, or denied in this workspace alone.
// Names, hints and hashes of keys are out of reach: plugin.yaml does not name those columns, so the database refuses them.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

namespace {

using namespace mortise;

enum class AccountWideKeys { deactivate, deny_here };

// Every SQL statement of this plugin.
class MemberKeys {
public:
    MemberKeys(const Storage& storage, std::string_view workspace, std::string_view user)
        : storage_{storage}, workspace_{workspace}, user_{user} {}

    using Ids = std::vector<std::string_view>;

    Ids deactivate_bound(Instant now) const {
        constexpr auto sql = R"(
            UPDATE api_keys SET status = 'DEACTIVATED', deactivated_at = :now
            WHERE user_id = :user AND status = 'ACTIVE' AND workspace_id = :workspace RETURNING id)";
        return storage_.query<std::string_view>(sql, arg("now", now), arg("user", user_), arg("workspace", workspace_));
    }

    Ids deactivate_account_wide(Instant now) const {
        constexpr auto sql = R"(
            UPDATE api_keys SET status = 'DEACTIVATED', deactivated_at = :now
            WHERE user_id = :user AND status = 'ACTIVE' AND workspace_id IS NULL RETURNING id)";
        return storage_.query<std::string_view>(sql, arg("now", now), arg("user", user_));
    }

    // Those that were denied here already are not among the answer.
    Ids deny_account_wide(Instant now) const {
        constexpr auto sql = R"(
            INSERT INTO api_key_denials (key_id, workspace_id, denied_at)
            SELECT id, CAST(:workspace AS TEXT), CAST(:now AS BIGINT) FROM api_keys
            WHERE user_id = :user AND status = 'ACTIVE' AND workspace_id IS NULL
            ON CONFLICT (key_id, workspace_id) DO NOTHING RETURNING key_id)";
        return storage_.query<std::string_view>(sql, arg("workspace", workspace_), arg("now", now), arg("user", user_));
    }

private:
    const Storage& storage_;
    std::string_view workspace_, user_;
};

class ApiKeyAdmin final : public Plugin {
public:
    explicit ApiKeyAdmin(const Host& host)
        : Plugin{host},
          account_wide_keys_{JsonObject{host.settings()}.text("account-wide-keys") == "deny-here" ? AccountWideKeys::deny_here
                                                                                                : AccountWideKeys::deactivate} {}

    static constexpr auto handlers() { return std::array{on("deactivate", &ApiKeyAdmin::deactivate)}; }

private:
    // None active is no error: what was asked for holds.
    Response deactivate(const Request& request, Unit& unit) const {
        const auto user = request.target().id;
        const MemberKeys keys{unit.storage(), request.workspace().id, user};
        auto ids = keys.deactivate_bound(request.now());
        MemberKeys::Ids denied;
        if (account_wide_keys_ == AccountWideKeys::deny_here) {
            denied = keys.deny_account_wide(request.now());
            ids.insert(ids.end(), denied.begin(), denied.end());
        } else {
            const auto account_wide = keys.deactivate_account_wide(request.now());
            ids.insert(ids.end(), account_wide.begin(), account_wide.end());
        }

        JsonWriter details;
        details.begin_object().member("deactivated", ids.size() - denied.size()).member("deniedHere", denied.size()).end_object();
        unit.audit().details(std::move(details).take());
        if (!ids.empty()) tell(unit, request, ids, denied);

        JsonWriter json;
        json.begin_object().member("deactivated", ids.size()).end_object();
        return Response::ok(std::move(json).take());
    }

    // The member's page shows it without a reload, and so do the owners'.
    static void tell(const Unit& unit, const Request& request, const MemberKeys::Ids& ids, const MemberKeys::Ids& denied) {
        const auto user = request.target().id;
        JsonWriter keys;
        keys.begin_object()
            .member("workspaceId", request.workspace().id)
            .member("userId", user)
            .member("keyIds", ids)
            .member("deniedHere", denied)
            .end_object();
        unit.publish("api_key.deactivated", to(user), std::move(keys).take());
        JsonWriter account;
        account.begin_object().member("workspaceId", request.workspace().id).member("userId", user).end_object();
        unit.publish("account.changed", to_audience(), std::move(account).take());
    }

    AccountWideKeys account_wide_keys_;
};

}  // namespace

MORTISE_PLUGIN(ApiKeyAdmin)

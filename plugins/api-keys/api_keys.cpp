// api-keys: people's own API keys: see them, generate, rename and delete them. Deactivating is not here: a key that somebody
// deactivated stays so, and nothing below makes one active again.
//
// The secret is made by the host (mortise.credentials/1) and passes through here once, into the one answer that shows it. Its
// hash is out of reach: plugin.yaml does not name that column, so the database refuses it.

#include <mortise/json.hpp>
#include <mortise/plugin.hpp>

#include <unordered_map>

namespace {

using namespace mortise;

struct ApiKey {
    std::string_view id, name, hint;
    std::optional<std::string_view> workspace;   // none: for all of the account
    std::string_view status;
    Instant created_at;
    std::optional<Instant> last_used_at, deactivated_at;
};

using DeniedIn = std::vector<std::string_view>;   // workspaces

void write_api_key(JsonWriter& json, const ApiKey& key, const DeniedIn& denied_in, std::string_view secret = {}) {
    json.begin_object()
        .member("id", key.id)
        .member("name", key.name)
        .member("hint", key.hint)
        .member("workspaceId", key.workspace)
        .member("status", key.status)
        .member("deniedIn", denied_in)
        .member("createdAt", key.created_at)
        .member("lastUsedAt", key.last_used_at)
        .member("deactivatedAt", key.deactivated_at);
    if (!secret.empty()) json.member("secret", secret);
    json.end_object();
}

// Every SQL statement of this plugin, on the keys of one user as far as their credential reaches: one that is confined to a
// workspace sees the account-wide keys and those bound to it, and hears of no other workspace.
class OwnKeys {
public:
    OwnKeys(const Storage& storage, const Principal& principal)
        : storage_{storage}, user_{principal.subject().id}, within_{principal.confined_to()} {}

    std::vector<ApiKey> all() const {
        constexpr auto sql = R"(
            SELECT id, name, hint, workspace_id, status, created_at, last_used_at, deactivated_at FROM api_keys
            WHERE user_id = :user AND (:within = '' OR workspace_id IS NULL OR workspace_id = :within)
            ORDER BY created_at DESC, id DESC)";
        return storage_.query<ApiKey>(sql, arg("user", user_), arg("within", within_));
    }

    std::optional<ApiKey> by_id(std::string_view id) const {
        constexpr auto sql = R"(
            SELECT id, name, hint, workspace_id, status, created_at, last_used_at, deactivated_at FROM api_keys
            WHERE id = :id AND user_id = :user AND (:within = '' OR workspace_id IS NULL OR workspace_id = :within))";
        return storage_.first<ApiKey>(sql, arg("id", id), arg("user", user_), arg("within", within_));
    }

    std::unordered_map<std::string_view, DeniedIn> denials() const {
        constexpr auto sql = R"(
            SELECT d.key_id, d.workspace_id FROM api_key_denials d JOIN api_keys k ON k.id = d.key_id
            WHERE k.user_id = :user AND (:within = '' OR d.workspace_id = :within) ORDER BY d.key_id, d.workspace_id)";
        std::unordered_map<std::string_view, DeniedIn> denials;
        for (const auto& [key, workspace] :
             storage_.query<std::tuple<std::string_view, std::string_view>>(sql, arg("user", user_), arg("within", within_)))
            denials[key].push_back(workspace);
        return denials;
    }

    bool may_bind_to(std::string_view workspace) const {
        constexpr auto sql = R"(
            SELECT workspace_id FROM memberships
            WHERE workspace_id = :workspace AND user_id = :user AND status = 'ACTIVE' AND (:within = '' OR workspace_id = :within))";
        return storage_
            .first<std::string_view>(sql, arg("workspace", workspace), arg("user", user_), arg("within", within_))
            .has_value();
    }

    // Where the user's accounts tell how many keys they have: the key's workspace, or all of them.
    std::vector<std::string_view> counted_in(const ApiKey& key) const {
        constexpr auto sql = R"(
            SELECT workspace_id FROM memberships
            WHERE user_id = :user AND (:workspace = '' OR workspace_id = :workspace) ORDER BY workspace_id LIMIT 50)";
        return storage_.query<std::string_view>(sql, arg("user", user_), arg("workspace", key.workspace.value_or("")));
    }

    void rename(std::string_view id, std::string_view name) const {
        storage_.exec("UPDATE api_keys SET name = :name WHERE id = :id AND user_id = :user", arg("name", name), arg("id", id),
                      arg("user", user_));
    }

    void remove(std::string_view id) const {
        storage_.exec("DELETE FROM api_key_denials WHERE key_id = :id", arg("id", id));
        storage_.exec("DELETE FROM api_keys WHERE id = :id AND user_id = :user", arg("id", id), arg("user", user_));
    }

private:
    const Storage& storage_;
    std::string_view user_, within_;
};

class ApiKeys final : public Plugin {
public:
    using Plugin::Plugin;
    static constexpr auto handlers() {
        return std::array{on("list", &ApiKeys::list), on("generate", &ApiKeys::generate), on("rename", &ApiKeys::rename),
                          on("remove", &ApiKeys::remove)};
    }

private:
    Response list(const Request& request, Unit& unit) const {
        const OwnKeys keys{unit.storage(), request.principal()};
        auto denials = keys.denials();
        JsonWriter json;
        json.begin_array();
        for (const auto& key : keys.all()) write_api_key(json, key, denials[key.id]);
        json.end_array();
        return Response::ok(std::move(json).take());
    }

    // Within a workspace's own address, or where the credential is confined to one, a key is for that workspace.
    Response generate(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        const OwnKeys keys{unit.storage(), request.principal()};
        const auto workspace = body.text("workspaceId").value_or(request.principal().confined_to());
        if (!workspace.empty() && !keys.may_bind_to(workspace)) throw UnknownEntity{"workspaceId"};

        const auto issued = unit.credentials().issue_api_key(body.text("name").value(), workspace);
        const auto key = require(keys, issued.id);
        unit.audit().target(key.id);
        unit.publish("api_key.created", to(request.principal().subject().id), described(keys, key));
        tell_owners(unit, request, keys.counted_in(key));
        JsonWriter json;
        write_api_key(json, key, {}, issued.secret);
        return Response::created(std::move(json).take());
    }

    Response rename(const Request& request, Unit& unit) const {
        const JsonObject body{request.body()};
        const OwnKeys keys{unit.storage(), request.principal()};
        require(keys, request.path("id"));
        keys.rename(request.path("id"), body.text("name").value());
        const auto json = described(keys, require(keys, request.path("id")));
        unit.publish("api_key.updated", to(request.principal().subject().id), json);
        return Response::ok(json);
    }

    Response remove(const Request& request, Unit& unit) const {
        const OwnKeys keys{unit.storage(), request.principal()};
        const auto key = require(keys, request.path("id"));
        const auto json = described(keys, key);
        keys.remove(key.id);
        unit.publish("api_key.deleted", to(request.principal().subject().id), json);
        tell_owners(unit, request, keys.counted_in(key));
        return Response::no_content();
    }

    static void tell_owners(const Unit& unit, const Request& request, const std::vector<std::string_view>& workspaces) {
        for (const auto workspace : workspaces) {
            JsonWriter json;
            json.begin_object().member("workspaceId", workspace).member("userId", request.principal().subject().id).end_object();
            unit.publish("account.changed", Recipient{.user = {}, .workspace = workspace}, std::move(json).take());
        }
    }

    static ApiKey require(const OwnKeys& keys, std::string_view id) {
        const auto key = keys.by_id(id);
        if (!key) throw NotFound{"api_key_not_found", "You have no such API key."};
        return *key;
    }

    static std::string described(const OwnKeys& keys, const ApiKey& key) {
        JsonWriter json;
        write_api_key(json, key, keys.denials()[key.id]);
        return std::move(json).take();
    }
};

}  // namespace

MORTISE_PLUGIN(ApiKeys)

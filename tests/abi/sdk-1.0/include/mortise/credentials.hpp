// Issuing API keys of the subject. For the plugin that the operator grants `credentials`.
#pragma once

#include <mortise/host.hpp>

#include <string_view>

namespace mortise::inline v1_0 {

struct IssuedApiKey {
    std::string_view id;
    std::string_view secret;   // shown once, and nowhere else
    std::string_view hint;     // what may be shown later
};

class Credentials {
public:
    Credentials(const Extension<mortise_credentials_v1>& credentials, std::uint64_t call) noexcept
        : credentials_{credentials}, call_{call} {}

    // Active from the unit's commit on, in `workspace` or (empty) in all of the account.
    IssuedApiKey issue_api_key(std::string_view name, std::string_view workspace) const {
        mortise_api_key key{};
        key.struct_size = sizeof key;
        credentials_.run(&mortise_credentials_v1::issue_api_key, call_, to_abi(name), to_abi(workspace), &key);
        return {from_abi(key.id), from_abi(key.secret), from_abi(key.hint)};
    }

private:
    const Extension<mortise_credentials_v1>& credentials_;
    std::uint64_t call_;
};

}  // namespace mortise::inline v1_0

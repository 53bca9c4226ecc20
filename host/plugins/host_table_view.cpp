#include "plugins/host_table_view.hpp"

#include "plugins/host_table_fence.hpp"

namespace mortise::plugins {
namespace {

// What proves who somebody is has been used up before a plugin is called.
bool is_credential(std::string_view header) noexcept {
    return header == "cookie" || header == "x-api-key" || header == "authorization" || header == "x-csrf-token";
}

mortise_pair abi_pair(const model::NamedText& text) noexcept { return {abi_text(text.name), abi_text(text.value)}; }

// Written over what the last call left: growing a list element by element would cost a fifth of the whole crossing.
template <class Texts>
void fill_pairs(std::vector<mortise_pair>& pairs, const Texts& texts) {
    pairs.resize(texts.size());
    auto* pair = pairs.data();
    for (const auto& text : texts) *pair++ = abi_pair(text);
}

void fill_headers(std::vector<mortise_pair>& pairs, const std::vector<model::NamedText>& headers) {
    pairs.resize(headers.size());
    std::size_t shown = 0;
    for (const auto& header : headers)
        if (!is_credential(header.name)) pairs[shown++] = abi_pair(header);
    pairs.resize(shown);
}

std::uint32_t abi_kind(model::PrincipalKind kind) noexcept {
    switch (kind) {
        case model::PrincipalKind::session: return MORTISE_PRINCIPAL_SESSION;
        case model::PrincipalKind::api_key: return MORTISE_PRINCIPAL_API_KEY;
        case model::PrincipalKind::system: return MORTISE_PRINCIPAL_SYSTEM;
        case model::PrincipalKind::anonymous: break;
    }
    return MORTISE_PRINCIPAL_ANONYMOUS;
}

}  // namespace

mortise_member abi_member(const model::Member& member) noexcept {
    return {.struct_size = sizeof(mortise_member),
            .user_id = abi_text(member.user.view()),
            .name = abi_text(member.name),
            .email = abi_text(member.email),
            .role = abi_text(member.role),
            .status = abi_text(model::to_text(member.status)),
            .joined_at = model::to_microseconds(member.joined_at)};
}

void CallView::fill_principal(const model::Principal& principal) noexcept {
    principal_ = {.struct_size = sizeof(mortise_principal),
                  .kind = abi_kind(principal.kind),
                  .padding_ = 0,
                  .subject_id = abi_text(principal.subject.id.view()),
                  .subject_name = abi_text(principal.subject.name),
                  .subject_email = abi_text(principal.subject.email),
                  .actor_id = abi_text(principal.actor.id.view()),
                  .actor_name = abi_text(principal.actor.name),
                  .actor_email = abi_text(principal.actor.email),
                  .confined_to = abi_text(principal.confined_to.view())};
}

void CallView::fill_workspace(const model::WorkspaceView& workspace) noexcept {
    workspace_ = {.struct_size = sizeof(mortise_workspace),
                  .id = abi_text(workspace.id.view()),
                  .name = abi_text(workspace.name),
                  .plan = abi_text(workspace.plan),
                  .subdomain = abi_text(workspace.subdomain),
                  .role = abi_text(workspace.role)};
}

void CallView::fill(const CallInput& input, std::uint64_t handle, Respond respond, Refuse refuse) {
    const auto& request = input.request;
    fill_pairs(path_, input.path_parameters);
    fill_pairs(query_, request.query);
    fill_headers(headers_, request.headers);
    permissions_.resize(input.permissions.size());
    for (std::size_t i = 0; i < permissions_.size(); ++i) permissions_[i] = abi_text(input.permissions[i]);
    fill_principal(input.principal);
    if (input.workspace) fill_workspace(*input.workspace);
    if (input.target) target_ = abi_member(*input.target);

    call_ = {.struct_size = sizeof(mortise_call),
             .handle = handle,
             .flags = model::reads_only(request.method) ? MORTISE_CALL_READ_ONLY : 0,
             .padding_ = 0,
             .method = abi_text(request.method_text),
             .path = abi_text(request.path),
             .request_id = abi_text(request.id),
             .path_params = path_.data(),
             .path_param_count = path_.size(),
             .query = query_.data(),
             .query_count = query_.size(),
             .headers = headers_.data(),
             .header_count = headers_.size(),
             .body = abi_text(request.body),
             .now = model::to_microseconds(request.received_at),
             .deadline = model::to_microseconds(input.deadline),
             .principal = &principal_,
             .workspace = input.workspace ? &workspace_ : nullptr,
             .target = input.target ? &target_ : nullptr,
             .permissions = permissions_.data(),
             .permission_count = permissions_.size(),
             .respond = respond,
             .refuse = refuse};
}

}  // namespace mortise::plugins

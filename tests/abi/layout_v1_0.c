/* The layout of ABI 1.0, written by sdk/freeze.mjs: what a plugin that was built with it counts on. A difference
 * here breaks plugins that exist. Compiled as C99, C11 and C++20 by gcc and clang; whoever includes it may give the macros
 * another meaning. */
#include <mortise/abi/audit.h>
#include <mortise/abi/clock.h>
#include <mortise/abi/credentials.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/members.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/scheduler.h>
#include <mortise/abi/sessions.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>
#include <mortise/abi/v1.h>

#ifndef AT
#ifdef __cplusplus
#define HOLDS(name, condition) static_assert(condition, #condition);
#else
#define HOLDS(name, condition) typedef char name[(condition) ? 1 : -1]; /* C99 has no static assertion */
#endif
#define SIZE(type, size) HOLDS(size_of_##type, sizeof(type) == (size))
#define GROWS(type, size) HOLDS(size_of_##type, sizeof(type) >= (size)) /* at its end, and what had been there stays */
#define AT(type, member, offset) HOLDS(offset_of_##type##_##member, offsetof(type, member) == (offset))
#endif

HOLDS(pointers_are_64_bits, sizeof(void*) == 8)

SIZE(mortise_str, 16)
AT(mortise_str, data, 0)
AT(mortise_str, size, 8)

SIZE(mortise_value, 24)
AT(mortise_value, type, 0)
AT(mortise_value, padding_, 4)
AT(mortise_value, as, 8)
AT(mortise_value, size, 16)

SIZE(mortise_pair, 32)
AT(mortise_pair, name, 0)
AT(mortise_pair, value, 16)

GROWS(mortise_principal, 128)
AT(mortise_principal, struct_size, 0)
AT(mortise_principal, kind, 8)
AT(mortise_principal, padding_, 12)
AT(mortise_principal, subject_id, 16)
AT(mortise_principal, subject_name, 32)
AT(mortise_principal, subject_email, 48)
AT(mortise_principal, actor_id, 64)
AT(mortise_principal, actor_name, 80)
AT(mortise_principal, actor_email, 96)
AT(mortise_principal, confined_to, 112)

GROWS(mortise_workspace, 88)
AT(mortise_workspace, struct_size, 0)
AT(mortise_workspace, id, 8)
AT(mortise_workspace, name, 24)
AT(mortise_workspace, plan, 40)
AT(mortise_workspace, subdomain, 56)
AT(mortise_workspace, role, 72)

GROWS(mortise_member, 96)
AT(mortise_member, struct_size, 0)
AT(mortise_member, user_id, 8)
AT(mortise_member, name, 24)
AT(mortise_member, email, 40)
AT(mortise_member, role, 56)
AT(mortise_member, status, 72)
AT(mortise_member, joined_at, 88)

GROWS(mortise_response, 64)
AT(mortise_response, struct_size, 0)
AT(mortise_response, status, 8)
AT(mortise_response, padding_, 12)
AT(mortise_response, content_type, 16)
AT(mortise_response, headers, 32)
AT(mortise_response, header_count, 40)
AT(mortise_response, body, 48)

GROWS(mortise_refusal, 64)
AT(mortise_refusal, struct_size, 0)
AT(mortise_refusal, status, 8)
AT(mortise_refusal, code, 12)
AT(mortise_refusal, reason, 16)
AT(mortise_refusal, message, 32)
AT(mortise_refusal, field, 48)

GROWS(mortise_call, 208)
AT(mortise_call, struct_size, 0)
AT(mortise_call, handle, 8)
AT(mortise_call, flags, 16)
AT(mortise_call, padding_, 20)
AT(mortise_call, method, 24)
AT(mortise_call, path, 40)
AT(mortise_call, request_id, 56)
AT(mortise_call, path_params, 72)
AT(mortise_call, path_param_count, 80)
AT(mortise_call, query, 88)
AT(mortise_call, query_count, 96)
AT(mortise_call, headers, 104)
AT(mortise_call, header_count, 112)
AT(mortise_call, body, 120)
AT(mortise_call, now, 136)
AT(mortise_call, deadline, 144)
AT(mortise_call, principal, 152)
AT(mortise_call, workspace, 160)
AT(mortise_call, target, 168)
AT(mortise_call, permissions, 176)
AT(mortise_call, permission_count, 184)
AT(mortise_call, respond, 192)
AT(mortise_call, refuse, 200)

GROWS(mortise_event, 80)
AT(mortise_event, struct_size, 0)
AT(mortise_event, name, 8)
AT(mortise_event, workspace_id, 24)
AT(mortise_event, user_id, 40)
AT(mortise_event, payload, 56)
AT(mortise_event, call, 72)

GROWS(mortise_host, 48)
AT(mortise_host, struct_size, 0)
AT(mortise_host, abi_minor, 8)
AT(mortise_host, flags, 12)
AT(mortise_host, ctx, 16)
AT(mortise_host, get_extension, 24)
AT(mortise_host, log, 32)
AT(mortise_host, last_error, 40)

GROWS(mortise_module, 136)
AT(mortise_module, struct_size, 0)
AT(mortise_module, abi_major, 8)
AT(mortise_module, built_minor, 12)
AT(mortise_module, required_minor, 16)
AT(mortise_module, flags, 20)
AT(mortise_module, id, 24)
AT(mortise_module, version, 40)
AT(mortise_module, handlers, 56)
AT(mortise_module, handler_count, 64)
AT(mortise_module, handler_stride, 72)
AT(mortise_module, create, 80)
AT(mortise_module, start, 88)
AT(mortise_module, handle, 96)
AT(mortise_module, on_event, 104)
AT(mortise_module, stop, 112)
AT(mortise_module, destroy, 120)
AT(mortise_module, get_extension, 128)

GROWS(mortise_audit_v1, 40)
AT(mortise_audit_v1, struct_size, 0)
AT(mortise_audit_v1, ctx, 8)
AT(mortise_audit_v1, set_reason, 16)
AT(mortise_audit_v1, set_details, 24)
AT(mortise_audit_v1, set_target, 32)

GROWS(mortise_clock_v1, 32)
AT(mortise_clock_v1, struct_size, 0)
AT(mortise_clock_v1, ctx, 8)
AT(mortise_clock_v1, now, 16)
AT(mortise_clock_v1, monotonic, 24)

GROWS(mortise_api_key, 56)
AT(mortise_api_key, struct_size, 0)
AT(mortise_api_key, id, 8)
AT(mortise_api_key, secret, 24)
AT(mortise_api_key, hint, 40)

GROWS(mortise_credentials_v1, 24)
AT(mortise_credentials_v1, struct_size, 0)
AT(mortise_credentials_v1, ctx, 8)
AT(mortise_credentials_v1, issue_api_key, 16)

GROWS(mortise_events_v1, 24)
AT(mortise_events_v1, struct_size, 0)
AT(mortise_events_v1, ctx, 8)
AT(mortise_events_v1, publish, 16)

GROWS(mortise_ids_v1, 24)
AT(mortise_ids_v1, struct_size, 0)
AT(mortise_ids_v1, ctx, 8)
AT(mortise_ids_v1, make, 16)

GROWS(mortise_members_v1, 24)
AT(mortise_members_v1, struct_size, 0)
AT(mortise_members_v1, ctx, 8)
AT(mortise_members_v1, find, 16)

GROWS(mortise_metrics_v1, 24)
AT(mortise_metrics_v1, struct_size, 0)
AT(mortise_metrics_v1, ctx, 8)
AT(mortise_metrics_v1, count, 16)

GROWS(mortise_scheduler_v1, 24)
AT(mortise_scheduler_v1, struct_size, 0)
AT(mortise_scheduler_v1, ctx, 8)
AT(mortise_scheduler_v1, run_soon, 16)

GROWS(mortise_impersonation_request, 56)
AT(mortise_impersonation_request, struct_size, 0)
AT(mortise_impersonation_request, user_id, 8)
AT(mortise_impersonation_request, reason, 24)
AT(mortise_impersonation_request, minutes, 40)
AT(mortise_impersonation_request, confine, 48)
AT(mortise_impersonation_request, padding_, 52)

GROWS(mortise_impersonation, 56)
AT(mortise_impersonation, struct_size, 0)
AT(mortise_impersonation, started_at, 8)
AT(mortise_impersonation, expires_at, 16)
AT(mortise_impersonation, confined_to, 24)
AT(mortise_impersonation, location, 40)

GROWS(mortise_sessions_v1, 24)
AT(mortise_sessions_v1, struct_size, 0)
AT(mortise_sessions_v1, ctx, 8)
AT(mortise_sessions_v1, start_impersonation, 16)

GROWS(mortise_settings_v1, 24)
AT(mortise_settings_v1, struct_size, 0)
AT(mortise_settings_v1, ctx, 8)
AT(mortise_settings_v1, get, 16)

SIZE(mortise_parameter, 40)
AT(mortise_parameter, name, 0)
AT(mortise_parameter, value, 16)

GROWS(mortise_rows, 40)
AT(mortise_rows, struct_size, 0)
AT(mortise_rows, values, 8)
AT(mortise_rows, row_count, 16)
AT(mortise_rows, column_count, 24)
AT(mortise_rows, affected, 32)

GROWS(mortise_storage_v1, 24)
AT(mortise_storage_v1, struct_size, 0)
AT(mortise_storage_v1, ctx, 8)
AT(mortise_storage_v1, query, 16)

/* Numbers that are part of the contract. */
HOLDS(value_of_mortise_abi_major, MORTISE_ABI_MAJOR == 1)
HOLDS(value_of_mortise_ok, MORTISE_OK == 0)
HOLDS(value_of_mortise_e_invalid, MORTISE_E_INVALID == 1)
HOLDS(value_of_mortise_e_not_found, MORTISE_E_NOT_FOUND == 2)
HOLDS(value_of_mortise_e_stale, MORTISE_E_STALE == 3)
HOLDS(value_of_mortise_e_denied, MORTISE_E_DENIED == 4)
HOLDS(value_of_mortise_e_conflict, MORTISE_E_CONFLICT == 5)
HOLDS(value_of_mortise_e_deadline, MORTISE_E_DEADLINE == 6)
HOLDS(value_of_mortise_e_limit, MORTISE_E_LIMIT == 7)
HOLDS(value_of_mortise_e_unavailable, MORTISE_E_UNAVAILABLE == 8)
HOLDS(value_of_mortise_e_twice, MORTISE_E_TWICE == 9)
HOLDS(value_of_mortise_e_unsupported, MORTISE_E_UNSUPPORTED == 10)
HOLDS(value_of_mortise_e_refused, MORTISE_E_REFUSED == 11)
HOLDS(value_of_mortise_e_internal, MORTISE_E_INTERNAL == 12)
HOLDS(value_of_mortise_null, MORTISE_NULL == 0)
HOLDS(value_of_mortise_i64, MORTISE_I64 == 1)
HOLDS(value_of_mortise_f64, MORTISE_F64 == 2)
HOLDS(value_of_mortise_text, MORTISE_TEXT == 3)
HOLDS(value_of_mortise_blob, MORTISE_BLOB == 4)
HOLDS(value_of_mortise_principal_anonymous, MORTISE_PRINCIPAL_ANONYMOUS == 0)
HOLDS(value_of_mortise_principal_session, MORTISE_PRINCIPAL_SESSION == 1)
HOLDS(value_of_mortise_principal_api_key, MORTISE_PRINCIPAL_API_KEY == 2)
HOLDS(value_of_mortise_principal_system, MORTISE_PRINCIPAL_SYSTEM == 3)
HOLDS(value_of_mortise_call_read_only, MORTISE_CALL_READ_ONLY == 1)
HOLDS(value_of_mortise_log_debug, MORTISE_LOG_DEBUG == 0)
HOLDS(value_of_mortise_log_info, MORTISE_LOG_INFO == 1)
HOLDS(value_of_mortise_log_warning, MORTISE_LOG_WARNING == 2)
HOLDS(value_of_mortise_log_error, MORTISE_LOG_ERROR == 3)

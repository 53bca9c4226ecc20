/* Every struct of ABI 1.0 in the interface of a library; written by sdk/freeze.mjs. v1_0.abi is what abidw saw in it. */
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

void take_mortise_module_v1_fn(mortise_module_v1_fn it);
void take_mortise_module_v1_fn(mortise_module_v1_fn it) { (void)it; }
void take_mortise_str(const mortise_str *it);
void take_mortise_str(const mortise_str *it) { (void)it; }
void take_mortise_value(const mortise_value *it);
void take_mortise_value(const mortise_value *it) { (void)it; }
void take_mortise_pair(const mortise_pair *it);
void take_mortise_pair(const mortise_pair *it) { (void)it; }
void take_mortise_principal(const mortise_principal *it);
void take_mortise_principal(const mortise_principal *it) { (void)it; }
void take_mortise_workspace(const mortise_workspace *it);
void take_mortise_workspace(const mortise_workspace *it) { (void)it; }
void take_mortise_member(const mortise_member *it);
void take_mortise_member(const mortise_member *it) { (void)it; }
void take_mortise_response(const mortise_response *it);
void take_mortise_response(const mortise_response *it) { (void)it; }
void take_mortise_refusal(const mortise_refusal *it);
void take_mortise_refusal(const mortise_refusal *it) { (void)it; }
void take_mortise_call(const mortise_call *it);
void take_mortise_call(const mortise_call *it) { (void)it; }
void take_mortise_event(const mortise_event *it);
void take_mortise_event(const mortise_event *it) { (void)it; }
void take_mortise_host(const mortise_host *it);
void take_mortise_host(const mortise_host *it) { (void)it; }
void take_mortise_module(const mortise_module *it);
void take_mortise_module(const mortise_module *it) { (void)it; }
void take_mortise_audit_v1(const mortise_audit_v1 *it);
void take_mortise_audit_v1(const mortise_audit_v1 *it) { (void)it; }
void take_mortise_clock_v1(const mortise_clock_v1 *it);
void take_mortise_clock_v1(const mortise_clock_v1 *it) { (void)it; }
void take_mortise_api_key(const mortise_api_key *it);
void take_mortise_api_key(const mortise_api_key *it) { (void)it; }
void take_mortise_credentials_v1(const mortise_credentials_v1 *it);
void take_mortise_credentials_v1(const mortise_credentials_v1 *it) { (void)it; }
void take_mortise_events_v1(const mortise_events_v1 *it);
void take_mortise_events_v1(const mortise_events_v1 *it) { (void)it; }
void take_mortise_ids_v1(const mortise_ids_v1 *it);
void take_mortise_ids_v1(const mortise_ids_v1 *it) { (void)it; }
void take_mortise_members_v1(const mortise_members_v1 *it);
void take_mortise_members_v1(const mortise_members_v1 *it) { (void)it; }
void take_mortise_metrics_v1(const mortise_metrics_v1 *it);
void take_mortise_metrics_v1(const mortise_metrics_v1 *it) { (void)it; }
void take_mortise_scheduler_v1(const mortise_scheduler_v1 *it);
void take_mortise_scheduler_v1(const mortise_scheduler_v1 *it) { (void)it; }
void take_mortise_impersonation_request(const mortise_impersonation_request *it);
void take_mortise_impersonation_request(const mortise_impersonation_request *it) { (void)it; }
void take_mortise_impersonation(const mortise_impersonation *it);
void take_mortise_impersonation(const mortise_impersonation *it) { (void)it; }
void take_mortise_sessions_v1(const mortise_sessions_v1 *it);
void take_mortise_sessions_v1(const mortise_sessions_v1 *it) { (void)it; }
void take_mortise_settings_v1(const mortise_settings_v1 *it);
void take_mortise_settings_v1(const mortise_settings_v1 *it) { (void)it; }
void take_mortise_parameter(const mortise_parameter *it);
void take_mortise_parameter(const mortise_parameter *it) { (void)it; }
void take_mortise_rows(const mortise_rows *it);
void take_mortise_rows(const mortise_rows *it) { (void)it; }
void take_mortise_storage_v1(const mortise_storage_v1 *it);
void take_mortise_storage_v1(const mortise_storage_v1 *it) { (void)it; }

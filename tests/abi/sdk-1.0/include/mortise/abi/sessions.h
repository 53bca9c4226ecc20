/* mortise/abi/sessions.h: Logging in as a member. Granted to first-party plugins by the operator. */
#ifndef MORTISE_ABI_SESSIONS_H
#define MORTISE_ABI_SESSIONS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_SESSIONS "mortise.sessions/1"

typedef struct mortise_impersonation_request {
    uint64_t struct_size;
    mortise_str user_id;
    mortise_str reason; /* or absent */
    int64_t minutes;    /* absolute lifetime */
    uint32_t confine;   /* 1: to the workspace always; 0: only where the workspace has a subdomain */
    uint32_t padding_;
} mortise_impersonation_request;

typedef struct mortise_impersonation {
    uint64_t struct_size;
    int64_t started_at;
    int64_t expires_at;
    mortise_str confined_to; /* workspace id or absent */
    mortise_str location;    /* absent: the cookie comes with this answer. Else the browser goes there to receive it. */
} mortise_impersonation;

typedef struct mortise_sessions_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Starts a session of user_id with the caller as its actor, for at most an hour; the host adds the cookie to the answer.
     * Takes effect with the unit. The caller sets both struct_size; the texts in *started are the host's, and valid until
     * handle() returns. Refuses MORTISE_E_NOT_FOUND for a stranger; MORTISE_E_REFUSED when a rule of the host forbids it:
     * last_error is then "reason: message", the reason one of `self`, `nested`, `browser_session_required`, `target_inactive`,
     * the message fit for people, and a handler that returns that status is answered with just that refusal; MORTISE_E_TWICE for
     * a second one in a call; MORTISE_E_INVALID in a call without a workspace, and for minutes below 1; MORTISE_E_LIMIT for a
     * reason beyond 500 characters; MORTISE_E_UNAVAILABLE when the database is away. [call] */
    mortise_status (*start_impersonation)(void *ctx, uint64_t call, const mortise_impersonation_request *request,
                                          mortise_impersonation *started);
} mortise_sessions_v1;

#ifdef __cplusplus
}
#endif
#endif

/* mortise/abi/credentials.h: Issuing API keys. Granted to first-party plugins by the operator. */
#ifndef MORTISE_ABI_CREDENTIALS_H
#define MORTISE_ABI_CREDENTIALS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_CREDENTIALS "mortise.credentials/1"

typedef struct mortise_api_key {
    uint64_t struct_size;
    mortise_str id;
    mortise_str secret; /* shown once; valid until handle() returns */
    mortise_str hint;   /* what may be shown later */
} mortise_api_key;

typedef struct mortise_credentials_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Makes a key of the subject, for one workspace or (absent) for all that the caller's session reaches, active from the
     * commit on. The caller sets key->struct_size; the texts in *key are the host's, and valid until handle() returns. Refuses
     * MORTISE_E_NOT_FOUND unless the subject is an ACTIVE member of the workspace; MORTISE_E_INVALID for a name that is empty,
     * and for a key without struct_size; MORTISE_E_LIMIT for a name beyond 100 characters; MORTISE_E_REFUSED, with last_error
     * "reason: message" as in sessions.h, for `logged_in_as` and `browser_session_required`; MORTISE_E_UNAVAILABLE when the
     * database is away, or the host has nothing to make keys with. [call] */
    mortise_status (*issue_api_key)(void *ctx, uint64_t call, mortise_str name, mortise_str workspace_id, mortise_api_key *key);
} mortise_credentials_v1;

#ifdef __cplusplus
}
#endif
#endif

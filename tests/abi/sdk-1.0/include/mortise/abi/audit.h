/* mortise/abi/audit.h: Adding to the audit row that the host writes about this call. */
#ifndef MORTISE_ABI_AUDIT_H
#define MORTISE_ABI_AUDIT_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_AUDIT "mortise.audit/1"

typedef struct mortise_audit_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Why the person did it, in their words. A second text replaces the first. Refuses MORTISE_E_LIMIT beyond 500 characters;
     * MORTISE_E_INVALID for what is no UTF-8 or holds a NUL. [call] */
    mortise_status (*set_reason)(void *ctx, uint64_t call, mortise_str reason);
    /* A JSON object of facts about the effect; no secrets. A second one replaces the first. Refuses MORTISE_E_LIMIT beyond 2,000
     * bytes; MORTISE_E_INVALID for what is no JSON object. [call] */
    mortise_status (*set_details)(void *ctx, uint64_t call, mortise_str json);
    /* The id of what was acted upon, where the route has no {user} or the target became known late. Refuses MORTISE_E_LIMIT
     * beyond 200 bytes; MORTISE_E_INVALID for what is no UTF-8 or holds a NUL. [call] */
    mortise_status (*set_target)(void *ctx, uint64_t call, mortise_str target);
} mortise_audit_v1;

#ifdef __cplusplus
}
#endif
#endif

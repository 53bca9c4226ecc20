/* mortise/abi/members.h: Looking up members of the call's workspace by user id. */
#ifndef MORTISE_ABI_MEMBERS_H
#define MORTISE_ABI_MEMBERS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_MEMBERS "mortise.members/1"

typedef struct mortise_members_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Fills *member, whose struct_size the caller has set. The texts are the host's, and valid until handle() returns. Refuses
     * MORTISE_E_NOT_FOUND for an unknown user and for one of another workspace alike; MORTISE_E_INVALID in a call without a
     * workspace, and for a member without struct_size; MORTISE_E_UNAVAILABLE when the database is away. [call] */
    mortise_status (*find)(void *ctx, uint64_t call, mortise_str user_id, mortise_member *member);
} mortise_members_v1;

#ifdef __cplusplus
}
#endif
#endif

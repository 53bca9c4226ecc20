/* mortise/abi/ids.h: Making ids: 24 lower-case hexadecimal characters, roughly in order of time, never twice. */
#ifndef MORTISE_ABI_IDS_H
#define MORTISE_ABI_IDS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_IDS "mortise.ids/1"

typedef struct mortise_ids_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Writes 24 characters to `id`, without a NUL. What `id` points to is the caller's. Refuses MORTISE_E_INVALID when it is
     * null. [any] */
    mortise_status (*make)(void *ctx, char *id);
} mortise_ids_v1;

#ifdef __cplusplus
}
#endif
#endif

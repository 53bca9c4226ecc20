/* mortise/abi/clock.h: The time. Inside a call prefer mortise_call.now, which does not move. */
#ifndef MORTISE_ABI_CLOCK_H
#define MORTISE_ABI_CLOCK_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_CLOCK "mortise.clock/1"

typedef struct mortise_clock_v1 {
    uint64_t struct_size;
    void *ctx;
    /* The wall clock: microseconds since 1970-01-01T00:00:00Z. It may be set back. Does not fail. [any] */
    int64_t (*now)(void *ctx);
    /* A clock that never goes back: microseconds since some start. For measuring how long something takes. Does not fail. [any]
     */
    int64_t (*monotonic)(void *ctx);
} mortise_clock_v1;

#ifdef __cplusplus
}
#endif
#endif

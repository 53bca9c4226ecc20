/* mortise/abi/events.h: Publishing what happened, to people who are looking at a page. Sent after commit, never before. */
#ifndef MORTISE_ABI_EVENTS_H
#define MORTISE_ABI_EVENTS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_EVENTS "mortise.events/1"

typedef struct mortise_events_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Keeps the event until the unit is committed. The manifest must list the name; its audience decides who sees it:
     * `user` needs user_id, `workspace` and `workspace-owners` take the workspace of the event or of the call. [call] */
    mortise_status (*publish)(void *ctx, uint64_t call, const mortise_event *event);
} mortise_events_v1;

#ifdef __cplusplus
}
#endif
#endif

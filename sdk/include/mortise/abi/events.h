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
    /* Copies the event, and sends it once the unit is committed. Its audience in the manifest decides who sees it: `user` needs
     * user_id, `workspace` and `workspace-owners` take the workspace of the event or of the call. Refuses MORTISE_E_DENIED for a
     * name that the manifest does not list, and in a call about one workspace for an event of another; MORTISE_E_INVALID for an audience without its id, an id that is none, a payload that
     * is no JSON object; MORTISE_E_LIMIT beyond 100 events in a call, or 64 KiB of payload. [call] */
    mortise_status (*publish)(void *ctx, uint64_t call, const mortise_event *event);
} mortise_events_v1;

#ifdef __cplusplus
}
#endif
#endif

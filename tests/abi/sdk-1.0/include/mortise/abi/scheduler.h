/* mortise/abi/scheduler.h: Work without anybody asking for it: what the manifest lists under `schedules`.
 *
 * A schedule is data, like a route. The host runs its handler for one workspace after another, through the module's handle(), as
 * MORTISE_PRINCIPAL_SYSTEM: with the workspace, a unit of work, and a deadline, and without path parameters, query, headers or
 * body. Only workspaces whose plan has the permission that the schedule needs get a call. However many hosts share a database, a
 * schedule runs for a workspace in one place at a time. What was missed is not made up for: a run that is overdue runs once.
 *
 * The handler answers as ever. A run that wrote something has its row in the audit log, in the same transaction; one that did not
 * leaves none. A refusal, or an error, undoes the run, and the host tries again later, each time a little later than before.
 */
#ifndef MORTISE_ABI_SCHEDULER_H
#define MORTISE_ABI_SCHEDULER_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_SCHEDULER "mortise.scheduler/1"

typedef struct mortise_scheduler_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Lets a schedule of this plugin, by the name of its handler, run for the call's workspace as soon as the call is committed,
     * and at its usual pace from then on. Refuses MORTISE_E_NOT_FOUND when the manifest has no such schedule; MORTISE_E_INVALID
     * in a call without a workspace; MORTISE_E_DENIED in one that only reads. [call] */
    mortise_status (*run_soon)(void *ctx, uint64_t call, mortise_str schedule);
} mortise_scheduler_v1;

#ifdef __cplusplus
}
#endif
#endif

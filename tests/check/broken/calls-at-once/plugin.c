/* Counts the calls that are running, and takes more than one for a mistake. */
#include <unistd.h>

#include "../plugin.h"

static mortise_status list_alone(plugin* self, const mortise_call* call) {
    mortise_status status = MORTISE_E_INTERNAL;
    if (__atomic_fetch_add(&self->calls, 1, __ATOMIC_SEQ_CST) == 0) {
        usleep(1000);
        status = list(self, call);
    }
    __atomic_fetch_sub(&self->calls, 1, __ATOMIC_SEQ_CST);
    return status;
}

#define LIST list_alone
#include "../module.h"

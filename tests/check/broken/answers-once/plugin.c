/* Forgets that it has answered already. */
#include "../plugin.h"

static mortise_status list_twice(plugin* self, const mortise_call* call) {
    const mortise_status status = list(self, call);
    if (status == MORTISE_OK) respond(call, 200, "[]");
    return status;
}

#define LIST list_twice
#include "../module.h"

/* Takes it for granted that a table is as long as its headers say. */
#include "../plugin.h"

static mortise_status add_and_count(plugin* self, const mortise_call* call) {
    if (self->metrics) self->metrics->count(self->metrics->ctx, text("added"), 1);
    return add(self, call);
}

#define ADD add_and_count
#include "../module.h"

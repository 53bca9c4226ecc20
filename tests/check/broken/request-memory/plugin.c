/* Looks back at the text of the request before, whose memory is no longer there. */
#include "../plugin.h"

static mortise_status add_and_remember(plugin* self, const mortise_call* call) {
    uint64_t i;
    for (i = 0; i < self->kept.size; ++i) self->calls += (unsigned char)self->kept.data[i];
    self->kept = call->body;
    return add(self, call);
}

#define ADD add_and_remember
#include "../module.h"

/* Believes that no text is longer than a hundred bytes. */
#include "../plugin.h"

static mortise_status add_short(plugin* self, const mortise_call* call) {
    return call->body.size > 100 ? MORTISE_E_INTERNAL : add(self, call);
}

#define ADD add_short
#include "../module.h"

/* Does not look at what the database said. */
#include "../plugin.h"

static mortise_status add_blindly(plugin* self, const mortise_call* call) {
    insert(self, call);
    publish(self, call);
    return respond(call, 201, "{}");
}

#define ADD add_blindly
#include "../module.h"

/* Needs an extension that its manifest calls optional. */
#include "../plugin.h"

static mortise_status create_counting(const mortise_host* host, void** instance) {
    if (!COVERS(host, get_extension) || !host->get_extension(host->ctx, text(MORTISE_EXT_METRICS))) return MORTISE_E_UNSUPPORTED;
    return create(host, instance);
}

#define CREATE create_counting
#include "../module.h"

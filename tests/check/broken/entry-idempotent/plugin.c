/* Makes a descriptor at every call of the entry. */
#include "../plugin.h"

static const mortise_module* another(const mortise_module* module) {
    mortise_module* made = malloc(sizeof *made);
    return made ? memcpy(made, module, sizeof *made) : module;
}

#define ENTRY_BODY return another(&module);
#include "../module.h"

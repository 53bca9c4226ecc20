/* Forgets to free what it made. */
#include "../plugin.h"

static void forget(void* instance) { (void)instance; }

#define DESTROY forget
#include "../module.h"

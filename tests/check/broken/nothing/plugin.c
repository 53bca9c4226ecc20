/* Nothing is wrong here. */
#include "../plugin.h"
#include "../module.h"

/* Is of another version than its plugin.yaml. */
#include "../plugin.h"
#define VERSION "1.0.1"
#include "../module.h"

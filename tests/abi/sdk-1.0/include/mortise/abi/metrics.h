/* mortise/abi/metrics.h: Counters in the host's Prometheus metrics, named mortise_plugin_<name> with the plugin as label. */
#ifndef MORTISE_ABI_METRICS_H
#define MORTISE_ABI_METRICS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_METRICS "mortise.metrics/1"

typedef struct mortise_metrics_v1 {
    uint64_t struct_size;
    void *ctx;
    /* Adds to a counter, which begins at 0. Refuses MORTISE_E_INVALID for a name that is not made of a to z and underscores;
     * MORTISE_E_LIMIT for a name beyond 64 bytes, and for a 33rd name of this plugin. [any] */
    mortise_status (*count)(void *ctx, mortise_str name, uint64_t by);
} mortise_metrics_v1;

#ifdef __cplusplus
}
#endif
#endif

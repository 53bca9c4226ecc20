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
    /* Adds to a counter. Names are [a-z_]+; at most 32 of them per plugin, else MORTISE_E_LIMIT. [any] */
    mortise_status (*count)(void *ctx, mortise_str name, uint64_t by);
} mortise_metrics_v1;

#ifdef __cplusplus
}
#endif
#endif

/* mortise/abi/settings.h: The plugin's settings as the operator wrote them, checked against the manifest's schema, defaults
 * filled in. */
#ifndef MORTISE_ABI_SETTINGS_H
#define MORTISE_ABI_SETTINGS_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_EXT_SETTINGS "mortise.settings/1"

typedef struct mortise_settings_v1 {
    uint64_t struct_size;
    void *ctx;
    /* A JSON object, the same at every call. The text is the host's, and valid until destroy has returned. Does not fail. [any]
     */
    mortise_str (*get)(void *ctx);
} mortise_settings_v1;

#ifdef __cplusplus
}
#endif
#endif

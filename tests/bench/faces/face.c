/* The least that a plugin can answer, on the C ABI itself: what the faces for C++ and Rust are measured against. */
#include <mortise/abi/v1.h>
#include <string.h>

#define TEXT(text) \
    { text, sizeof text - 1 }

static mortise_status create(const mortise_host* host, void** instance) {
    static int only;
    (void)host;
    *instance = &only;
    return MORTISE_OK;
}

static mortise_status handle(void* instance, uint32_t handler, const mortise_call* call) {
    static const mortise_str body = TEXT("{\"reached\":1}");
    mortise_response response;
    (void)instance;
    if (handler != 0) return MORTISE_E_INVALID;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 200;
    response.body = body;
    return call->respond(call, &response);
}

static void destroy(void* instance) { (void)instance; }

__attribute__((visibility("default"))) const mortise_module* mortise_module_v1(void) {
    static const mortise_str handlers[] = {TEXT("reach")};
    static const mortise_module module = {sizeof(mortise_module),
                                          MORTISE_ABI_MAJOR,
                                          MORTISE_ABI_MINOR,
                                          0,
                                          0,
                                          TEXT(MORTISE_PLUGIN_ID),
                                          TEXT(MORTISE_PLUGIN_VERSION),
                                          handlers,
                                          1,
                                          sizeof handlers[0],
                                          create,
                                          NULL,
                                          handle,
                                          NULL,
                                          NULL,
                                          destroy,
                                          NULL};
    return &module;
}

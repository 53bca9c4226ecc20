/* The module of the parts that were chosen: LIST, ADD, CREATE, DESTROY, VERSION. ENTRY_BODY is what the entry does before it gives the
 * descriptor, which is named `module`. */
#ifndef LIST
#define LIST list
#endif
#ifndef ADD
#define ADD add
#endif
#ifndef CREATE
#define CREATE create
#endif
#ifndef DESTROY
#define DESTROY destroy
#endif
#ifndef VERSION
#define VERSION "1.0.0"
#endif
#ifndef ENTRY_BODY
#define ENTRY_BODY
#endif

static mortise_status handle(void* instance, uint32_t number, const mortise_call* call) {
    return number == 0 ? LIST(instance, call) : number == 1 ? ADD(instance, call) : MORTISE_E_INVALID;
}

#define TEXT(text) {text, sizeof text - 1}

__attribute__((visibility("default"))) const mortise_module* mortise_module_v1(void) {
    static const mortise_str handlers[] = {TEXT("list"), TEXT("add")};
    static mortise_module module = {
        sizeof module, MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR, 0, 0, TEXT("broken"), TEXT(VERSION), handlers, 2, sizeof handlers[0],
        CREATE, NULL, handle, NULL, NULL, DESTROY, NULL,
    };
    ENTRY_BODY
    return &module;
}

/* A module with one handler, `run`, and one thing about it that the definitions below change. It appends what happens to it
 * to the file that MORTISE_TEST_JOURNAL names. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <mortise/abi/v1.h>

#ifndef MODULE_ID
#define MODULE_ID "sample"
#endif
#ifndef MODULE_MAJOR
#define MODULE_MAJOR MORTISE_ABI_MAJOR
#endif
#ifndef MODULE_REQUIRED_MINOR
#define MODULE_REQUIRED_MINOR 0
#endif
#ifndef MODULE_SIZE
#define MODULE_SIZE sizeof(mortise_module)
#endif
#ifndef MODULE_CREATE
#define MODULE_CREATE MORTISE_OK
#endif
#ifndef MODULE_START
#define MODULE_START MORTISE_OK
#endif

#define TEXT(text) {text, sizeof text - 1}

static void write_down(const char *what) {
    const char *path = getenv("MORTISE_TEST_JOURNAL");
    FILE *journal = path ? fopen(path, "a") : NULL;
    if (!journal) return;
    fprintf(journal, "%s %s\n", what, MODULE_ID);
    fclose(journal);
}

#ifdef MODULE_CONSTRUCTOR
__attribute__((constructor)) static void construct(void) { MODULE_CONSTRUCTOR; }
#endif

static mortise_status create(const mortise_host *host, void **instance) {
    (void)host;
    write_down("create");
    *instance = NULL;
    return MODULE_CREATE;
}

static mortise_status start(void *instance) {
    (void)instance;
    write_down("start");
    return MODULE_START;
}

static mortise_status handle(void *instance, uint32_t handler, const mortise_call *call) {
    mortise_response response;
    (void)instance;
    (void)handler;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 204;
    return call->respond(call, &response);
}

static mortise_status stop(void *instance) {
    (void)instance;
    write_down("stop");
    return MORTISE_OK;
}

static void destroy(void *instance) {
    (void)instance;
    write_down("destroy");
}

static const mortise_str handlers[] = {TEXT("run")};

#ifdef MODULE_NO_ENTRY
#define mortise_module_v1 mortise_module_v7
#endif

__attribute__((visibility("default"))) const mortise_module *mortise_module_v1(void) {
    static const mortise_module module = {
        MODULE_SIZE, MODULE_MAJOR, MORTISE_ABI_MINOR, MODULE_REQUIRED_MINOR, 0, TEXT(MODULE_ID), TEXT("1.0.0"), handlers,
        1, sizeof handlers[0], create, start, handle, NULL, stop, destroy, NULL,
    };
#ifdef MODULE_ENTRY
    MODULE_ENTRY;
#endif
    return &module;
}

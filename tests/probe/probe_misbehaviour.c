/* What no plugin should do. Each handler answers with the statuses that the host had for it. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "probe.h"

mortise_status never(probe* self, const mortise_call* call) {
    (void)self;
    (void)call;
    return MORTISE_OK;
}

mortise_status twice(probe* self, const mortise_call* call) {
    const mortise_status first = answer_number(call, "answer", 1);
    (void)self;
    return first == MORTISE_OK && answer_number(call, "answer", 2) == MORTISE_E_TWICE ? MORTISE_OK : MORTISE_E_INTERNAL;
}

static mortise_status set_target_by(const probe* self, uint64_t handle) {
    return self->audit->set_target(self->audit->ctx, handle, literal("nobody"));
}

mortise_status wrong_handle(probe* self, const mortise_call* call) {
    const int stale = set_target_by(self, 0) == MORTISE_E_STALE && set_target_by(self, ~(uint64_t)0) == MORTISE_E_STALE &&
                      set_target_by(self, call->handle + 1) == MORTISE_E_STALE;
    return answer_number(call, "stale", stale);
}

mortise_status stale_handle(probe* self, const mortise_call* call) {
    return answer_number(call, "status", set_target_by(self, self->last_handle));
}

typedef struct stranger {
    probe* self;
    const mortise_call* call;
    mortise_status answer, note;
} stranger;

static void* run_stranger(void* argument) {
    stranger* other = argument;
    other->answer = answer_number(other->call, "stranger", 1);
    other->note = set_target_by(other->self, other->call->handle);
    return NULL;
}

mortise_status other_thread(probe* self, const mortise_call* call) {
    stranger other;
    pthread_t thread;
    other.self = self;
    other.call = call;
    if (pthread_create(&thread, NULL, run_stranger, &other) != 0) return MORTISE_E_INTERNAL;
    pthread_join(thread, NULL);
    return answer_number(call, "stale", other.answer == MORTISE_E_STALE && other.note == MORTISE_E_STALE);
}

mortise_status huge(probe* self, const mortise_call* call) {
    mortise_response response;
    mortise_status status;
    char* body;
    (void)self;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 200;
    response.body.size = ((uint64_t)8 << 20) + 1;
    body = calloc(1, response.body.size);
    response.body.data = body;
    status = call->respond(call, &response);
    free(body);
    return answer_number(call, "status", status);
}

mortise_status absent_extension(probe* self, const mortise_call* call) {
    const mortise_host* host = self->host;
    return answer_number(call, "absent",
                         !host->get_extension(host->ctx, literal("mortise.sessions/1")) &&
                             !host->get_extension(host->ctx, literal("mortise.nothing/1")));
}

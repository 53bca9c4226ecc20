/* mortise/abi/v1.h: the boundary between the Mortise host and a plugin, ABI 1.
 *
 * For whoever writes a plugin in C, or a face for another language. In C++, include <mortise/plugin.hpp> instead.
 *
 * A plugin is a shared library that exports one function, mortise_module_v1(). All that can be known without running
 * code (routes, permissions, schemas, tables) stands in its plugin.yaml; here is only what is executed.
 *
 * Conventions, stated once:
 *  - Every function that can fail returns a mortise_status; 0 is success. Detail of a failure: mortise_host.last_error.
 *  - Beside its own, a function of the host may return MORTISE_E_INVALID for a null where something is needed, a struct without
 *    struct_size, or a text with a size and no bytes; MORTISE_E_LIMIT for a text that is too long; MORTISE_E_INTERNAL. One that
 *    takes a call: MORTISE_E_STALE unless that call runs on this thread, and MORTISE_E_DEADLINE when its time is up.
 *  - No exception, longjmp, errno or signal crosses this boundary in either direction.
 *  - Text is UTF-8 with a size, never ended by NUL. An absent text is {0, 0}.
 *  - Memory belongs to who made it. What the host passes in is valid until that callback returns; what a plugin passes
 *    in is copied before the host's function returns. Nothing is ever freed across the boundary.
 *  - Every struct that may grow starts with struct_size. A member exists if struct_size covers it and, for a pointer, it
 *    is not null. Compare struct_size with offsets, never with today's sizeof.
 *  - Numbers named flags, kind or type are u32 with #defines; values unknown to the reader must be tolerated.
 *  - Times are microseconds since 1970-01-01T00:00:00Z. Ids are 24 lower-case hexadecimal characters.
 *  - Threads: [control] serialised per module; [worker] concurrent with itself; [call] only on the thread that runs the
 *    handle() call it belongs to, until that returns; [any] any thread, any time between create and destroy.
 *  - The host never calls back into a plugin from within a host function.
 */
#ifndef MORTISE_ABI_V1_H
#define MORTISE_ABI_V1_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MORTISE_ABI_MAJOR 1u
#define MORTISE_ABI_MINOR 0u

/* ---- Status ---------------------------------------------------------------------------------------------------- */

typedef int32_t mortise_status;

#define MORTISE_OK 0
#define MORTISE_E_INVALID 1      /* an argument breaks the contract of the function */
#define MORTISE_E_NOT_FOUND 2    /* the thing asked for does not exist, or not here */
#define MORTISE_E_STALE 3        /* the handle is stale, forged, or used on another thread */
#define MORTISE_E_DENIED 4       /* neither the manifest nor the operator allows this to this plugin */
#define MORTISE_E_CONFLICT 5     /* a unique or check constraint of the database refused */
#define MORTISE_E_DEADLINE 6     /* the call's deadline has passed */
#define MORTISE_E_LIMIT 7        /* more rows, bytes or calls than the host hands out */
#define MORTISE_E_UNAVAILABLE 8  /* the database, or what else the function needs, is not reachable now */
#define MORTISE_E_TWICE 9        /* this call has been answered already */
#define MORTISE_E_UNSUPPORTED 10 /* this host does not know how */
#define MORTISE_E_REFUSED 11     /* a rule of the host forbids it in this state; last_error names the reason */
#define MORTISE_E_INTERNAL 12    /* anything else; an exception was caught at the fence */

/* ---- Values ---------------------------------------------------------------------------------------------------- */

typedef struct mortise_str {
    const char *data;
    uint64_t size;
} mortise_str;

#define MORTISE_NULL 0u
#define MORTISE_I64 1u
#define MORTISE_F64 2u
#define MORTISE_TEXT 3u
#define MORTISE_BLOB 4u

/* A tagged value of 24 bytes. For MORTISE_TEXT and MORTISE_BLOB, size counts the bytes at as.data; else it is 0. */
typedef struct mortise_value {
    uint32_t type;
    uint32_t padding_;
    union {
        int64_t i64;
        double f64;
        const char *data;
    } as;
    uint64_t size;
} mortise_value;

typedef struct mortise_pair {
    mortise_str name;
    mortise_str value;
} mortise_pair;

/* ---- A call ---------------------------------------------------------------------------------------------------- */

#define MORTISE_PRINCIPAL_ANONYMOUS 0u
#define MORTISE_PRINCIPAL_SESSION 1u
#define MORTISE_PRINCIPAL_API_KEY 2u
#define MORTISE_PRINCIPAL_SYSTEM 3u

/* Who is asking. The actor differs from the subject only while logged in as somebody; else its members are absent. */
typedef struct mortise_principal {
    uint64_t struct_size;
    uint32_t kind;
    uint32_t padding_;
    mortise_str subject_id;
    mortise_str subject_name;
    mortise_str subject_email;
    mortise_str actor_id;
    mortise_str actor_name;
    mortise_str actor_email;
    mortise_str confined_to; /* id of the one workspace this session or key may reach, or absent */
} mortise_principal;

/* The workspace named by the route's {workspace}, and what the subject is in it. */
typedef struct mortise_workspace {
    uint64_t struct_size;
    mortise_str id;
    mortise_str name;
    mortise_str plan;
    mortise_str subdomain; /* absent when it has none */
    mortise_str role;      /* of the subject */
} mortise_workspace;

/* A membership of the call's workspace. */
typedef struct mortise_member {
    uint64_t struct_size;
    mortise_str user_id;
    mortise_str name;
    mortise_str email;
    mortise_str role;
    mortise_str status; /* PENDING, ACTIVE, INACTIVE */
    int64_t joined_at;
} mortise_member;

typedef struct mortise_response {
    uint64_t struct_size;
    uint32_t status; /* an HTTP status, 200 to 599 */
    uint32_t padding_;
    mortise_str content_type;    /* absent: application/json */
    const mortise_pair *headers; /* only names that the host allows to plugins, others are MORTISE_E_DENIED */
    uint64_t header_count;
    mortise_str body;
} mortise_response;

/* A named refusal. The host makes {"message", "code", "reason"} of it. */
typedef struct mortise_refusal {
    uint64_t struct_size;
    uint32_t status;     /* 400 to 499 */
    uint32_t code;       /* 0: the host's usual code for the status */
    mortise_str reason;  /* stable_snake_case */
    mortise_str message; /* for people; never a secret */
    mortise_str field;   /* the input it is about, or absent */
} mortise_refusal;

#define MORTISE_CALL_READ_ONLY 1u /* GET and HEAD: the database connection refuses to write */

/* A request that passed the gate and whose parameters and body passed their schemas. Reading it crosses nothing. */
typedef struct mortise_call {
    uint64_t struct_size;
    uint64_t handle; /* names this call to the extensions; dead once handle() has returned */
    uint32_t flags;
    uint32_t padding_;
    mortise_str method;
    mortise_str path;
    mortise_str request_id;
    const mortise_pair *path_params;
    uint64_t path_param_count;
    const mortise_pair *query;
    uint64_t query_count;
    const mortise_pair *headers; /* names in lower case; credentials are left out */
    uint64_t header_count;
    mortise_str body;
    int64_t now;      /* clock snapshot of this request */
    int64_t deadline; /* by the same clock; host functions refuse with MORTISE_E_DEADLINE beyond it */
    const mortise_principal *principal;
    const mortise_workspace *workspace; /* null on a route without {workspace} */
    const mortise_member *target;       /* the member named by {user}; null on a route without it */
    const mortise_str *permissions;     /* those the principal holds here */
    uint64_t permission_count;
    /* Answers the call with *response, which is copied. Exactly one of the two, once. Refuses MORTISE_E_TWICE for a second
     * answer; MORTISE_E_INVALID for a status that is none of 200 to 599, and for control characters in a header; MORTISE_E_DENIED
     * for a header that is not Last-Page, Location, Content-Disposition, ETag or Content-Language; MORTISE_E_LIMIT beyond 8 MiB
     * of body. Does not look at the deadline. [call] */
    mortise_status (*respond)(const struct mortise_call *call, const mortise_response *response);
    /* Answers the call with *refusal, which is copied; all else that the call did is undone. Refuses MORTISE_E_TWICE for a second
     * answer; MORTISE_E_INVALID for a status that is none of 400 to 499, a reason that is not stable_snake_case, a message or
     * field that is no UTF-8; MORTISE_E_LIMIT beyond 64 bytes of reason, 1,000 of message, 200 of field. [call] */
    mortise_status (*refuse)(const struct mortise_call *call, const mortise_refusal *refusal);
} mortise_call;

typedef struct mortise_event {
    uint64_t struct_size;
    mortise_str name;
    mortise_str workspace_id; /* absent: no workspace */
    mortise_str user_id;      /* absent: all that the event's audience in the manifest names */
    mortise_str payload;      /* JSON */
    /* Of an event that the host hands to on_event(): what the extensions are called with. A call as MORTISE_PRINCIPAL_SYSTEM in
     * the event's workspace, with a unit of work of its own; it takes no answer. Of an event that a plugin publishes: null. */
    const mortise_call *call;
} mortise_event;

/* ---- The host, as a plugin sees it ------------------------------------------------------------------------------ */

#define MORTISE_LOG_DEBUG 0u
#define MORTISE_LOG_INFO 1u
#define MORTISE_LOG_WARNING 2u
#define MORTISE_LOG_ERROR 3u

/* Valid from create until destroy has returned. */
typedef struct mortise_host {
    uint64_t struct_size;
    uint32_t abi_minor;
    uint32_t flags;
    void *ctx; /* pass it back as first argument */
    /* The table of an extension, "mortise.storage/1"; null unless the manifest asks for it and the operator granted it. The table
     * is the host's, and valid until destroy has returned. [any] */
    const void *(*get_extension)(void *ctx, mortise_str id);
    /* One JSON line in the host's log, whatever the text contains; an unknown level is MORTISE_LOG_INFO. Refuses MORTISE_E_LIMIT
     * beyond 8 KiB. [any] */
    mortise_status (*log)(void *ctx, uint32_t level, mortise_str message);
    /* What the last host function that failed on this thread has to say. The text is the host's, and valid until the next host
     * function on this thread. Does not fail. [any] */
    mortise_str (*last_error)(void *ctx);
} mortise_host;

/* ---- The plugin, as the host sees it ---------------------------------------------------------------------------- */

/* Static, and the same at every call. It must agree with plugin.yaml; any difference is a refusal to load. */
typedef struct mortise_module {
    uint64_t struct_size;
    uint32_t abi_major;
    uint32_t built_minor;
    uint32_t required_minor;
    uint32_t flags;
    mortise_str id;
    mortise_str version;
    const mortise_str *handlers; /* names, as the manifest's routes use them; stride handler_stride bytes */
    uint64_t handler_count;
    uint64_t handler_stride;
    /* Makes an instance, which is the plugin's, and writes it to *instance. May keep host, until destroy returns. Any status but
     * MORTISE_OK is a refusal to load, with last_error of the host's functions as its cause; destroy is not called then.
     * [control] */
    mortise_status (*create)(const mortise_host *host, void **instance);
    /* Called once after create, when all required plugins are created; may be null. Any status but MORTISE_OK is a refusal to
     * load. [control] */
    mortise_status (*start)(void *instance);
    /* Runs handler number `handler`. Must answer through call->respond or call->refuse before it returns MORTISE_OK. All that
     * hangs on the call is the host's, and valid until it returns. Any other status undoes what the call did, its answer
     * included, and is answered by the host: MORTISE_E_REFUSED with the refusal of the host's that came before,
     * MORTISE_E_CONFLICT, MORTISE_E_DEADLINE and MORTISE_E_UNAVAILABLE as what they say, all else as a failure whose cause is for
     * the log. [worker] */
    mortise_status (*handle)(void *instance, uint32_t handler, const mortise_call *call);
    /* An event that the manifest subscribes to, after it was committed, one after the other, at most once each. What it does
     * through event->call is kept when it returns MORTISE_OK, else undone. A plugin is not handed what itself publishes in here.
     * Null when the manifest subscribes to nothing. [worker] */
    mortise_status (*on_event)(void *instance, const mortise_event *event);
    /* No handle is running any more and none will come; may be null. A status but MORTISE_OK is logged. [control] */
    mortise_status (*stop)(void *instance);
    /* Frees the instance. The code stays mapped. [control] */
    void (*destroy)(void *instance);
    /* For what a later minor adds: a table of the plugin's, valid until destroy has returned, or null. May be null. [any] */
    const void *(*get_extension)(void *instance, mortise_str id);
} mortise_module;

typedef const mortise_module *(*mortise_module_v1_fn)(void);

#ifdef __cplusplus
}
#endif
#endif

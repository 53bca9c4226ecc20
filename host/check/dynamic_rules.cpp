#include "check/dynamic.hpp"

namespace mortise::check {

// First what a host needs before it can do anything, then a handler's daily work, then what goes wrong around it.
const std::vector<DynamicRule>& dynamic_rules() {
    static const std::vector<DynamicRule> rules{
        {"entry-idempotent", 1, "mortise_module_v1() gives the same descriptor at every call, on every thread",
         "make the descriptor static and const", entry_idempotent},
        {"descriptor-agrees", 1, "the descriptor says what plugin.yaml says", "build the package again, from one plugin.yaml",
         descriptor_agrees},
        {"answers-once", 1, "each handler answers, and once", "respond once on every path that returns MORTISE_OK", answers_once},
        {"request-memory", 2, "nothing of a request is read when its handler has returned", "copy what is kept", request_memory},
        {"hostile-input", 3, "whatever a request holds, handlers answer; what the schemas allow is no 5xx",
         "check what comes in before it is used, and say in the schemas what is not wanted", hostile_input},
        {"calls-at-once", 3, "64 calls on 8 threads are answered like one", "keep what changes in the database, or behind a lock",
         calls_at_once},
        {"lives-often", 4, "a hundred lives from create to destroy leave no memory, descriptor or thread",
         "give back in destroy what create and start took", lives_often},
        {"services-fail", 4,
         "when a function of the host fails, so does the handler, or it answers; nothing half done is told as done",
         "return the status that the host's function gave", services_fail},
        {"keeps-trying", 4, "a handler whose time is up returns", "stop when a function of the host says MORTISE_E_DEADLINE",
         keeps_trying},
        {"extension-absent", 5, "without an extension the plugin refuses politely, and without an optional one it lives",
         "look at what get_extension gave before it is used", extension_absent},
        {"tables-cut", 6, "no member is used that a table's struct_size does not cover",
         "compare with struct_size first, as the SDK's faces do", tables_cut},
    };
    return rules;
}

}  // namespace mortise::check

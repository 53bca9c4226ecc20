#include "plugins/host_table_call.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <thread>

#include "with_host_table.hpp"

namespace mortise::plugins {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class HostTableCall : public WithHostTable {
protected:
    mortise_status set_target(std::uint64_t handle) {
        const auto& audit = extension<mortise_audit_v1>(MORTISE_EXT_AUDIT);
        return audit.set_target(audit.ctx, handle, abi("target"));
    }
    mortise_status publish(std::uint64_t handle) {
        mortise_event event{};
        event.struct_size = sizeof event;
        event.name = abi("sample.shown");
        event.payload = abi("{}");
        const auto& events = extension<mortise_events_v1>(MORTISE_EXT_EVENTS);
        return events.publish(events.ctx, handle, &event);
    }
    model::Problem refusal_for(mortise_status status) {
        const auto output = run([&](const mortise_call& call) {
            answer(call);
            return status;
        });
        return output.refusal.value_or(model::Problem{.status = 200});
    }
};

TEST_F(HostTableCall, GivesEachCallAHandleOfItsOwn) {
    std::vector<std::uint64_t> handles;
    for (int i = 0; i < 3; ++i) {
        run([&](const mortise_call& call) {
            handles.push_back(call.handle);
            return answer(call);
        });
    }
    EXPECT_NE(handles[0], handles[1]);
    EXPECT_NE(handles[1], handles[2]);
    run([&](const mortise_call& call) {
        EXPECT_EQ(set_target(handles[2]), MORTISE_E_STALE);
        EXPECT_EQ(set_target(0), MORTISE_E_STALE);
        EXPECT_EQ(set_target(call.handle), MORTISE_OK);
        return answer(call);
    });
}

TEST_F(HostTableCall, IsOverWhenTheHandlerHasReturned) {
    std::uint64_t handle = 0;
    const mortise_call* kept = nullptr;
    database->read([&](storage::Connection& connection) {
        run_on(connection, [&](const mortise_call& call) {
            handle = call.handle;
            kept = &call;
            return answer(call);
        });
        EXPECT_EQ(set_target(handle), MORTISE_E_STALE);
        mortise_response response{};
        EXPECT_EQ(respond(kept, &response), MORTISE_E_STALE);
        EXPECT_EQ(respond(nullptr, &response), MORTISE_E_STALE);
    });
}

TEST_F(HostTableCall, BelongsToOneThread) {
    run([&](const mortise_call& call) {
        mortise_status answered = MORTISE_OK, noted = MORTISE_OK;
        std::thread{[&] {
            answered = answer(call);
            noted = set_target(call.handle);
        }}.join();
        EXPECT_EQ(answered, MORTISE_E_STALE);
        EXPECT_EQ(noted, MORTISE_E_STALE);
        return answer(call);
    });
}

TEST_F(HostTableCall, BelongsToOnePlugin) {
    HostTable other{manifest, grants, access(), settings, services};
    run([&](const mortise_call& call) {
        const auto& audit = *static_cast<const mortise_audit_v1*>(other.extension(MORTISE_EXT_AUDIT));
        EXPECT_EQ(audit.set_target(audit.ctx, call.handle, abi("target")), MORTISE_E_STALE);
        return answer(call);
    });
}

TEST_F(HostTableCall, RunsManyAtOnceOnThreadsOfTheirOwnConcurrently) {
    table = std::make_unique<HostTable>(manifest, grants, access(), settings, services);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&, thread] {
            NoDatabase none;
            TestCall own;
            const auto name = "request-" + std::to_string(thread);
            own.request.id = name;
            const Work work = [&](const mortise_call& call) {
                EXPECT_EQ(text(call.request_id), name);
                EXPECT_EQ(set_target(call.handle), MORTISE_OK);
                return answer(call, 200, name);
            };
            const auto trampoline = [](void* instance, std::uint32_t, const mortise_call* call) {
                return (*static_cast<const Work*>(instance))(*call);
            };
            for (int i = 0; i < 500; ++i) {
                const Handler handler{trampoline, const_cast<Work*>(&work), 0, "run"};
                EXPECT_EQ(RunningCall::of_this_thread().run(handler, *table, own.input(none)).response.body, name);
            }
        });
    for (auto& thread : threads) thread.join();
}

TEST_F(HostTableCall, IsNotEnteredAgainFromWithin) {
    run([&](const mortise_call& call) {
        NoDatabase none;
        const auto inner = run_on(none, [](const mortise_call&) { return MORTISE_OK; });
        EXPECT_THAT(inner.refusal->cause, HasSubstr("called from within another call"));
        return answer(call);
    });
}

TEST_F(HostTableCall, FencesWhatIsThrown) {
    const auto output = run([](const mortise_call&) -> mortise_status { throw std::runtime_error{"no luck"}; });
    EXPECT_EQ(output.refusal->status, 500);
    EXPECT_EQ(output.refusal->cause, "handler 'run' of 'sample' threw across the boundary: no luck");
    EXPECT_THAT(output.refusal->message, Not(HasSubstr("luck")));
    EXPECT_EQ(run([](const mortise_call&) -> mortise_status { throw 7; }).refusal->status, 500);
}

TEST_F(HostTableCall, WithoutAnAnswerIs500) {
    EXPECT_EQ(run([](const mortise_call&) { return MORTISE_OK; }).refusal->status, 500);
}

TEST_F(HostTableCall, DiscardsTheAnswerWhenTheHandlerFails) {
    const auto output = run([](const mortise_call& call) {
        answer(call, 200, "secret");
        return MORTISE_E_INTERNAL;
    });
    EXPECT_EQ(output.refusal->status, 500);
    EXPECT_THAT(output.response.body, IsEmpty());
}

TEST_F(HostTableCall, SaysWhatTheStatusOfTheHandlerMeans) {
    EXPECT_EQ(refusal_for(MORTISE_OK).status, 200);
    EXPECT_EQ(refusal_for(MORTISE_E_UNAVAILABLE).status, 503);
    EXPECT_EQ(refusal_for(MORTISE_E_DEADLINE).status, 504);
    EXPECT_EQ(refusal_for(MORTISE_E_CONFLICT).status, 409);
    EXPECT_EQ(refusal_for(MORTISE_E_REFUSED).status, 500) << "the host refused nothing";
    for (const mortise_status status : {MORTISE_E_INVALID, MORTISE_E_NOT_FOUND, MORTISE_E_DENIED, MORTISE_E_INTERNAL, -1, 4711})
        EXPECT_EQ(refusal_for(status).status, 500) << status;
}

TEST_F(HostTableCall, KeepsEventsOfASuccessAlone) {
    const auto publish_and_answer = [&](std::uint32_t status) {
        return run([&](const mortise_call& call) {
            EXPECT_EQ(publish(call.handle), MORTISE_OK);
            return answer(call, status);
        });
    };
    EXPECT_THAT(publish_and_answer(201).events, SizeIs(1));
    EXPECT_THAT(publish_and_answer(404).events, IsEmpty());
    EXPECT_THAT(run([&](const mortise_call& call) {
                    publish(call.handle);
                    return MORTISE_E_INTERNAL;
                }).events,
                IsEmpty());
}

TEST_F(HostTableCall, EndsAtItsDeadline) {
    call.request.started_at -= std::chrono::seconds{120};
    const auto output = run([&](const mortise_call& call) {
        EXPECT_EQ(set_target(call.handle), MORTISE_E_DEADLINE);
        return answer(call);
    });
    EXPECT_EQ(output.refusal->status, 504) << "what was swallowed is not kept";
}

TEST_F(HostTableCall, WithADatabaseThatWentAwayIsNotKept) {
    NoDatabase none;
    const auto output = run_on(none, [&](const mortise_call& call) {
        const auto& storage = extension<mortise_storage_v1>(MORTISE_EXT_STORAGE);
        const auto status = storage.query(storage.ctx, call.handle, abi("SELECT 1"), nullptr, 0, nullptr, 0, nullptr);
        EXPECT_EQ(status, MORTISE_E_UNAVAILABLE);
        return answer(call);
    });
    EXPECT_EQ(output.refusal->status, 503);
}

}  // namespace
}  // namespace mortise::plugins

#include "pipeline/system_calls_world.hpp"
#include "pipeline/workers.hpp"

namespace mortise::pipeline {
namespace {

class Subscriptions : public SystemCallsWorld {
protected:
    using SystemCallsWorld::SystemCallsWorld;
    // Notes what it hears, behind its own id, and says `says` on hearing it.
    std::shared_ptr<PluginOfFunctions> listener(std::string id, std::string hears, std::string says = {}) {
        auto plugin =
            std::make_shared<PluginOfFunctions>(id, [id, says](const plugins::CallInput& input, const model::Event* event) {
                EXPECT_EQ(input.principal.kind, model::PrincipalKind::system);
                EXPECT_EQ(input.workspace->plan, "pro");
                auto output = note(input, id + ":" + event->payload);
                if (event->payload == "\"broken\"") output.refusal = model::problems::internal("the plugin is broken");
                else if (!says.empty())
                    output.events.push_back({says, model::Audience::workspace, event->workspace, {}, event->payload});
                return output;
            });
        plugin->listens_to(std::move(hears));
        return plugin;
    }
    std::string heard(int rounds = 6) {
        for (int i = 0; i < rounds; ++i) {
            std::promise<void> written;
            while (
                !database->write({[](storage::Connection&) { return false; }, [&](std::exception_ptr) { written.set_value(); }}))
                std::this_thread::yield();  // the queue is full
            written.get_future().wait();
        }
        return notes();
    }
};

TEST_F(Subscriptions, GetWhatTheyAskForInTheOrderOfCommits) {
    enable({listener("a", "x.happened"), listener("b", "y.happened")});
    for (const char* payload : {"1", "2", "3"}) commit("x.happened", payload);
    commit("y.happened", "4");
    commit("z.happened", "5");
    EXPECT_EQ(heard(), "a:1 a:2 a:3 b:4");
    EXPECT_EQ(value("SELECT group_concat(action || ' ' || target, ', ') FROM (SELECT * FROM audit_log ORDER BY rowid LIMIT 1)"),
              "a.on-event x.happened");
}

TEST_F(Subscriptions, AreUndoneWhenTheyFailAndGoOn) {
    enable({listener("a", "x.happened")});
    commit("x.happened", "\"broken\"");
    commit("x.happened", "2");
    EXPECT_EQ(heard(), "a:2");
    EXPECT_TRUE(counted("system_calls_failed"));
}

TEST_F(Subscriptions, EndWithTheWorkspaceOfTheEvent) {
    int calls_made = 0;
    auto plugin = std::make_shared<PluginOfFunctions>("a", [&](const plugins::CallInput&, const model::Event*) {
        ++calls_made;
        return plugins::CallOutput{};
    });
    plugin->listens_to("x.happened");
    enable({plugin});
    commit("x.happened", "1");
    workspaces["pro"] = model::WorkspaceId::trusted("000000000000000000000000");  // deleted meanwhile
    commit("x.happened", "2");
    heard();
    EXPECT_EQ(calls_made, 1);
}

TEST_F(Subscriptions, DoNotHearThemselves) {
    enable({listener("a", "x.happened", "x.happened")});
    commit("x.happened", "1");
    EXPECT_EQ(heard(), "a:1");
}

TEST_F(Subscriptions, EndAChainOfTwoThatAnswerEachOther) {
    enable({listener("a", "x.happened", "y.happened"), listener("b", "y.happened", "x.happened")});
    commit("x.happened", "1");
    EXPECT_EQ(heard(12), "a:1 b:1 a:1 b:1");
}

struct FewSubscriptions : Subscriptions {
    FewSubscriptions() : Subscriptions{2} {}
};

TEST_F(FewSubscriptions, CountWhatTheQueueHasNoRoomFor) {
    enable({listener("a", "x.happened")});
    std::promise<void> begun, go;
    const auto blocked = database->write({[&](storage::Connection&) {
                                              begun.set_value();
                                              go.get_future().wait();
                                              return false;
                                          },
                                          {}});
    ASSERT_TRUE(blocked);
    begun.get_future().wait();
    for (const char* payload : {"1", "2", "3"}) commit("x.happened", payload);
    go.set_value();
    EXPECT_EQ(heard(2), "a:1 a:2");
    EXPECT_TRUE(counted("events_dropped"));
}

}  // namespace
}  // namespace mortise::pipeline

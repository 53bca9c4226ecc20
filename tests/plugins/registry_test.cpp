#include "plugins/registry.hpp"

#include <gmock/gmock.h>
#include <stdlib.h>

#include "sample_package.hpp"
#include "test_call.hpp"

namespace mortise::plugins {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Registry : public ::testing::Test {
protected:
    Registry() { setenv("MORTISE_TEST_JOURNAL", (folder_ / "journal").c_str(), 1); }
    ~Registry() override { unsetenv("MORTISE_TEST_JOURNAL"); }

    std::vector<std::shared_ptr<Plugin>> load(std::vector<Manifest> manifests) {
        config::PluginSettings settings;
        for (const auto& manifest : manifests) {
            settings.enabled.emplace_back();
            settings.enabled.back().id = manifest.id;
        }
        return load_plugins(settings, std::move(manifests), Services{}, problems_);
    }
    std::vector<std::string> problems() const {
        std::vector<std::string> lines;
        for (const auto& problem : problems_.all())
            lines.push_back(problem.at.file + ":" + std::to_string(problem.at.line) + ": " + problem.text);
        return lines;
    }
    std::string journal() const { return read_whole(folder_ / "journal"); }

    TemporaryFolder folder_;
    config::Problems problems_;
};

TEST_F(Registry, LoadsAndAnswers) {
    const auto plugins = load({install_sample(folder_, "sample")});
    ASSERT_THAT(problems(), IsEmpty());
    ASSERT_THAT(plugins, SizeIs(1));
    TestCall call;
    const auto output = plugins[0]->handle(plugins[0]->handler("run"), call.input());
    EXPECT_EQ(output.response.status, 204);
    EXPECT_FALSE(output.refusal);
}

TEST_F(Registry, KnowsNoOtherHandler) {
    const auto plugins = load({install_sample(folder_, "sample")});
    EXPECT_THROW(plugins.at(0)->handler("walk"), std::out_of_range);
}

TEST_F(Registry, CreatesInOrderOfRequiresAndStartsAfterwards) {
    auto second = install_sample(folder_, "second");
    second.requires_plugins = {{"first", 1}};
    const auto plugins = load({second, install_sample(folder_, "first")});
    ASSERT_THAT(problems(), IsEmpty());
    EXPECT_EQ(journal(), "create first\ncreate second\nstart first\nstart second\n");
    EXPECT_EQ(plugins[0]->manifest().id, "second") << "the order of the configuration stands";
}

TEST_F(Registry, StopsAndDestroys) {
    load({install_sample(folder_, "first")}).clear();
    EXPECT_EQ(journal(), "create first\nstart first\nstop first\ndestroy first\n");
}

TEST_F(Registry, LeavesNothingBehindWhenOneDoesNotCreate) {
    EXPECT_THAT(
        load({install_sample(folder_, "first"), install_sample(folder_, "second"), install_sample(folder_, "create-fails")}),
        IsEmpty());
    EXPECT_THAT(problems(),
                ElementsAre(AllOf(HasSubstr("create-fails/plugin.yaml:0: the plugin does not start: create returned status 8"),
                                  HasSubstr("take it out of plugins.enabled"))));
    EXPECT_EQ(journal(), "create first\ncreate second\ncreate create-fails\ndestroy second\ndestroy first\n");
}

TEST_F(Registry, LeavesNothingBehindWhenOneDoesNotStart) {
    auto fails = install_sample(folder_, "start-fails");
    fails.requires_plugins = {{"first", 1}};
    EXPECT_THAT(load({fails, install_sample(folder_, "first")}), IsEmpty());
    EXPECT_THAT(problems(),
                ElementsAre(HasSubstr("start-fails/plugin.yaml:0: the plugin does not start: start returned status 8")));
    EXPECT_EQ(journal(),
              "create first\ncreate start-fails\nstart first\nstart start-fails\n"
              "destroy start-fails\nstop first\ndestroy first\n");
}

TEST_F(Registry, RunsNothingWhenOneDoesNotAgree) {
    auto manifest = install_sample(folder_, "second");
    manifest.version = "1.0.1";
    EXPECT_THAT(load({install_sample(folder_, "first"), manifest}), IsEmpty());
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("the version is '1.0.1' here and '1.0.0' in")));
    EXPECT_EQ(journal(), "");
}

TEST_F(Registry, RefusesAnotherId) {
    EXPECT_THAT(load({install_sample(folder_, "first", "second")}), IsEmpty());
    EXPECT_THAT(problems(),
                ElementsAre(AllOf(HasSubstr("the id is 'first' here and 'second' in"), HasSubstr("build the plugin again"))));
}

TEST_F(Registry, RefusesAnotherAbi) {
    auto manifest = install_sample(folder_, "sample");
    manifest.abi = {.built_major = 1, .built_minor = 4, .required_major = 1, .required_minor = 3};
    load({manifest});
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("the ABI it was built for is '1.4' here and '1.0' in"),
                                        HasSubstr("the ABI it requires is '1.3' here and '1.0' in")));
}

TEST_F(Registry, RefusesAScheduleWithoutHandlerAndSubscriptionsOfTheDeaf) {
    auto manifest = install_sample(folder_, "sample");
    auto& schedule = manifest.schedules.emplace_back();
    schedule.handler = "tidy";
    schedule.at = manifest.routes[0].at;
    schedule.at.line = 20;
    manifest.subscribes = {"timer.stopped"};
    load({manifest});
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("plugin.yaml:20: the schedule 'tidy' has no handler in "),
                                        HasSubstr("there is no on_event in ")));
}

TEST_F(Registry, RefusesARouteWithoutHandler) {
    auto manifest = install_sample(folder_, "sample");
    auto route = manifest.routes[0];
    route.handler = "walk";
    route.at.line = 20;
    manifest.routes.push_back(route);
    load({manifest});
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("plugin.yaml:20: the route 'walk' has no handler in ")));
}

TEST_F(Registry, RefusesAHandlerWithoutRoute) {
    auto manifest = install_sample(folder_, "sample");
    manifest.routes.clear();
    load({manifest});
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("the handler 'run' of ")));
}

TEST_F(Registry, SaysEverythingThatIsWrong) {
    auto manifest = install_sample(folder_, "first");
    manifest.version = "2.0.0";
    load({manifest, install_sample(folder_, "second", "constructor-aborts")});
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("first/plugin.yaml"), HasSubstr("second/plugin.yaml:0: ")));
}

TEST_F(Registry, RefusesACircle) {
    auto first = install_sample(folder_, "first"), second = install_sample(folder_, "second");
    first.requires_plugins = {{"second", 1}};
    second.requires_plugins = {{"first", 1}};
    EXPECT_THAT(load({first, second}), IsEmpty());
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("requires itself by way of others")));
    EXPECT_EQ(journal(), "");
}

TEST_F(Registry, RefusesWhatRequiresSomethingAbsent) {
    auto first = install_sample(folder_, "first");
    first.requires_plugins = {{"second", 1}};
    EXPECT_THAT(load({first}), IsEmpty());
    EXPECT_THAT(problems(), ElementsAre(HasSubstr("'second' is required and not enabled; enable it")));
}

}  // namespace
}  // namespace mortise::plugins

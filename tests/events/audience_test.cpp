// Who hears of an event, and in which words.
#include <gmock/gmock.h>

#include "listening.hpp"

namespace mortise::events {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Audience : public testing::Test {
protected:
    std::shared_ptr<model::Stream> open(Listener listener) {
        auto stream = bus->open(std::move(listener));
        text_of(*stream);  // the greeting
        return stream;
    }
    model::Event event(model::Audience audience, const model::WorkspaceId& workspace, const model::UserId& user = {}) {
        return {"timer.stopped", audience, workspace, user, "{}"};
    }

    std::unique_ptr<Bus> bus = Bus::make({});
    const model::UserId mia = new_id<model::UserId>(), olivia = new_id<model::UserId>();
    const model::WorkspaceId acme = new_id<model::WorkspaceId>(), globex = new_id<model::WorkspaceId>();
};

TEST_F(Audience, greets_with_the_time_to_wait_before_reconnecting) {
    const auto stream = bus->open(listener_of(mia));
    EXPECT_THAT(text_of(*stream), testing::MatchesRegex("retry: [12][0-9][0-9][0-9]\n\n"));
}

TEST_F(Audience, writes_an_event_as_the_browser_reads_it) {
    const auto stream = open(listener_of(mia));
    bus->publish({{"timer.stopped", model::Audience::user, acme, mia, R"({"id":"5"})"}});
    EXPECT_EQ(text_of(*stream), "event: timer.stopped\nid: 1\ndata: {\"id\":\"5\"}\n\n");
}

TEST_F(Audience, numbers_events_upwards_and_keeps_their_order) {
    const auto stream = open(listener_of(mia));
    bus->publish({event_for(mia), event_for(mia)});
    const auto text = text_of(*stream);
    EXPECT_LT(text.find("id: 1\n"), text.find("id: 2\n"));
}

TEST_F(Audience, a_line_break_in_a_payload_cannot_begin_another_field) {
    const auto stream = open(listener_of(mia));
    bus->publish({{"timer.stopped", model::Audience::user, acme, mia, "{\n\"a\":1,\r\n\"b\":2}\nevent: forged"}});
    EXPECT_EQ(text_of(*stream), "event: timer.stopped\nid: 1\ndata: { \"a\":1,  \"b\":2} event: forged\n\n");
}

TEST_F(Audience, shares_one_text_between_all_streams) {
    const auto first = open(listener_of(mia)), second = open(listener_of(mia));
    bus->publish({event_for(mia)});
    EXPECT_EQ(first->take().at(0).get(), second->take().at(0).get());
}

TEST_F(Audience, a_users_event_reaches_all_streams_of_that_user_alone) {
    const auto one = open(listener_of(mia)), two = open(listener_of(mia)), other = open(listener_of(olivia));
    bus->publish({event(model::Audience::user, acme, mia)});
    EXPECT_THAT(text_of(*one), StartsWith("event: timer.stopped"));
    EXPECT_THAT(text_of(*two), StartsWith("event: timer.stopped"));
    EXPECT_THAT(text_of(*other), IsEmpty());
}

TEST_F(Audience, a_confined_stream_hears_of_its_own_workspace_alone) {
    auto listener = listener_of(mia);
    listener.confined_to = acme;
    listener.member_of = {acme, globex};
    listener.owner_of = {acme, globex};
    const auto stream = open(listener);
    bus->publish({event(model::Audience::user, globex, mia), event(model::Audience::workspace, globex),
                  event(model::Audience::workspace_owners, globex)});
    EXPECT_THAT(text_of(*stream), IsEmpty());
    bus->publish({event(model::Audience::user, acme, mia)});
    EXPECT_THAT(text_of(*stream), StartsWith("event: timer.stopped"));
}

TEST_F(Audience, a_confined_stream_hears_nothing_of_the_account_as_a_whole) {
    auto listener = listener_of(mia);
    listener.confined_to = acme;
    const auto stream = open(listener);
    bus->publish({event(model::Audience::user, {}, mia)});
    EXPECT_THAT(text_of(*stream), IsEmpty());
}

TEST_F(Audience, owners_events_reach_those_who_may_see_accounts_there) {
    auto member = listener_of(mia), owner = listener_of(olivia), owner_elsewhere = listener_of(new_id<model::UserId>());
    member.member_of = {acme};
    owner.member_of = owner.owner_of = {acme};
    owner_elsewhere.member_of = owner_elsewhere.owner_of = {globex};
    const auto of_member = open(member), of_owner = open(owner), elsewhere = open(owner_elsewhere);
    bus->publish({event(model::Audience::workspace_owners, acme, mia)});
    EXPECT_THAT(text_of(*of_owner), StartsWith("event: timer.stopped"));
    EXPECT_THAT(text_of(*of_member), IsEmpty());
    EXPECT_THAT(text_of(*elsewhere), IsEmpty());
}

TEST_F(Audience, a_workspaces_event_reaches_its_members) {
    auto member = listener_of(mia), stranger = listener_of(olivia);
    member.member_of = {globex, acme};
    stranger.member_of = {globex};
    const auto of_member = open(member), of_stranger = open(stranger);
    bus->publish({event(model::Audience::workspace, acme)});
    EXPECT_THAT(text_of(*of_member), StartsWith("event: timer.stopped"));
    EXPECT_THAT(text_of(*of_stranger), IsEmpty());
}

TEST_F(Audience, hears_nothing_from_before_it_was_opened) {
    bus->publish({event_for(mia)});
    const auto stream = bus->open(listener_of(mia));
    EXPECT_THAT(text_of(*stream), Not(HasSubstr("event:")));
}

}  // namespace
}  // namespace mortise::events

#include "events/bus.hpp"

#include <algorithm>
#include <atomic>
#include <string_view>

#include "events/registry.hpp"
#include "events/withdrawals.hpp"

namespace mortise::events {
namespace {

Chunk chunk(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

// How long a browser waits before it reconnects: spread, so that not all of them return at once.
Chunk greeting(std::uint64_t number) { return chunk("retry: " + std::to_string(1000 + number * 37 % 2000) + "\n\n"); }

// A line break would end the data line; between the tokens of JSON it is as good as a space, and within them it cannot be.
std::string one_line(std::string payload) {
    std::replace_if(
        payload.begin(), payload.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return payload;
}

bool within_reach(const Listener& listener, const model::Event& event) {
    return listener.confined_to.empty() || listener.confined_to == event.workspace;
}

class LocalBus final : public Bus {
public:
    explicit LocalBus(const BusLimits& limits) : limits_{limits}, registry_{std::make_shared<Registry>(limits)} {}

    std::shared_ptr<model::Stream> open(Listener listener) override {
        auto stream = std::make_shared<EventStream>(std::move(listener), limits_.waiting_per_stream, registry_);
        stream->push(greeting(opened_++));
        registry_->add(stream);
        const auto& opened = stream->listener();
        const bool refreshed = opened.read_at != model::Steady{} &&
                               (refreshed_.since(opened.user, opened.read_at) || refreshed_.since(opened.actor, opened.read_at));
        if (ended_.since(opened.session, {}) || ended_.since(opened.parent_session, {})) end(*stream);
        else if (refreshed) stream->finish(last("refresh", opened.user));
        else if (closing_) stream->finish(last("reconnect", opened.user));
        if (stream->closed()) registry_->remove(*stream);  // closed by another thread while it was being added
        return stream;
    }

    void publish(const std::vector<model::Event>& events) override {
        for (const auto& event : events) {
            const auto streams = audience_of(event);
            if (streams.empty()) continue;
            const auto text = chunk_of(event.name, event.payload);
            for (const auto& stream : streams)
                if (within_reach(stream->listener(), event)) stream->push(text);
        }
    }

    void end_session(const model::SessionId& session) override {
        if (session.empty()) return;
        ended_.note(session, std::chrono::steady_clock::now());
        for (const auto& stream : registry_->of_session(session)) end(*stream);
    }

    void refresh(const model::UserId& user) override {
        refreshed_.note(user, std::chrono::steady_clock::now());
        const auto text = last("refresh", user);
        for (const auto& stream : registry_->of_user(user)) stream->finish(text);
        for (const auto& stream : registry_->of_actor(user)) stream->finish(last("refresh", stream->listener().user));
    }

    void refresh_all() override {
        for (const auto& stream : registry_->all()) stream->finish(last("refresh", stream->listener().user));
    }

    void tick(model::Instant now) override {
        const auto comment = chunk(":\n\n");
        for (const auto& stream : registry_->all()) {
            const auto expires_at = stream->listener().expires_at;
            if (expires_at != model::Instant{} && expires_at <= now) end(*stream);
            else stream->push(comment);
        }
        const auto steady = std::chrono::steady_clock::now();
        ended_.forget_old(steady);
        refreshed_.forget_old(steady);
    }

    void close_all() override {
        closing_ = true;
        for (const auto& stream : registry_->all()) stream->finish(last("reconnect", stream->listener().user));
    }

    std::size_t size() const override { return registry_->size(); }

private:
    Streams audience_of(const model::Event& event) const {
        switch (event.audience) {
            case model::Audience::user: return registry_->of_user(event.user);
            case model::Audience::workspace_owners: return registry_->of_owners(event.workspace);
            case model::Audience::workspace: break;
        }
        return registry_->of_members(event.workspace);
    }

    // Built once for all who get it.
    Chunk chunk_of(std::string_view name, const std::string& payload) {
        std::string text = "event: ";
        text += name;
        text += "\nid: " + std::to_string(++last_id_) + "\ndata: " + one_line(payload) + "\n\n";
        return chunk(std::move(text));
    }

    Chunk last(std::string_view name, const model::UserId& user) {
        return chunk_of(name, R"({"workspaceId":null,"userId":")" + user.string() + R"("})");
    }

    void end(EventStream& stream) { stream.finish(last("session.ended", stream.listener().user)); }

    const BusLimits limits_;
    const std::shared_ptr<Registry> registry_;
    std::atomic<std::uint64_t> last_id_{0}, opened_{0};
    std::atomic<bool> closing_{false};
    Withdrawals<model::SessionId> ended_;
    Withdrawals<model::UserId> refreshed_;
};

}  // namespace

std::unique_ptr<Bus> Bus::make(BusLimits limits) { return std::make_unique<LocalBus>(limits); }

}  // namespace mortise::events

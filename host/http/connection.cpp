#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <span>
#include <utility>

#include "http/event_stream.hpp"
#include "http/refusals.hpp"
#include "http/translate.hpp"
#include "observe/log.hpp"

namespace mortise::http {
namespace {

model::Response answer_to(std::exception_ptr failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const model::Refusal& refusal) {
        return refusals::to_response(refusal.problem());
    } catch (const std::exception& error) {
        observe::log(observe::Level::error, "handler_exception", {{"cause", error.what()}});
    } catch (...) {
        observe::log(observe::Level::error, "handler_exception");
    }
    return refusals::to_response(model::problems::internal("the handler threw"));
}

std::string_view payload_of(const model::Response& response, Payload payload) {
    return payload == Payload::send && has_payload(response.status) && !response.stream ? response.payload() : std::string_view{};
}

}  // namespace

void Connection::begin(IoThread& thread, Socket socket, std::string peer) {
    auto connection = std::make_unique<Connection>(thread, std::move(socket), std::move(peer));
    auto& self = *connection;
    asio::co_spawn(thread.executor(), self.run(), [connection = std::move(connection)](std::exception_ptr failure) {
        if (failure) try {
                std::rethrow_exception(failure);
            } catch (const std::exception& error) {
                observe::log(observe::Level::error, "connection_exception", {{"cause", error.what()}});
            }
    });
}

Connection::Connection(IoThread& thread, Socket socket, std::string peer)
    : transport_{thread, std::move(socket)},
      site_{thread.site()},
      peer_{std::move(peer)},
      peer_is_trusted_{site_.proxies.trusts(peer_)} {
    transport_.enter(Phase::idle, site_.options.header_timeout);  // whoever connects has something to say
}

Awaitable<void> Connection::run() {
    switch (co_await serve()) {
        case Ending::gone: co_return;
        case Ending::refused: {
            const auto response = refusals::to_response(*refusal_);
            const auto sent = send_now(response, Payload::send, Persistence::close);
            if (!sent || (*sent < answer_size_ && !co_await send_rest(response, Payload::send, *sent))) co_return;
            break;
        }
        case Ending::streaming: co_await drain(transport_, std::move(stream_)); break;
        case Ending::served: break;
    }
    co_await transport_.leave();
}

Awaitable<Connection::Ending> Connection::serve() {
    for (;;) {
        Guard guard{site_.guard_limits};
        model::Request request;
        request_id_.clear();

        auto verdict = Verdict::more;
        while ((verdict = guard.read_head(transport_.unread())) == Verdict::more) {
            if (transport_.unread().empty() && site_.draining) co_return Ending::gone;
            await_head();
            const auto [error] = co_await transport_.readable();
            if (transport_.expired() && transport_.phase() == Phase::header) co_return refuse(refusals::header_timeout());
            if (error || transport_.receive() == Arrival::end) co_return Ending::gone;
        }
        if (verdict == Verdict::refused) co_return refuse(guard.problem());

        if (auto problem = translate(guard, request)) co_return refuse(*problem);
        if (guard.head().framing != Framing::no_body) {
            verdict = guard.admit(body_limit(request));
            if (verdict == Verdict::more && !invite_body(guard)) co_return Ending::gone;
            transport_.enter(Phase::body, site_.options.body_timeout);
            while (verdict == Verdict::more && (verdict = take_body(guard, request)) == Verdict::more) {
                const auto [error] = co_await transport_.readable();
                if (transport_.expired()) co_return refuse(refusals::body_timeout());
                if (error || transport_.receive() == Arrival::end) co_return Ending::gone;
            }
            if (verdict == Verdict::refused) co_return refuse(guard.problem());
        }

        transport_.enter(Phase::handling, {});
        const auto payload = request.method == model::Method::head ? Payload::omit : Payload::send;
        model::Response response;
        try {
            response = co_await site_.handler(std::move(request));
        } catch (...) {
            response = answer_to(std::current_exception());
        }

        const bool last = response.close || response.stream || site_.draining || guard.head().persistence == Persistence::close;
        auto sent = send_now(response, payload, last ? Persistence::close : Persistence::keep_alive);
        if (sent && *sent < answer_size_) sent = co_await send_rest(response, payload, *sent);
        if (response.stream && sent && payload == Payload::send) {
            stream_ = std::move(response.stream);
            co_return Ending::streaming;
        }
        if (response.stream) response.stream->detach();
        if (!sent) co_return Ending::gone;
        if (last) co_return Ending::served;
    }
}

Connection::Ending Connection::refuse(const model::Problem& problem) {
    refusal_ = std::make_unique<model::Problem>(problem);
    // Not louder: anybody can send nonsense as fast as they like.
    observe::log(observe::Level::debug, "request_refused",
                 {{"client", peer_}, {"reason", problem.reason}, {"message", problem.message}});
    return Ending::refused;
}

void Connection::await_head() {
    if (!transport_.unread().empty()) {
        if (transport_.phase() != Phase::header) transport_.enter(Phase::header, site_.options.header_timeout);
    } else if (transport_.phase() != Phase::idle) {
        transport_.enter(Phase::idle, site_.options.idle_timeout);
    }
}

std::optional<model::Problem> Connection::translate(const Guard& guard, model::Request& request) {
    const auto& head = guard.head();
    minor_version_ = head.minor_version;
    if (auto problem = read_request(transport_.unread().substr(head.begin, head.end - head.begin), request)) return problem;
    transport_.use(head.end);

    request.client_address = peer_;
    if (peer_is_trusted_) site_.proxies.believe(request);
    request.id = request_id_ = transport_.thread().make_request_id();
    request.received_at = model::now();
    request.started_at = std::chrono::steady_clock::now();
    return std::nullopt;
}

std::size_t Connection::body_limit(const model::Request& request) const {
    const auto& options = site_.options;
    if (!options.body_limit_of) return options.body_limit;
    return std::min(options.body_limit, options.body_limit_of(request.method, request.path));
}

bool Connection::invite_body(const Guard& guard) {
    constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
    if (guard.head().expectation == Expectation::none || !transport_.unread().empty()) return true;
    const std::array parts{asio::const_buffer{invitation.data(), invitation.size()}};
    return transport_.try_send(parts) == invitation.size();
}

Verdict Connection::take_body(Guard& guard, model::Request& request) {
    const auto before = transport_.unread();
    auto rest = before;
    const auto verdict = guard.read_body(rest, request.body);
    transport_.use(before.size() - rest.size());
    transport_.credit(request.body.size());
    return verdict;
}

std::optional<std::size_t> Connection::send_now(const model::Response& response, Payload payload, Persistence persistence) {
    auto& thread = transport_.thread();
    if (request_id_.empty()) request_id_ = thread.make_request_id();
    auto& head = thread.scratch();
    head.clear();
    write_head(head, response, {site_.standing_lines, thread.date(), request_id_, minor_version_, persistence});
    if (response.stream && payload == Payload::send) head += stream_greeting;

    const auto body = payload_of(response, payload);
    answer_size_ = head.size() + body.size();
    const std::array parts{asio::buffer(std::as_const(head)), asio::buffer(body)};
    return transport_.try_send(std::span{parts.data(), body.empty() ? 1u : 2u});
}

// The header block lies in memory that the next connection will use, so what has not been sent of it is copied first.
Awaitable<std::optional<std::size_t>> Connection::send_rest(const model::Response& response, Payload payload, std::size_t sent) {
    const auto head = transport_.thread().scratch();
    std::vector parts{asio::buffer(head), asio::buffer(payload_of(response, payload))};
    if (co_await transport_.send_rest(std::move(parts), sent) == Sent::failed) co_return std::nullopt;
    co_return answer_size_;
}

}  // namespace mortise::http

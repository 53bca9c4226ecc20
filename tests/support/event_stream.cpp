#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/parse.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "support/http_client.hpp"

namespace mortise::testing {

namespace asio = boost::asio;

boost::json::value ServerSentEvent::json() const { return boost::json::parse(data); }

struct EventStream::Reader {
    asio::io_context context;
    asio::ip::tcp::socket socket{context};
    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::vector<ServerSentEvent> events;
    std::size_t next = 0;   // where wait_for goes on
    bool over = false;
    int status = 0;
    std::string text;
    std::thread thread;

    void take_line(std::string_view line, ServerSentEvent& event) {
        if (line.starts_with("event: ")) event.name = line.substr(7);
        else if (line.starts_with("data: ")) event.data = line.substr(6);
        else if (line.empty() && !event.name.empty()) {
            event.at = std::chrono::steady_clock::now();
            const std::lock_guard lock{mutex};
            events.push_back(std::move(event));
            event = {};
            changed.notify_all();
        }
    }

    void run() {
        ServerSentEvent event;
        std::array<char, 4096> buffer;
        boost::system::error_code error;
        while (!error) {
            const auto size = socket.read_some(asio::buffer(buffer), error);
            text.append(buffer.data(), size);
            for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
                std::string line = text.substr(0, end);
                text.erase(0, end + 1);
                if (line.ends_with('\r')) line.pop_back();   // the header, and the sizes of chunks
                if (line.starts_with("HTTP/1.1 ")) {
                    const std::lock_guard lock{mutex};
                    status = std::stoi(line.substr(9, 3));
                    changed.notify_all();
                }
                take_line(line, event);
            }
        }
        const std::lock_guard lock{mutex};
        over = true;
        changed.notify_all();
    }
};

EventStream::EventStream(const Client& client) : reader_{std::make_unique<Reader>()} {
    auto& reader = *reader_;
    reader.socket.connect({asio::ip::address_v4::loopback(), client.port()});
    const std::string request = "GET /api/v1/events HTTP/1.1\r\nHost: " + client.host() + ':' + std::to_string(client.port()) +
                                "\r\nAccept: text/event-stream\r\nCookie: " + client.cookie() + "\r\n\r\n";
    asio::write(reader.socket, asio::buffer(request));
    reader.thread = std::thread{[&reader] { reader.run(); }};
    std::unique_lock lock{reader.mutex};
    reader.changed.wait_for(lock, std::chrono::seconds{5}, [&] { return reader.status != 0 || reader.over; });
}

EventStream::~EventStream() {
    boost::system::error_code ignored;
    reader_->socket.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    reader_->thread.join();
}

std::optional<ServerSentEvent> EventStream::wait_for(std::string_view name, std::chrono::milliseconds timeout) {
    auto& reader = *reader_;
    std::unique_lock lock{reader.mutex};
    std::optional<ServerSentEvent> found;
    reader.changed.wait_for(lock, timeout, [&] {
        while (reader.next < reader.events.size()) {
            const auto& event = reader.events[reader.next++];
            if (event.name == name) {
                found = event;
                return true;
            }
        }
        return reader.over;
    });
    return found;
}

std::vector<ServerSentEvent> EventStream::seen() const {
    const std::lock_guard lock{reader_->mutex};
    return reader_->events;
}

bool EventStream::ended(std::chrono::milliseconds timeout) const {
    std::unique_lock lock{reader_->mutex};
    return reader_->changed.wait_for(lock, timeout, [&] { return reader_->over; });
}

int EventStream::status() const {
    const std::lock_guard lock{reader_->mutex};
    return reader_->status;
}

}  // namespace mortise::testing

// A peer with a bare socket: sends exactly these bytes, reads exactly what comes. Every wait ends after a few seconds.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "http/grammar.hpp"
#include "http/server.hpp"

namespace mortise::http::test {

using namespace std::chrono_literals;

struct Reply {
    int status = 0;
    std::string head;
    std::multimap<std::string, std::string> fields;  // names in lower case
    std::string body;

    std::string field(const std::string& name) const {
        const auto found = fields.find(name);
        return found == fields.end() ? "" : found->second;
    }
};

enum class Body : unsigned char { expected, none };  // none: the answer to HEAD

class Client {
public:
    explicit Client(const Address& address) {
        socket_ = ::socket(address.unix_path.empty() ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_storage storage{};
        socklen_t size = 0;
        if (address.unix_path.empty()) {
            auto& name = reinterpret_cast<sockaddr_in&>(storage);
            name.sin_family = AF_INET;
            name.sin_port = htons(address.port);
            inet_pton(AF_INET, address.host.c_str(), &name.sin_addr);
            size = sizeof name;
        } else {
            auto& name = reinterpret_cast<sockaddr_un&>(storage);
            name.sun_family = AF_UNIX;
            std::strncpy(name.sun_path, address.unix_path.c_str(), sizeof name.sun_path - 1);
            size = sizeof name;
        }
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&storage), size) != 0) throw std::runtime_error{std::strerror(errno)};
    }
    Client(Client&& other) noexcept : socket_{std::exchange(other.socket_, -1)}, received_{std::move(other.received_)} {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() { close(); }

    int descriptor() const { return socket_; }
    void close() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }

    // False when the server has closed meanwhile.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // The next answer; nothing when the connection ends or stays silent before one is complete.
    std::optional<Reply> read_answer(Body body = Body::expected) {
        std::size_t end;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos)
            if (!receive(5s)) return std::nullopt;
        auto answer = parse(received_.substr(0, end + 4));
        received_.erase(0, end + 4);
        const auto length = answer.field("content-length");
        const std::size_t size = body == Body::none || length.empty() ? 0 : std::stoul(length);
        while (received_.size() < size)
            if (!receive(5s)) return std::nullopt;
        answer.body = received_.substr(0, size);
        received_.erase(0, size);
        return answer;
    }

    // Reads until `text` has come.
    bool read_until(std::string_view text, std::chrono::milliseconds within = 5s) {
        const auto deadline = std::chrono::steady_clock::now() + within;
        while (received_.find(text) == std::string::npos)
            if (std::chrono::steady_clock::now() > deadline || !receive(within)) return false;
        return true;
    }

    // Whether the server closes within that time; what it still sent stays in `received`.
    bool closes(std::chrono::milliseconds within = 5s) {
        const auto deadline = std::chrono::steady_clock::now() + within;
        while (std::chrono::steady_clock::now() < deadline)
            if (!receive(std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now())) &&
                ended_)
                return true;
        return false;
    }

    const std::string& received() const { return received_; }

private:
    bool receive(std::chrono::milliseconds within) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(within.count())) <= 0) return false;
        char bytes[16 * 1024];
        const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size <= 0) {
            ended_ = true;
            return false;
        }
        received_.append(bytes, static_cast<std::size_t>(size));
        return true;
    }

    static Reply parse(std::string head) {
        Reply answer;
        answer.head = std::move(head);
        if (answer.head.size() > 12) answer.status = std::atoi(answer.head.c_str() + 9);
        for (auto at = answer.head.find("\r\n") + 2; at + 2 < answer.head.size();) {
            const auto end = answer.head.find("\r\n", at);
            const auto colon = answer.head.find(':', at);
            auto name = answer.head.substr(at, colon - at);
            for (auto& c : name) c = to_lower(c);
            answer.fields.emplace(name, trim(std::string_view{answer.head}.substr(colon + 1, end - colon - 1)));
            at = end + 2;
        }
        return answer;
    }

    int socket_ = -1;
    std::string received_;
    bool ended_ = false;
};

}  // namespace mortise::http::test

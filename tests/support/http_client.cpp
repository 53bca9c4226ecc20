#include "support/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <stdexcept>

namespace mortise::testing {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;

namespace {

std::string lower(std::string_view text) {
    std::string out{text};
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

json::value Answer::json() const {
    boost::system::error_code error;
    auto value = json::parse(body, error);
    if (error) throw std::runtime_error{"the answer is no JSON: " + std::to_string(status) + ' ' + body.substr(0, 500)};
    return value;
}

std::string Answer::reason() const {
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (error || !value.is_object() || !value.as_object().contains("reason")) return {};
    return std::string{value.as_object().at("reason").as_string()};
}

std::string Answer::without_date_and_id() const {
    std::string all = std::to_string(status) + '\n';
    for (const auto& [name, value] : headers)
        if (name != "date" && name != "x-request-id") all += name + ": " + value + '\n';
    return all + '\n' + body;
}

struct Client::Connection {
    asio::io_context context;
    std::optional<asio::ip::tcp::socket> socket;
    boost::beast::flat_buffer buffer;

    void connect(unsigned short port) {
        socket.emplace(context);
        socket->connect({asio::ip::address_v4::loopback(), port});
        socket->set_option(asio::ip::tcp::no_delay{true});
        buffer.clear();
    }
};

Client::Client(unsigned short port, std::string host) : port_{port}, host_{std::move(host)}, connection_{std::make_unique<Connection>()} {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

Answer Client::raw(std::string_view method, std::string_view target, std::string_view body, const Headers& headers) {
    http::request<http::string_body> request;
    request.method_string({method.data(), method.size()});
    request.target({target.data(), target.size()});
    request.version(11);
    request.set(http::field::host, host_ + ':' + std::to_string(port_));
    for (const auto& [name, value] : headers) request.insert(name, value);
    request.body() = body;
    if (!body.empty() || (method != "GET" && method != "HEAD")) request.content_length(body.size());

    for (int attempt = 0;; ++attempt) {
        const bool fresh = !connection_->socket;
        try {
            if (fresh) connection_->connect(port_);
            http::write(*connection_->socket, request);
            http::response_parser<http::string_body> parser;
            parser.body_limit(64 * 1024 * 1024);
            if (method == "HEAD") parser.skip(true);
            http::read(*connection_->socket, connection_->buffer, parser);
            Answer answer;
            answer.status = static_cast<int>(parser.get().result_int());
            for (const auto& field : parser.get()) answer.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}), field.value());
            answer.body = parser.get().body();
            if (!parser.get().keep_alive()) connection_->socket.reset();
            return answer;
        } catch (const boost::system::system_error&) {
            connection_->socket.reset();
            // The server may have closed an idle connection; a request on a fresh one is never sent twice.
            if (fresh || attempt > 0) throw;
        }
    }
}

Answer Client::send(std::string_view method, std::string_view path, std::string_view body, const Headers& extra) {
    Headers headers = extra;
    const auto has = [&](std::string_view name) {
        for (const auto& [key, value] : extra)
            if (lower(key) == name) return true;
        return false;
    };
    if (!body.empty() && !has("content-type")) headers.emplace_back("Content-Type", "application/json");
    if (!key_.empty() && !has("x-api-key")) headers.emplace_back("X-Api-Key", key_);
    if (!cookie_.empty() && !has("cookie")) headers.emplace_back("Cookie", cookie_);
    if (method != "GET" && method != "HEAD" && key_.empty()) {
        if (!has("origin")) headers.emplace_back("Origin", origin());
        if (!csrf_.empty() && !has("x-csrf-token")) headers.emplace_back("X-CSRF-Token", csrf_);
    }
    auto answer = raw(method, "/api/v1" + std::string{path}, body, headers);
    for (const auto& [name, value] : answer.headers) {
        if (name != "set-cookie") continue;
        cookie_ = value.substr(0, value.find(';'));
        if (cookie_.ends_with('=')) cookie_.clear();
    }
    if (answer.status == 200 && answer.body.find("\"csrfToken\"") != std::string::npos)
        csrf_ = json::value_to<std::string>(answer.json().at("csrfToken"));
    return answer;
}

Client& Client::sign_in(std::string_view email, std::string_view password) {
    cookie_.clear();
    csrf_.clear();
    const auto answer = post("/auth/sign-in", json::serialize(json::object{{"email", email}, {"password", password}}));
    if (answer.status != 200) throw std::runtime_error{"signing in as " + std::string{email} + ": " + std::to_string(answer.status) + ' ' + answer.body};
    return *this;
}

Client& Client::use_key(std::string secret) {
    key_ = std::move(secret);
    return *this;
}

void Client::refresh_session() {
    const auto answer = get("/session");
    if (answer.status != 200) throw std::runtime_error{"no session: " + answer.body};
}

Client Client::follow_handoff(std::string_view location) const {
    const auto begin = location.find("//") + 2;
    const auto end = location.find_first_of(":/", begin);
    const auto code = location.find("code=");
    if (code == std::string_view::npos) throw std::runtime_error{"no hand-off: " + std::string{location}};
    Client other{port_, std::string{location.substr(begin, end - begin)}};
    const auto answer = other.post("/auth/handoff", json::serialize(json::object{{"code", location.substr(code + 5)}}));
    if (answer.status != 200) throw std::runtime_error{"the hand-off was refused: " + std::to_string(answer.status) + ' ' + answer.body};
    return other;
}

}  // namespace mortise::testing

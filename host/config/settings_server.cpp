#include "config/network.hpp"
#include "config/settings_reader.hpp"
#include "config/text.hpp"

namespace mortise::config {

void SettingsReader::read_server(const Node& node) {
    Cursor cursor{node, "server", problems_};
    ServerSettings& server = settings_.server;
    if (const Node* listen = cursor.find("listen")) read_listen(*listen);
    if (const Node* admin = cursor.find("admin-listen"))
        server.admin_listen = read_endpoint(*admin, "server.admin-listen").value_or(server.admin_listen);
    if (const auto domain = cursor.text("base-domain")) {
        server.base_domain = *domain;
        if (!is_host_name(*domain))
            problems_.add(cursor.find("base-domain")->at,
                          "server.base-domain must be a host name in lower case, without a port: example.org");
    }
    if (const auto url = cursor.text("public-url")) {
        server.public_url = *url;
        if (!is_origin(*url))
            problems_.add(cursor.find("public-url")->at, "server.public-url must be like https://example.org, without a path");
    }
    if (const Node* proxies = cursor.find("trusted-proxies")) {
        server.trusted_proxies = read_texts(*proxies, "server.trusted-proxies", problems_);
        for (const Node& proxy : proxies->items)
            if (!is_address_range(proxy.scalar))
                problems_.add(proxy.at, quote(proxy.scalar) + " is no address; write 10.0.0.1, or a range like 10.0.0.0/8");
    }
    if (const Node* tls = cursor.find("tls")) read_tls(*tls);
    server.plain_cookies = cursor.choice("cookies", {"host-prefix", "plain"}).value_or("host-prefix") == "plain";
    if (const auto web = cursor.text("web")) server.web = locations_.path(*cursor.find("web"), *web);
    server.io_threads = cursor.number("io-threads", 1, 64).value_or(server.io_threads);
    server.workers = cursor.number("workers", 1, 256).value_or(server.workers);
    server.work_queue = cursor.number("work-queue", 1, 100'000).value_or(server.work_queue);
    server.node = cursor.text("node").value_or("");
    cursor.finish();
}

void SettingsReader::read_listen(const Node& node) {
    const bool list = node.kind == NodeKind::sequence;
    std::vector<Endpoint> endpoints;
    for (const Node& item : list ? node.items : std::vector{node})
        if (auto endpoint = read_endpoint(item, "server.listen")) endpoints.push_back(std::move(*endpoint));
    if (list && node.items.empty()) problems_.add(node.at, "server.listen is empty; name at least one address");
    settings_.server.listen = std::move(endpoints);
}

std::optional<Endpoint> SettingsReader::read_endpoint(const Node& node, std::string_view name) {
    const auto text = read_text(node, name, problems_);
    if (!text) return std::nullopt;
    auto endpoint = parse_endpoint(*text);
    if (!endpoint)
        problems_.add(node.at, std::string{name} + ": " + quote(*text) +
                                   " is no address; write 127.0.0.1:8080, \"[::1]:8080\" or unix:PATH");
    else if (!endpoint->unix_path.empty()) endpoint->unix_path = locations_.path(node, endpoint->unix_path);
    return endpoint;
}

void SettingsReader::read_tls(const Node& node) {
    Cursor cursor{node, "server.tls", problems_};
    TlsFiles files;
    const auto read = [&](std::string_view key, std::string& file) {
        if (const auto written = cursor.needed_text(key))
            file = locations_.existing_file(*cursor.find(key), *written).value_or("");
    };
    read("certificate", files.certificate);
    read("key", files.key);
    cursor.finish();
    settings_.server.tls = std::move(files);
}

}  // namespace mortise::config

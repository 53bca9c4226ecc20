#include "http/proxies.hpp"

#include <gtest/gtest.h>

#include "running_server.hpp"

namespace mortise::http::test {
namespace {

TEST(TrustedProxies, AreAddressesAndRanges) {
    const TrustedProxies proxies{{"10.1.2.3", "192.168.0.0/16", "172.16.0.0/12", "fd00::/8", "::1"}};
    for (const auto trusted : {"10.1.2.3", "192.168.255.1", "172.31.0.1", "fd12::1", "::1", "::ffff:10.1.2.3"})
        EXPECT_TRUE(proxies.trusts(trusted)) << trusted;
    for (const auto other : {"10.1.2.4", "192.169.0.1", "172.32.0.1", "fe80::1", "::2", "unix", "nonsense", ""})
        EXPECT_FALSE(proxies.trusts(other)) << other;
    EXPECT_TRUE(TrustedProxies{{"unix"}}.trusts(unix_peer));
    EXPECT_TRUE(TrustedProxies{{"0.0.0.0/0"}}.trusts("8.8.8.8"));
    EXPECT_FALSE(TrustedProxies{{"0.0.0.0/0"}}.trusts("2001:db8::1"));
}

TEST(TrustedProxies, RefusesWhatIsNeither) {
    for (const auto entry : {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "::/129", "10.0.0"})
        EXPECT_THROW(TrustedProxies{{entry}}, std::runtime_error) << entry;
}

struct Forwarding {
    std::string proxies, fields, client, secure;
};

TEST(Forwarded, IsBelievedFromTrustedPeersAlone) {
    const std::vector<Forwarding> cases{
        {"10.0.0.1", "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n", "127.0.0.1", "no"},
        {"127.0.0.1", "", "127.0.0.1", "no"},
        {"127.0.0.1", "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: https\r\n", "1.2.3.4", "yes"},
        {"127.0.0.1", "X-Forwarded-For: 6.6.6.6, 1.2.3.4\r\n", "1.2.3.4", "no"},
        {"127.0.0.0/8", "X-Forwarded-For: 6.6.6.6, 1.2.3.4, 127.0.0.9\r\n", "1.2.3.4", "no"},
        {"127.0.0.0/8", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 127.0.0.9\r\n", "1.2.3.4",
         "no"},
        {"127.0.0.0/8", "X-Forwarded-For: 127.0.0.8, 127.0.0.9\r\n", "127.0.0.8", "no"},
        {"127.0.0.0/8", "X-Forwarded-For: 1.2.3.4, nonsense, 127.0.0.9\r\n", "127.0.0.9", "no"},
        {"127.0.0.1", "X-Forwarded-For: \r\n", "127.0.0.1", "no"},
        {"127.0.0.1", "X-Forwarded-For: ::ffff:1.2.3.4\r\nX-Forwarded-Proto: HTTPS\r\n", "1.2.3.4", "yes"},
        {"127.0.0.1", "X-Forwarded-For: 2001:db8::1\r\n", "2001:db8::1", "no"},
        {"127.0.0.1", "X-Forwarded-Proto: https, http\r\n", "127.0.0.1", "no"},
        {"127.0.0.1", "X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n", "127.0.0.1", "no"},
    };
    for (const auto& [proxies, fields, client_address, secure] : cases) {
        auto options = quick_options();
        options.trusted_proxies = {proxies};
        RunningServer server{options};
        auto client = server.connect();
        client.send(with(fields));
        const auto answer = client.read_answer();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->field("x-client"), client_address) << fields;
        EXPECT_EQ(answer->field("x-secure"), secure) << fields;
    }
}

}  // namespace
}  // namespace mortise::http::test

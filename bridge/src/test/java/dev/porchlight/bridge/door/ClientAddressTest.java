package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final List<AddressRange> TRUSTED = List.of(
            AddressRange.parse("127.0.0.0/8"), AddressRange.parse("172.16.0.0/12"), AddressRange.parse("fd00::/8"));

    private static String client(boolean behindProxy, String peer, String headers) throws Refusal {
        String lines = headers == null ? "" : headers.replace("|", "\r\n") + "\r\n";
        byte[] head = ("GET / HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return new ClientAddress(behindProxy, TRUSTED)
                .of(InetAddress.ofLiteral(peer), HeadParser.parse(head, head.length))
                .getHostAddress();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no header,                       127.0.0.1,   ,                                               127.0.0.1",
        "one entry,                       127.0.0.1,   'X-Forwarded-For: 192.0.2.1',                   192.0.2.1",
        "a client's own entry before it,  127.0.0.1,   'X-Forwarded-For: 10.9.9.9, 192.0.2.1',         192.0.2.1",
        "two proxies of ours,             172.18.0.2,  'X-Forwarded-For: 192.0.2.1, 172.18.0.9, 127.0.0.1', 192.0.2.1",
        "in several headers,              127.0.0.1,   'X-Forwarded-For: 192.0.2.1|X-Forwarded-For: 172.18.0.9', 192.0.2.1",
        "empty elements,                  127.0.0.1,   'X-Forwarded-For: 192.0.2.1,, ,',               192.0.2.1",
        "with a port,                     127.0.0.1,   'X-Forwarded-For: 192.0.2.1:4711',              192.0.2.1",
        "IPv6,                            127.0.0.1,   'X-Forwarded-For: 2001:db8::1',                 2001:db8:0:0:0:0:0:1",
        "IPv6 in brackets,                127.0.0.1,   'X-Forwarded-For: [2001:db8::1]',               2001:db8:0:0:0:0:0:1",
        "IPv6 with a port,                127.0.0.1,   'X-Forwarded-For: [2001:db8::1]:4711',          2001:db8:0:0:0:0:0:1",
        "IPv4 mapped into IPv6,           127.0.0.1,   'X-Forwarded-For: ::ffff:192.0.2.1',            192.0.2.1",
        "a mapped trusted proxy,          127.0.0.1,   'X-Forwarded-For: 192.0.2.1, ::ffff:127.0.0.1', 192.0.2.1",
        "IPv6 proxy,                      fd00::5,     'X-Forwarded-For: 192.0.2.1',                   192.0.2.1",
        "only trusted ones,               127.0.0.1,   'X-Forwarded-For: 172.16.0.1',                  127.0.0.1",
        "not an address,                  127.0.0.1,   'X-Forwarded-For: 192.0.2.1, unknown',          127.0.0.1",
        "a name,                          127.0.0.1,   'X-Forwarded-For: localhost',                   127.0.0.1",
        "a number,                        127.0.0.1,   'X-Forwarded-For: 1',                           127.0.0.1",
        "garbage hides no forged header,  127.0.0.1,   'X-Forwarded-For: ?|CF-Connecting-IP: 192.0.2.7', 127.0.0.1",
        "Cloudflare alone,                127.0.0.1,   'CF-Connecting-IP: 192.0.2.7',                  192.0.2.7",
        "Cloudflare and a proxy,          127.0.0.1,   'CF-Connecting-IP: 192.0.2.7|X-Forwarded-For: 172.18.0.3', 192.0.2.7",
        "the chain before Cloudflare's,   127.0.0.1,   'CF-Connecting-IP: 192.0.2.7|X-Forwarded-For: 192.0.2.1', 192.0.2.1",
        "Cloudflare twice,                127.0.0.1,   'CF-Connecting-IP: 192.0.2.7|CF-Connecting-IP: 192.0.2.8', 127.0.0.1",
        "a stranger's word,               203.0.113.5, 'X-Forwarded-For: 192.0.2.1',                   203.0.113.5",
        "a stranger's Cloudflare,         203.0.113.5, 'CF-Connecting-IP: 192.0.2.1',                  203.0.113.5",
    })
    void behindAProxy(String name, String peer, String headers, String client) throws Refusal {
        assertThat(client(true, peer, headers)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 'X-Forwarded-For: 192.0.2.1'", "127.0.0.1, 'CF-Connecting-IP: 192.0.2.1'"})
    void withoutAProxyNobodysWordCounts(String peer, String headers) throws Refusal {
        assertThat(client(false, peer, headers)).isEqualTo(peer);
    }

    @org.junit.jupiter.api.Test
    void aChainOfTrustedEntriesIsFollowedThirtyTwoHopsFar() throws Refusal {
        String hops = ", 127.0.0.1".repeat(31);
        assertThat(client(true, "127.0.0.1", "X-Forwarded-For: 192.0.2.1" + hops))
                .isEqualTo("192.0.2.1");
        assertThat(client(true, "127.0.0.1", "X-Forwarded-For: 192.0.2.1" + hops + ", 127.0.0.1"))
                .isEqualTo("127.0.0.1");
    }
}

package dev.porchlight.bridge.door;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Whether a request was made on this very machine by somebody who can start programs here: its peer is loopback, no proxy or
 * tunnel has touched it (each makes every visitor a loopback peer), and it names this machine as its host, so that a web
 * page elsewhere cannot make a browser here ask (DNS rebinding). Stateless.
 */
final class LoopbackTrust {

    private static final Pattern LOCAL_HOST = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private LoopbackTrust() {}

    static boolean deserves(InetAddress client, RequestHead head) {
        String host = head.header("host");
        return client.isLoopbackAddress()
                && host != null
                && LOCAL_HOST.matcher(host).matches()
                && head.names().stream().noneMatch(LoopbackTrust::forwards);
    }

    private static boolean forwards(String header) {
        return header.equals("forwarded")
                || header.equals("via")
                || header.equals("x-real-ip")
                || header.startsWith("x-forwarded-")
                || header.startsWith("cf-");
    }
}

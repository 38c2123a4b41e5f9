package dev.porchlight.sim.fleet;

import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The server a fleet is sent to. A thousand boards are an attack on whoever did not ask for them, so only loopback and
 * private addresses are taken unless the person says otherwise.
 */
final class Target {
    private static final Duration ONE_TRY = Duration.ofSeconds(2);

    private final String host;
    private final InetSocketAddress address;

    private Target(String host, InetSocketAddress address) {
        this.host = host;
        this.address = address;
    }

    /** @throws UserError when the URL is none, or leads where no fleet may go */
    static Target of(String url, boolean anywhere) {
        String host = host(url);
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            if (!anywhere && !Arrays.stream(all).allMatch(Target::isPrivate)) {
                throw UserError.setting(
                        host + " is neither this machine nor in a private network. A fleet of boards is a load"
                                + " test: if the server is yours, say --anywhere.");
            }
            int port = URI.create(url).getPort();
            return new Target(host, new InetSocketAddress(all[0], port < 0 ? 80 : port));
        } catch (UnknownHostException e) {
            throw UserError.setting("--url: there is no host " + host + ".");
        }
    }

    private static String host(String url) {
        String host;
        try {
            host = URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            host = null;
        }
        if (host == null || !url.startsWith("ws://")) {
            throw UserError.setting("--url has to be like ws://127.0.0.1:8080/ws, this is not: " + url);
        }
        return host;
    }

    /** Loopback, RFC 1918, link-local, and IPv6 unique local addresses. */
    static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }

    boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** Whether a TCP connection can be had now; it is closed at once. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) ONE_TRY.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + address.getPort();
    }
}

package dev.porchlight.bridge.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the door could open: takes the port for a moment and gives it back. A Porchlight that listens there is no fault:
 * people check the settings of one that is running. On the caller's thread, two seconds at most.
 */
final class PortCheck {

    private static final int ANSWER_WITHIN_MILLIS = 1_000;
    private static final int MAX_BYTES = 64 * 1024;

    private PortCheck() {}

    /** Returns whether a Porchlight is running there. */
    static boolean tell(InetSocketAddress bind, PortHolder holder, Findings findings) {
        findings.section("Port");
        int port = bind.getPort();
        if (port == 0) {
            findings.line("0: any free one, another at each start");
            return false;
        }
        String where = bind.getAddress().isAnyLocalAddress()
                ? port + " on every address of this machine"
                : port + " on " + bind.getAddress().getHostAddress();
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(bind);
            findings.line(where + ": free");
            return false;
        } catch (IOException e) {
            Optional<String> who = holder.of(port);
            Optional<String> porchlight = porchlight(bind);
            if (porchlight.isPresent()) {
                findings.line(where + ": Porchlight " + Terminal.shown(porchlight.get()) + " is running there"
                        + who.map(text -> ", " + text).orElse(""));
            } else if (who.isPresent()) {
                findings.mend("port " + port + " is taken by " + who.get() + "; end that, or choose another with PORT");
            } else {
                findings.mend(
                        "cannot listen on port " + port + ": " + e.getMessage() + "; PORT and HOST choose another");
            }
            return porchlight.isPresent();
        }
    }

    /** The version of the Porchlight at this address; empty when something else answers, or nothing. */
    private static Optional<String> porchlight(InetSocketAddress bind) {
        InetAddress address =
                bind.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind.getAddress();
        HttpURLConnection connection = null;
        try {
            URL url = new URI("http", null, address.getHostAddress(), bind.getPort(), "/health", null, null).toURL();
            connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_WITHIN_MILLIS);
            connection.setReadTimeout(ANSWER_WITHIN_MILLIS);
            connection.setInstanceFollowRedirects(false);
            // 503 while Discord is away.
            InputStream body =
                    connection.getResponseCode() == 200 ? connection.getInputStream() : connection.getErrorStream();
            Map<String, Object> json = JSON.std.mapFrom(body.readNBytes(MAX_BYTES));
            return json.containsKey("espClients")
                    ? Optional.ofNullable(json.get("version")).map(String::valueOf)
                    : Optional.empty();
        } catch (Exception e) {
            return Optional.empty();
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}

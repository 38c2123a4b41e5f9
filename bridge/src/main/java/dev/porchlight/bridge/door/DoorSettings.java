package dev.porchlight.bridge.door;

import dev.porchlight.bridge.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The door's own settings.
 *
 * @param bind {@code HOST} and {@code PORT}; all addresses and 8080 unless set
 * @param clientAddress {@code BEHIND_PROXY} and {@code proxy.trusted}
 * @param origins {@code ws.origins}: pages that may open a WebSocket
 * @param publicUrl {@code PUBLIC_URL}: where people reach the bridge from outside
 * @param limits what {@code limits.connections}, {@code limits.connections-per-address}, {@code limits.fan-out-threads} and
 *     {@code limits.buffer-bytes} change, and the rest
 */
public record DoorSettings(
        InetSocketAddress bind,
        ClientAddress clientAddress,
        OriginPolicy origins,
        Optional<URI> publicUrl,
        DoorLimits limits) {

    /** Loopback, and the range that container engines give their bridges by default. */
    private static final List<String> TRUSTED = List.of("127.0.0.0/8", "::1", "172.16.0.0/12");

    private static final int DEFAULT_PORT = 8080;

    /** Reads and declares the keys. */
    public static DoorSettings read(Settings settings) {
        int port = settings.integer("port", DEFAULT_PORT, 0, 65_535);
        String host = settings.parsed("host", "", "an address of this machine, in digits, or localhost", text -> {
            address(text);
            return text;
        });
        InetSocketAddress bind =
                host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(address(host), port);
        boolean behindProxy = settings.flag("behind.proxy", false);
        List<AddressRange> trusted = new ArrayList<>();
        for (String range : settings.list("proxy.trusted", TRUSTED)) {
            try {
                trusted.add(AddressRange.parse(range));
            } catch (IllegalArgumentException e) {
                settings.reject("proxy.trusted", "addresses or ranges between commas, such as 172.16.0.0/12");
            }
        }
        OriginPolicy origins = new OriginPolicy(settings.list("ws.origins", List.of()));
        URI publicUrl = settings.parsed("public.url", null, "a URL such as https://lights.example.org", text -> {
            URI uri = URI.create(text);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException("no http URL");
            }
            return uri;
        });
        DoorLimits standard = DoorLimits.standard();
        int most = standard.connections();
        DoorLimits limits = standard.with(
                settings.integer("limits.connections", most, 1, most),
                settings.integer("limits.connections-per-address", standard.connectionsPerAddress(), 1, most),
                settings.integer("limits.fan-out-threads", standard.fanOutThreads(), 1, DoorLimits.MAX_FAN_OUT_THREADS),
                bufferBytes(settings, standard.bufferBytes()));
        return new DoorSettings(
                bind, new ClientAddress(behindProxy, trusted), origins, Optional.ofNullable(publicUrl), limits);
    }

    /** At most half of the heap: a budget that is never reached before the heap is full would be none. */
    private static long bufferBytes(Settings settings, long standard) {
        long least = DoorLimits.MIN_BUFFER_BYTES;
        long most = Math.max(least, Runtime.getRuntime().maxMemory() / 2);
        String expected = "a whole number from " + least + " to " + most + ", which is half of the heap";
        return settings.parsed("limits.buffer-bytes", standard, expected, text -> {
            long bytes = Long.parseLong(text);
            if (bytes < least || bytes > most) {
                throw new IllegalArgumentException("out of range");
            }
            return bytes;
        });
    }

    private static InetAddress address(String text) {
        if (text.equalsIgnoreCase("localhost")) {
            return InetAddress.getLoopbackAddress();
        }
        InetAddress address = AddressRange.literalOrNull(text);
        if (address == null) {
            throw new IllegalArgumentException("no address");
        }
        return address;
    }
}

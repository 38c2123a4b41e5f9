package dev.porchlight.bridge.door;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The address at which this machine is found in its own network: what a person types into a board. */
public final class LanAddress {

    /** Interfaces that container engines and tunnels make: nobody in the room can reach them. */
    private static final List<String> VIRTUAL = List.of("docker", "br-", "veth", "virbr", "tun", "wg", "tailscale");

    /** Container engines leave it in every container they start. */
    private static final Path CONTAINER = Path.of("/.dockerenv");

    private LanAddress() {}

    /**
     * Host and port to be reached at: the address listened on, or where that is every address, this machine's in its
     * network. Inside a container nobody can tell, and a placeholder stands there.
     */
    public static String of(InetSocketAddress listening) {
        InetAddress address = listening.getAddress();
        if (!address.isAnyLocalAddress()) {
            return literal(address) + ":" + listening.getPort();
        }
        if (Files.exists(CONTAINER)) {
            return "<address of this machine>:" + listening.getPort();
        }
        return literal(find().orElse(InetAddress.getLoopbackAddress())) + ":" + listening.getPort();
    }

    private static String literal(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static Optional<InetAddress> find() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LanAddress::physical)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress())
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static boolean physical(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback() && VIRTUAL.stream().noneMatch(network.getName()::startsWith);
        } catch (SocketException e) {
            return false;
        }
    }
}

package dev.porchlight.sim.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between the bridge and the simulated gateway, hands every byte on, and notes when the first bytes after
 * {@link #arm} are about to be written to the bridge: the moment a change leaves Discord.
 *
 * <p>Threads of its own, two a connection; {@link #arm} and {@link #passedAt} from any thread.
 */
public final class Tap implements AutoCloseable {
    private final ServerSocket listener;
    private final int gatewayPort;
    private volatile long passedAt;

    public Tap(int gatewayPort) throws IOException {
        this.gatewayPort = gatewayPort;
        this.listener = new ServerSocket(0, 16, Setup.LOOPBACK);
    }

    public Tap start() {
        daemon(this::acceptAll);
        return this;
    }

    public String url() {
        return "ws://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    public void arm() {
        passedAt = 0;
    }

    /** {@link System#nanoTime()}; 0 while nothing has passed. */
    public long passedAt() {
        return passedAt;
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket bridge = listener.accept();
                Socket gateway = new Socket(listener.getInetAddress(), gatewayPort);
                bridge.setTcpNoDelay(true);
                gateway.setTcpNoDelay(true);
                daemon(() -> hand(gateway, bridge, true));
                daemon(() -> hand(bridge, gateway, false));
            }
        } catch (IOException e) {
            // Closed: there is nothing more to tap.
        }
    }

    private static void daemon(Runnable task) {
        Thread.ofPlatform().daemon().name("tap").start(task);
    }

    private void hand(Socket from, Socket to, boolean noted) {
        byte[] bytes = new byte[64 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (noted && passedAt == 0) {
                    passedAt = System.nanoTime();
                }
                out.write(bytes, 0, n);
            }
        } catch (IOException e) {
            // One side is gone; closing both tells the other.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

package dev.porchlight.sim.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands where porchlight.jar would: a jar of this one class that says what it was given and where it listens, and what it
 * sees of the order in which things are taken away. STAND_IN in its environment makes it misbehave. (The bridge's own tests
 * use the real jar; this module is built before there is one.)
 */
final class StandIn {
    private static final String CLASS_FILE = StandIn.class.getName().replace('.', '/') + ".class";
    private static final int MAJOR_VERSION_AT = 7;
    private static final AtomicInteger BOARDS = new AtomicInteger();

    private StandIn() {}

    /** Makes the jar. */
    static Path jar(Path folder) throws IOException {
        return jar(folder, classBytes());
    }

    /** A jar that needs a Java that there will not be for long. */
    static Path jarOfTheFuture(Path folder) throws IOException {
        byte[] bytes = classBytes();
        bytes[MAJOR_VERSION_AT] = 120;
        return jar(folder, bytes);
    }

    private static byte[] classBytes() throws IOException {
        try (InputStream in = StandIn.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
            return in.readAllBytes();
        }
    }

    private static Path jar(Path folder, byte[] bytes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        Path jar = folder.resolve("stand-in.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(CLASS_FILE));
            out.write(bytes);
        }
        return jar;
    }

    public static void main(String[] arguments) throws Exception {
        System.getenv().forEach((name, value) -> System.out.println("given " + name + "=" + value));
        System.out.println("flag " + System.getProperty("flag") + " arguments " + String.join(" ", arguments));
        switch (System.getenv().getOrDefault("STAND_IN", "")) {
            case "fails" -> {
                System.err.println("porchlight: PORT = http is not a port");
                System.exit(78);
            }
            case "silent" -> new CountDownLatch(1).await();
            case "stubborn" -> Runtime.getRuntime().addShutdownHook(new Thread(StandIn::waitForEver));
            case "chatty" -> {
                for (int i = 0; i < 40_000; i++) {
                    System.out.println("line " + i + " of a bridge that talks and talks");
                }
            }
            default -> {}
        }
        try (ServerSocket door = new ServerSocket(
                Integer.parseInt(System.getenv().getOrDefault("PORT", "0")), 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(StandIn::sayWhatIsLeft));
            System.out.println(listening(door.getLocalPort()));
            while (true) {
                serve(door.accept());
            }
        }
    }

    private static String listening(int port) {
        String address = "127.0.0.1:" + port;
        return "prod".equals(System.getenv("APP_ENV"))
                ? "{\"time\":\"now\",\"level\":\"INFO\",\"logger\":\"door\",\"event\":\"listening\",\"address\":\""
                        + address + "\"}"
                : "2026-11-20T08:49:33.123Z INFO  door listening address=" + address;
    }

    private static void serve(Socket board) throws IOException {
        InputStream in = board.getInputStream();
        in.read();
        BOARDS.incrementAndGet();
        System.out.println("board came");
        Thread.ofVirtual().start(() -> {
            try (board) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // A reset is an end too.
            }
            System.out.println("board went");
            BOARDS.decrementAndGet();
        });
    }

    private static void sayWhatIsLeft() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (BOARDS.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000); // a board that was switched off before is on its way out
        }
        URI api = URI.create(System.getenv().getOrDefault("DISCORD_API_URL", "http://127.0.0.1:1"));
        try (Socket discord = new Socket(api.getHost(), api.getPort())) {
            discord.getOutputStream()
                    .write("GET /api/v10/gateway HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            System.out.println("asked to stop, boards " + BOARDS + ", Discord "
                    + (discord.getInputStream().read() < 0 ? "gone" : "there"));
        } catch (IOException e) {
            System.out.println("asked to stop, boards " + BOARDS + ", Discord gone");
        }
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

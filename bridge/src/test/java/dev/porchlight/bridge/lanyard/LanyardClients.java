package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.testing.Command;
import dev.porchlight.bridge.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Lanyard's public clients in a Node of their own, with all that they have been told. */
public final class LanyardClients implements AutoCloseable {

    private static final Path RESOURCES =
            Path.of("src/test/resources/dev/porchlight/bridge/lanyard").toAbsolutePath();
    private static final Path MODULES = Path.of("..", "target", "node-lanyard", "node_modules")
            .toAbsolutePath()
            .normalize();

    /** For a key that is made for one test, and good for nothing. */
    private static final String PASSPHRASE = "changeit";

    private final Process node;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LanyardClients(Process node) {
        this.node = node;
        Thread.ofVirtual().start(this::read);
    }

    /** Skips the test, or fails where CI=true, without Node and the modules that scripts/test installs. */
    public static LanyardClients start(Path folder, int port, long user, String apiKey)
            throws IOException, InterruptedException {
        Tools.need("node");
        if (!Files.isDirectory(MODULES)) {
            Tools.missing(
                    "Lanyard's clients were NOT tested: there is no " + MODULES + ". scripts/test installs them.");
        }
        ProcessBuilder builder = new ProcessBuilder(
                "node",
                RESOURCES.resolve("clients.cjs").toString(),
                MODULES.toString(),
                Integer.toString(port),
                keystore(folder).toString(),
                PASSPHRASE,
                Long.toUnsignedString(user),
                apiKey);
        builder.environment().put("NODE_TLS_REJECT_UNAUTHORIZED", "0"); // the certificate is its own
        return new LanyardClients(builder.redirectErrorStream(true).start());
    }

    private static Path keystore(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("proxy.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Command made = Command.run(
                folder,
                Map.of(),
                List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "proxy",
                        "-dname",
                        "CN=127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSPHRASE));
        if (made.code() != 0) {
            throw new IOException("keytool: " + made.text());
        }
        return file;
    }

    private void read() {
        try (BufferedReader out = node.inputReader()) {
            out.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add("reading failed: " + e);
        }
    }

    /** What has been said so far: a name, a tab, and JSON a line. */
    public List<String> lines() {
        return lines;
    }

    /** Whether it is still there. */
    public boolean runs() {
        return node.isAlive();
    }

    /** It ends with its standard input; if it should not, it is ended. */
    @Override
    public void close() throws IOException {
        node.getOutputStream().close();
        node.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> node.destroyForcibly())
                .join();
    }
}

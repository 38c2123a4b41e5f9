package dev.porchlight.sim.discord;

import dev.porchlight.sim.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Node's modules, which scripts/test installs into target/node of the repository. A test that needs one which is not there
 * is skipped and says so, or fails where CI=true.
 */
public final class NodeModules {
    private static final Path FOLDER =
            Path.of("..", "target", "node", "node_modules").toAbsolutePath().normalize();

    private NodeModules() {}

    /** The folder of a module, when there is Node as well. */
    public static Path with(String module) {
        Path folder = FOLDER.resolve(module);
        if (!Files.isRegularFile(folder.resolve("package.json"))) {
            without(module, "there is no " + folder);
        }
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            if (!node.waitFor(20, TimeUnit.SECONDS) || node.exitValue() != 0) {
                without(module, "node --version failed");
            }
        } catch (IOException e) {
            without(module, "node did not start (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            without(module, "interrupted");
        }
        return folder;
    }

    private static void without(String module, String what) {
        Tools.missing(
                module + " was NOT tested against the simulated Discord: " + what + ". scripts/test installs both.");
    }
}

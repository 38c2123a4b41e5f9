package dev.porchlight.bridge.service;

import dev.porchlight.bridge.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The datagram to systemd's socket, by the program {@code systemd-notify}, which is wherever systemd is: Java has no Unix
 * datagrams, and to call the C library from Java instead holds 8.5 MB for good (13 MB without the AOT cache) and takes 50 ms
 * (80 to 120) at the start, where this program takes 20 ms and 2 MB. It waits until systemd has read the message, since
 * systemd looks up who sent it. Any thread, which waits for up to {@link #PATIENCE}.
 */
final class SystemdNotify {

    /** Longer than the 5 s after which the program gives up by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * How the JDK starts programs: by itself. Its usual way goes by a helper in its own folder, which refuses a JVM of another
     * version: one that has been updated while this program ran, and then the watchdog would go unfed.
     */
    private static final String LAUNCH_MECHANISM = "jdk.lang.Process.launchMechanism";

    private static final String PROGRAM = "systemd-notify";

    private static final Log LOG = Log.of("service");

    private final String socket;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Nothing is sent yet.
     *
     * @param socket a path, or with {@code @} in front the name of an abstract socket
     */
    SystemdNotify(String socket) {
        this.socket = socket;
        System.setProperty(LAUNCH_MECHANISM, "FORK"); // read at the first start of a program
    }

    /**
     * Sends assignments such as {@code READY=1} in one message. That it cannot is logged the first time in a row.
     *
     * @return whether systemd has got it
     */
    boolean send(String... assignments) {
        try {
            String problem = run(assignments);
            if (problem.isEmpty()) {
                failing.set(false);
                return true;
            }
            complain(problem);
        } catch (IOException e) {
            complain(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private String run(String... assignments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(assignments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        // The tokens are none of its business.
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("NOTIFY_SOCKET", socket);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        return process.exitValue() == 0 ? "" : "exit code " + process.exitValue();
    }

    private void complain(String problem) {
        if (!failing.getAndSet(true)) {
            LOG.warn(
                    "systemd_not_told",
                    "program",
                    PROGRAM,
                    "problem",
                    problem,
                    "hint",
                    "systemd will take this service for dead; without Type=notify and WatchdogSec= it needs no telling");
        }
    }
}

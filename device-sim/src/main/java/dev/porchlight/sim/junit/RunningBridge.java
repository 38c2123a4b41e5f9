package dev.porchlight.sim.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole {@code porchlight.jar} as a process, on a port of its own.
 *
 * <pre>{@code
 * try (RunningBridge bridge = RunningBridge.builder().jar("porchlight.jar").discord(discord).start()) {
 *     SimBoard lamp = boards.add(Profile.ESP8266, bridge.boardUrl(), bridge.boardToken());
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RunningBridge implements AutoCloseable {
    /** What boards authenticate with, unless {@code ESP_AUTH_TOKEN} is set to something else. */
    public static final String BOARD_TOKEN = "front-porch-7";

    private static final Pattern LISTENING =
            Pattern.compile("[ \"]listening(?: address=|\",\"address\":\")\\S*?:([0-9]+)[\"\\s]");
    private static final Pattern TOO_OLD = Pattern.compile(
            "UnsupportedClassVersionError.*class file version (\\d+)\\..*class file versions up to (\\d+)\\.");
    /** Class files of Java 1.n have the version 44 + n. */
    private static final int CLASS_FILE_OF_JAVA_0 = 44;

    private static final int REPORT_LINES = 60;
    private static final int REPORT_CHARACTERS = 16 * 1024;

    private final BridgeProcess process;
    private final String java;
    private final BridgeFolder folder;
    private final Map<String, String> environment;
    private final Duration startWithin;
    private final Duration stopWithin;
    private boolean closed;

    RunningBridge(
            BridgeProcess process,
            String java,
            BridgeFolder folder,
            Map<String, String> environment,
            Duration startWithin,
            Duration stopWithin) {
        this.process = process;
        this.java = java;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.startWithin = startWithin;
        this.stopWithin = stopWithin;
    }

    /** For a bridge that is not asked for as a parameter; close it. */
    public static BridgeBuilder builder() {
        return new BridgeBuilder(bridge -> {});
    }

    /**
     * Waits until it listens.
     *
     * @throws BridgeFailed when it ends, or the time of {@link BridgeBuilder#startWithin} is up
     */
    public void awaitListening() {
        boolean listens;
        try {
            listens = process.output().await(text -> LISTENING.matcher(text).find(), startWithin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeFailed("Interrupted while waiting for the bridge. " + report(), e);
        }
        if (!listens) {
            throw new BridgeFailed(whyNotListening());
        }
    }

    private String whyNotListening() {
        if (process.isAlive()) {
            return "The bridge did not say within " + startWithin.toSeconds()
                    + " s that it listens (with LOG_LEVEL=warn it never"
                    + " does; a slow machine needs startWithinSeconds). " + report();
        }
        Matcher tooOld = TOO_OLD.matcher(process.output().text());
        if (tooOld.find()) {
            return "The bridge needs Java " + feature(tooOld.group(1)) + ", and " + java + " is Java "
                    + feature(tooOld.group(2))
                    + ". Run the tests with JDK " + feature(tooOld.group(1))
                    + " or newer, or name one with @Porchlight(java = "
                    + "\"…\") or the system property " + BridgeJar.JAVA_PROPERTY + ".";
        }
        return "The bridge ended before it listened. " + report();
    }

    private static int feature(String classFileVersion) {
        return Integer.parseInt(classFileVersion) - CLASS_FILE_OF_JAVA_0;
    }

    /** The port it says it listens on; waits for it as {@link #awaitListening} does. */
    public int port() {
        awaitListening();
        Matcher matcher = LISTENING.matcher(log());
        if (!matcher.find()) {
            throw new BridgeFailed("The bridge no longer says where it listens. " + report());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** For HTTP, e.g. {@code http://127.0.0.1:41234}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** For boards, e.g. {@code ws://127.0.0.1:41234/ws}. */
    public String boardUrl() {
        return "ws://127.0.0.1:" + port() + "/ws";
    }

    /** What boards authenticate with; empty when it was started without. */
    public String boardToken() {
        return environment.getOrDefault("ESP_AUTH_TOKEN", "");
    }

    /** Where it runs: {@code .env}, {@code porchlight.properties} and, below {@code data}, what it keeps. */
    public Path directory() {
        return folder.path();
    }

    /** What it has printed, standard output and standard error: the first 64 KiB and at least the newest 256 KiB. */
    public String log() {
        return process.output().text();
    }

    /**
     * Waits until it has printed this.
     *
     * @throws BridgeFailed when it ends first or the time is up; the message has its newest lines
     */
    public void awaitLog(String part, Duration within) {
        try {
            if (!process.output().await(text -> text.contains(part), within)) {
                throw new BridgeFailed("No \"" + part + "\" within " + within.toMillis() + " ms. " + report());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeFailed("Interrupted while waiting for \"" + part + "\". " + report(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** SIGTERM; it tells its boards and stops. Returns at once. */
    public void terminate() {
        process.terminate();
    }

    /** SIGKILL: as if the plug were pulled. Returns at once. */
    public void kill() {
        process.kill();
    }

    /**
     * Waits until it has ended.
     *
     * @return its exit code; 128 + 15 after SIGTERM
     * @throws BridgeFailed when the time is up
     */
    public int exitCode(Duration within) {
        try {
            if (!process.awaitEnd(within)) {
                throw new BridgeFailed("The bridge still runs after " + within.toMillis() + " ms. " + report());
            }
            return process.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BridgeFailed("Interrupted while waiting for the bridge's end. " + report(), e);
        }
    }

    /** Its state in a few words, and its newest {@value #REPORT_LINES} lines. */
    String report() {
        String lines =
                process.output().lastLines(REPORT_LINES, REPORT_CHARACTERS).strip();
        String state = isRunning() ? "It is running" : "Its exit code was " + process.exitCode();
        return lines.isEmpty() ? state + "; it said nothing." : state + "; it said:\n" + lines.indent(4);
    }

    /**
     * SIGTERM, waits, and removes its directory when nobody else named it.
     *
     * @throws BridgeFailed when it did not stop in time and was killed
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        boolean orderly = process.stop(stopWithin);
        folder.close();
        if (!orderly) {
            throw new BridgeFailed("The bridge did not stop within " + stopWithin.toSeconds()
                    + " s of SIGTERM and was killed. " + report());
        }
    }

    @Override
    public String toString() {
        return "bridge " + pid() + (isRunning() ? " (running)" : " (exit code " + process.exitCode() + ")");
    }
}

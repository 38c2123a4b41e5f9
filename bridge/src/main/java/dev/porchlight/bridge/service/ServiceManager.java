package dev.porchlight.bridge.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells systemd by its protocol sd_notify(3) that the program is up ({@code READY=1}), how it is ({@code STATUS=}, what
 * {@code systemctl status} shows), that it works ({@code WATCHDOG=1}) and that it goes ({@code STOPPING=1}). Where no
 * {@code NOTIFY_SOCKET} is set nobody wants to know, and nothing happens.
 *
 * <p>All on the thread that waits for the program's end, but {@link #stopping}, which comes on any.
 */
public final class ServiceManager {

    /** A line that changes more often is read by nobody, and each costs the start of a small program. */
    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);

    /** Three chances a period, so that one message may get lost. */
    private static final int FEEDS_A_PERIOD = 3;

    /** systemd's own shortest would be a microsecond. */
    private static final Duration FEED_AT_MOST_EVERY = Duration.ofMillis(100);

    private static final String READY = "READY=1";
    private static final String WATCHDOG = "WATCHDOG=1";

    private final Optional<SystemdNotify> notify;
    private final Optional<Duration> feedEvery;
    private final LongSupplier nanoTime;
    private volatile boolean up;
    private String status = "";
    private long toldNanos;
    private long fedNanos;

    private ServiceManager(Optional<SystemdNotify> notify, Optional<Duration> feedEvery, LongSupplier nanoTime) {
        this.notify = notify;
        this.feedEvery = feedEvery;
        this.nanoTime = nanoTime;
    }

    /**
     * The one that started this process, if any did.
     *
     * @param environment with {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} (microseconds) and {@code WATCHDOG_PID}
     */
    public static ServiceManager of(Map<String, String> environment) {
        return of(environment, System::nanoTime);
    }

    static ServiceManager of(Map<String, String> environment, LongSupplier nanoTime) {
        String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (socket.isEmpty()) {
            return new ServiceManager(Optional.empty(), Optional.empty(), nanoTime);
        }
        return new ServiceManager(Optional.of(new SystemdNotify(socket)), feedEvery(environment), nanoTime);
    }

    /** Empty when no watchdog waits, or waits for another process: sd_watchdog_enabled(3). */
    private static Optional<Duration> feedEvery(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty();
        }
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", ""));
            Duration every =
                    Duration.ofNanos(Math.multiplyExact(micros, 1_000L)).dividedBy(FEEDS_A_PERIOD);
            return micros <= 0
                    ? Optional.empty()
                    : Optional.of(every.compareTo(FEED_AT_MOST_EVERY) < 0 ? FEED_AT_MOST_EVERY : every);
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** How often {@link #look} has to be called: as usual, or more often for a watchdog with little patience. */
    public Duration lookEvery(Duration usual) {
        return feedEvery.filter(feed -> feed.compareTo(usual) < 0).orElse(usual);
    }

    /** The port is open and the loops turn. Should systemd not hear of it, {@link #look} says it again. */
    public void ready(Supplier<String> line) {
        if (notify.isPresent()) {
            tell(notify.get(), new ArrayList<>(List.of(READY)), line.get(), nanoTime.getAsLong());
        }
    }

    /**
     * Feeds the watchdog when it is time, and tells of a line that has changed.
     *
     * @param works whether every loop turns; the watchdog is fed only then
     */
    public void look(boolean works, Supplier<String> line) {
        if (notify.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        List<String> news = new ArrayList<>(3);
        if (works && !up) {
            news.add(READY);
        }
        if (works && feedEvery.isPresent() && now - fedNanos >= feedEvery.get().toNanos()) {
            news.add(WATCHDOG);
        }
        String latest = line.get();
        boolean worthTelling = !latest.equals(status) && now - toldNanos >= STATUS_EVERY.toNanos();
        if (worthTelling || !news.isEmpty()) {
            tell(notify.get(), news, worthTelling || !up ? latest : status, now);
        }
    }

    /** What systemd did not get counts as not said, and is said again at the next look. */
    private void tell(SystemdNotify systemd, List<String> news, String line, long now) {
        boolean newLine = !line.equals(status);
        if (newLine) {
            news.add("STATUS=" + line);
        }
        if (!systemd.send(news.toArray(String[]::new))) {
            return;
        }
        up |= news.contains(READY);
        if (news.contains(WATCHDOG) || news.contains(READY)) {
            fedNanos = now;
        }
        if (newLine) {
            status = line;
            toldNanos = now;
        }
    }

    /** It goes, by itself or asked to. Returns when systemd has been told. */
    public void stopping() {
        if (up) {
            notify.orElseThrow().send("STOPPING=1", "STATUS=Stopping");
        }
    }
}

package dev.porchlight.sim.boards;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What keeps a board from its server for a while, and what it leaves behind. On the boards' thread.
 *
 * <p>Invariant: at most {@value #MAX_ABANDONED} connections of its former lives are open; the oldest is reset for a new one.
 */
final class Troubles {
    /** How long stock firmware waits in its configuration portal. */
    static final Duration PORTAL = Duration.ofMinutes(3);

    private static final int MAX_ABANDONED = 4;

    private final BoardLink link;
    private final Deque<AbandonedSocket> abandoned = new ArrayDeque<>();
    private Runnable whenOver = () -> {};
    private OtaResult otaResult = OtaResult.INSTALLED;
    private Duration otaTime = Duration.ofSeconds(10);

    Troubles(BoardLink link) {
        this.link = link;
    }

    void ota(OtaResult result, Duration takes) {
        otaResult = result;
        otaTime = takes;
    }

    /** Keeps the board from everything else for so long, and does that when all such business is over. */
    private void busy(Duration time, Runnable then) {
        Runnable before = whenOver;
        whenOver = () -> {
            before.run();
            then.run();
        };
        link.busyUntil(link.clock.now() + time.toNanos());
    }

    void over() {
        Runnable then = whenOver;
        whenOver = () -> {};
        then.run();
    }

    void noWifi(Duration time) {
        abandon("no Wi-Fi");
        link.board.led(false);
        busy(time, this::backOnTheNetwork);
    }

    void reboot(Reboot how, Duration boot) {
        if (how == Reboot.RESET && link.hasSocket()) {
            link.socket().reset();
            link.drop(DropReason.FAULT, "rebooted");
        }
        abandon("rebooted");
        link.faults.halfOpen = false;
        link.board.led(false);
        busy(boot, this::booted);
    }

    private void booted() {
        link.talk.booted(link.clock.now());
        backOnTheNetwork();
    }

    /** The way it reads has changed. */
    void read() {
        if (!link.hasSocket()) {
            return;
        }
        try {
            link.socket().deafen(link.faults.notReading);
            if (link.faults.slow()) {
                link.socket().narrow();
            }
        } catch (IOException e) {
            link.drop(DropReason.LOST, "lost: " + e.getMessage());
        }
    }

    /** An update was taken, and the server told goodbye. */
    void update() {
        link.drop(DropReason.OTA, "closed with 1000 for an update");
        link.board.led(false);
        busy(otaTime, otaResult == OtaResult.INSTALLED ? this::booted : () -> {});
    }

    /** Three refusals on one connection: the board stops listening and waits for somebody to configure it. */
    void portal() {
        BoardSocket held = link.socket();
        held.freeze(true);
        link.board.led(false);
        busy(PORTAL, () -> {
            held.freeze(false);
            link.talk.end();
            held.close();
            link.board.dropped(DropReason.CLOSED, true, "closed with 1000 after its configuration portal");
        });
    }

    void halfOpen(boolean on) {
        link.faults.halfOpen = on;
        if (link.hasSocket()) {
            link.socket().freeze(on);
        }
    }

    /** Whether there was an open WebSocket to say it on. */
    boolean say(byte[] bytes) {
        if (!link.isOpen()) {
            return false;
        }
        try {
            link.talk.raw(bytes);
            return true;
        } catch (IOException e) {
            link.drop(DropReason.LOST, "lost: " + e.getMessage());
            return false;
        }
    }

    private void abandon(String why) {
        if (!link.hasSocket()) {
            return;
        }
        if (abandoned.size() == MAX_ABANDONED) {
            abandoned.removeFirst().onReady();
        }
        abandoned.addLast(link.socket().abandon());
        link.leave(DropReason.FAULT, why);
    }

    private void backOnTheNetwork() {
        abandoned.forEach(AbandonedSocket::reachable);
    }

    void close() {
        abandoned.forEach(AbandonedSocket::close);
        abandoned.clear();
    }
}

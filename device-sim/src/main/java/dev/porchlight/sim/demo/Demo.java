package dev.porchlight.sim.demo;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.discord.SimDiscord;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Plays the day and watches the lamps. On the command's thread; LEDs report from the boards' thread.
 *
 * <pre>
 *   WAITING FOR THE BRIDGE ──session, boards let in──▶ PLAYING ──rounds over or Ctrl-C──▶ done
 *             ▲──────────────────bridge gone────────────┘
 * </pre>
 */
final class Demo {
    private static final Duration LIGHT_DEADLINE = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final SimDiscord discord;
    private final Day day;
    private final List<Lamp> lamps;
    private final Narrator narrator;
    private final Stop stop;
    private final Duration waitForBridge;
    private final double speed;
    private final Duration lightDeadline;
    private volatile long lastStepAt;
    private int missed;

    Demo(
            SimDiscord discord,
            Day day,
            List<Lamp> lamps,
            Narrator narrator,
            Stop stop,
            Duration waitForBridge,
            double speed) {
        this(discord, day, lamps, narrator, stop, waitForBridge, speed, LIGHT_DEADLINE);
    }

    Demo(
            SimDiscord discord,
            Day day,
            List<Lamp> lamps,
            Narrator narrator,
            Stop stop,
            Duration waitForBridge,
            double speed,
            Duration lightDeadline) {
        this.discord = discord;
        this.day = day;
        this.lamps = lamps;
        this.narrator = narrator;
        this.stop = stop;
        this.waitForBridge = waitForBridge;
        this.speed = speed;
        this.lightDeadline = lightDeadline;
    }

    /** Plays the day so many times, 0 for ever; returns how often a lamp did not follow. */
    int play(int rounds) {
        awaitBridge();
        lastStepAt = System.nanoTime();
        for (int round = 1; !stop.isAsked() && (rounds == 0 || round <= rounds); round++) {
            for (Step step : day.steps()) {
                play(step);
                if (stop.isAsked()) {
                    break;
                }
            }
        }
        return missed;
    }

    private void play(Step step) {
        if (discord.sessions() == 0 && !stop.within(Duration.ofSeconds(1)) && discord.sessions() == 0) {
            narrator.event("Discord", "the bridge is not connected, the day waits for it");
            awaitBridge();
        }
        if (stop.isAsked()) {
            return;
        }
        narrator.event("Discord", step.what());
        lastStepAt = System.nanoTime();
        step.action().run();
        stop.within(Duration.ofNanos((long) (step.pause().toNanos() / speed)));
        lamps.forEach(this::check);
    }

    /** A board's LED changed; on the boards' thread. */
    void light(SimBoard board, boolean on) {
        long ms = (System.nanoTime() - lastStepAt) / 1_000_000;
        narrator.event(board.profile().label(), "%s  %d ms later".formatted(on ? "LED ON " : "LED off", ms));
    }

    /** Looked at after the pause: by then a light that should not have come on has had its chance to. */
    private void check(Lamp lamp) {
        boolean wanted = lamp.shouldBeLit().getAsBoolean();
        try {
            lamp.board().awaitLit(wanted, stop.isAsked() ? Duration.ZERO : lightDeadline);
        } catch (DeadlineMissed e) {
            missed++;
            narrator.event(lamp.name(), "should be " + (wanted ? "lit" : "dark") + " and is not: " + lamp.board());
        }
    }

    private void awaitBridge() {
        long end = System.nanoTime() + waitForBridge.toNanos();
        waitFor(
                end,
                () -> discord.awaitSession(GLANCE),
                () -> "No bridge logged in within " + waitForBridge.toSeconds()
                        + " s. It needs the settings above. Seen so far: " + discord);
        for (Lamp lamp : lamps) {
            waitFor(
                    end,
                    () -> lamp.board().awaitAuthorised(GLANCE),
                    () -> "The bridge did not let the " + lamp.name() + " in within " + waitForBridge.toSeconds()
                            + " s" + (lamp.board().noauths() > 0 ? ": it says NOAUTH, so the tokens differ" : "")
                            + ". " + lamp.board());
        }
        if (!stop.isAsked()) {
            narrator.event("Discord", "the bridge is logged in");
            lamps.forEach(lamp -> narrator.event(lamp.name(), "connected to the bridge, shows " + lamp.meaning()));
        }
    }

    private void waitFor(long end, Runnable shortWait, Supplier<String> complaint) {
        while (!stop.isAsked()) {
            try {
                shortWait.run();
                return;
            } catch (DeadlineMissed notYet) {
                if (System.nanoTime() - end >= 0) {
                    throw UserError.unavailable(complaint.get());
                }
            }
        }
    }
}

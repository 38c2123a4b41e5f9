package dev.porchlight.sim.demo;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.scenario.Player;
import dev.porchlight.sim.scenario.Scenario;
import dev.porchlight.sim.wall.PinState;
import dev.porchlight.sim.wall.Wall;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Plays a scenario around a bot and tells it on the terminal. On the command's thread; LEDs report from the boards' thread.
 *
 * <pre>
 *   WAITING FOR THE BOT ──session, boards let in──▶ PLAYING ──rounds over or Ctrl-C──▶ done
 *            ▲─────────────────bot gone────────────────┘
 * </pre>
 */
final class Demo implements Player.Audience {
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Stage stage;
    private final Narrator narrator;
    private final Stop stop;
    private final Duration patience;
    private final String bot;
    private final boolean waitsWhenItIsGone;
    private final Optional<WallView> view;
    private volatile long lastLineAt;

    /**
     * Nothing is played yet.
     *
     * @param patience how long to wait for the bot
     * @param bot what the terminal calls it
     * @param waitsWhenItIsGone whether a bot that is lost on the way is waited for; else that is the scenario's business
     * @param view where the wall is drawn in place; empty when each of its changes gets a line
     */
    Demo(
            Stage stage,
            Narrator narrator,
            Stop stop,
            Duration patience,
            String bot,
            boolean waitsWhenItIsGone,
            Optional<WallView> view) {
        this.stage = stage;
        this.narrator = narrator;
        this.stop = stop;
        this.patience = patience;
        this.bot = bot;
        this.waitsWhenItIsGone = waitsWhenItIsGone;
        this.view = view;
        stage.boards().onLight(this::light);
        stage.wall().listen(this::output, narrator::refresh);
        view.ifPresent(drawn -> narrator.stand(drawn::lines));
    }

    /**
     * Waits for the bot, plays, and says how it went.
     *
     * @return how many lines did not go as they should have
     */
    int play(Scenario scenario, int rounds, double speed) {
        awaitBot();
        lastLineAt = System.nanoTime();
        Player player = new Player(stage, this);
        int missed = player.play(scenario, rounds, speed);
        if (!stop.isAsked()) {
            narrator.say(
                    missed == 0
                            ? scenario.name() + " is over; it went as expected, looked at " + player.expected()
                                    + " times."
                            : scenario.name() + ": " + missed + " lines did not go as expected.");
        }
        return missed;
    }

    /** A board's LED changed; on the boards' thread. */
    private void light(String board, boolean on) {
        long ms = (System.nanoTime() - lastLineAt) / 1_000_000;
        narrator.event(board, "%s  %d ms later".formatted(on ? "LED ON " : "LED off", ms));
    }

    /** An output of the wall changed; on the wall's thread. */
    private void output(Wall.Shown shown, PinState state) {
        long ms = Math.floorDiv(state.nanos() - lastLineAt, 1_000_000);
        boolean followed = lastLineAt != 0 && ms >= 0;
        String name = shown.output().name();
        if (view.isPresent()) {
            view.get().reacted(name, followed ? ms + " ms" : "");
        } else {
            narrator.event(
                    shown.output().pin(),
                    followed ? "%s %-4s %d ms later".formatted(name, state.words(), ms) : name + " " + state.words());
        }
    }

    @Override
    public void told(String what) {
        narrator.event("Discord", what);
        lastLineAt = System.nanoTime();
    }

    @Override
    public void missed(String what) {
        if (!stop.isAsked()) {
            narrator.event("MISSED", what);
        }
    }

    /** A bot that is gone for longer than a moment gets its chance to come back. */
    @Override
    public void beforeLine() {
        if (waitsWhenItIsGone
                && stage.discord().sessions() == 0
                && !stop.within(Duration.ofSeconds(1))
                && stage.discord().sessions() == 0) {
            narrator.event("Discord", "the " + bot + " is not connected, the day waits for it");
            awaitBot();
        }
    }

    @Override
    public boolean stopWithin(Duration pause) {
        return stop.within(pause);
    }

    private void awaitBot() {
        long end = System.nanoTime() + patience.toNanos();
        waitFor(
                end,
                () -> stage.discord().awaitSession(GLANCE),
                () -> "No " + bot + " logged in within " + patience.toSeconds()
                        + " s. It needs the settings above. Seen so far: " + stage.discord());
        for (String name : stage.boards().names()) {
            SimBoard board = stage.boards().find(name).orElseThrow();
            waitFor(
                    end,
                    () -> board.awaitAuthorised(GLANCE),
                    () -> "The bridge did not let the " + name + " in within " + patience.toSeconds() + " s"
                            + (board.noauths() > 0 ? ": it says NOAUTH, so the tokens differ" : "") + ". " + board);
        }
        if (!stop.isAsked()) {
            narrator.event("Discord", "the " + bot + " is logged in");
            stage.boards()
                    .names()
                    .forEach(name -> narrator.event(
                            name,
                            "connected to the bridge, shows " + stage.boards().meaning(name)));
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

package dev.porchlight.sim.soak;

import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.demo.Stop;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Turbulence, quiet, and again, until the time is over. One thread, but for the log's.
 *
 * <pre>
 *   start ──▶ TURBULENCE ──▶ QUIET: every light right? ──▶ MEASURE ──▶ (each fourth) AWAY: Discord refuses, people move unseen,
 *                 ▲                                           │          boards cut; every light as held, or dark; Discord back
 *                 └───────────────────────────────────────────┴──────────────┘
 * </pre>
 */
final class Soak {
    private static final Duration BOARDS_WITHIN = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int CUT_EVERY = 10;
    private static final int LOG_LINES = 15;

    private final Options options;
    private final PrintWriter progress;
    private final Stop stop;
    private final Ledger ledger = new Ledger();
    private final long began = System.nanoTime();

    /**
     * What a person asked for.
     *
     * @param minutes after which the quiet moment that comes next is the last
     * @param moments the most quiet moments
     * @param turbulence its usual length
     * @param settle in which everything has to come right at a quiet moment
     * @param off whether the bridge is to put lights out while Discord is away, or to hold them
     */
    record Options(
            Setup setup,
            double minutes,
            int moments,
            int boards,
            long seed,
            Duration turbulence,
            Duration settle,
            boolean off) {}

    Soak(Options options, PrintWriter progress, Stop stop) {
        this.options = options;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs to its end.
     *
     * @param interim told the report after each quiet moment
     * @return the last report
     */
    SoakReport run(Consumer<SoakReport> interim) throws IOException, InterruptedException {
        try (SimDiscord discord = SimDiscord.builder()
                        .token(Setup.TOKEN)
                        .heartbeat(HEARTBEAT)
                        .start();
                Running running = new Running(discord)) {
            running.lamps.awaitAll(BOARDS_WITHIN);
            say(options.boards() + " boards are in");
            while (elapsedMinutes() < options.minutes()
                    && ledger.moments < options.moments()
                    && !stop.isAsked()
                    && running.bridge.process().isAlive()) {
                running.round();
                interim.accept(running.report());
            }
            return running.report();
        }
    }

    private double elapsedMinutes() {
        return (System.nanoTime() - began) / 60e9;
    }

    private void say(String line) {
        long seconds = (long) (elapsedMinutes() * 60);
        progress.println(String.format(Locale.ROOT, "%3d:%02d  %s", seconds / 60, seconds % 60, line));
        progress.flush();
    }

    /** All that lives as long as the soak. */
    private final class Running implements AutoCloseable {
        private final SimDiscord discord;
        private final Town town;
        private final SoakBridge bridge;
        private final Lamps lamps;
        private final Strangers strangers;
        private final Turmoil turmoil;
        private final QuietMoment quiet;
        private final Checkup checkup;
        private final Plan plan = new Plan(options.seed(), options.boards(), options.turbulence());

        Running(SimDiscord discord) throws IOException, InterruptedException {
            this.discord = discord;
            this.town = new Town(discord);
            this.bridge = new SoakBridge(options.setup(), discord, options.off());
            this.lamps = new Lamps(bridge.address(), Sight.of(town), options.boards());
            this.strangers = new Strangers(bridge.address());
            this.turmoil = new Turmoil(discord, town, lamps, strangers, ledger);
            this.quiet = new QuietMoment(bridge, lamps, options.settle(), stop);
            this.checkup = new Checkup(bridge, ledger, options.settle(), stop);
        }

        private void round() throws InterruptedException {
            try {
                turbulenceAndQuiet(plan.next());
            } catch (IOException e) {
                // Of a bridge that has ended, or is to, nobody expects an answer.
                if (bridge.process().isAlive() && !stop.isAsked()) {
                    ledger.wrongHealth++;
                    ledger.wrong("the bridge gave no answer: " + e);
                    say("WRONG: the bridge gave no answer: " + e);
                }
            }
        }

        private void turbulenceAndQuiet(Turbulence turbulence) throws IOException, InterruptedException {
            long before = Ledger.sum(ledger.moves);
            turmoil.play(turbulence, stop, bridge.process()::isAlive);
            long moves = Ledger.sum(ledger.moves) - before;
            if (!decide("quiet moment " + turbulence.number(), new Expectation(town.present(), true, false))) {
                return;
            }
            checkup.measure(elapsedMinutes());
            say(String.format(
                    Locale.ROOT,
                    "moment %d: %,d moves and %d other steps in %.0f s; right after %.1f s; heap %,.0f kB, RSS %,.0f kB, %.0f threads, %.0f files",
                    turbulence.number(),
                    moves,
                    turbulence.steps().stream()
                            .filter(step -> !(step instanceof Step.Move))
                            .count(),
                    Ledger.seconds(turbulence.lasts()),
                    ledger.lastSettleSeconds,
                    ledger.heapKb.last(),
                    ledger.rssKb.last(),
                    ledger.threads.last(),
                    ledger.descriptors.last()));
            if (turbulence.thenAway()) {
                away();
            }
        }

        /** Discord is away, and what happens there cannot be known: the lights hold, or are dark, as the policy says. */
        private void away() {
            Present known = town.present();
            discord.refuseConnections(true);
            plan.unseen().forEach(move -> ledger.count(move, town.happen(move)));
            for (int i = 0; i < options.boards(); i += CUT_EVERY) {
                ledger.count(BoardTrouble.CUT);
                BoardTrouble.CUT.begin(lamps.at(i).board(), 0, Duration.ZERO);
            }
            ledger.count(DiscordTrouble.OUTAGE);
            boolean decided = decide("away", new Expectation(known, false, options.off()));
            discord.refuseConnections(false);
            if (decided && decide("back", new Expectation(town.present(), true, false))) {
                say(String.format(Locale.ROOT, "Discord away and back: right after %.1f s", ledger.lastSettleSeconds));
            }
        }

        /** Whether it came to a verdict, and not to an end. */
        private boolean decide(String name, Expectation expected) {
            QuietMoment.Outcome outcome = quiet.await(expected);
            if (outcome.cutShort()) {
                if (!outcome.wrong().isNothing()) {
                    say(String.format(
                            Locale.ROOT,
                            "%s was cut short after %.1f s, not all right yet: %d lights, %d boards missing",
                            name,
                            Ledger.seconds(outcome.took()),
                            outcome.wrong().lights().size(),
                            outcome.wrong().missing().size()));
                }
                return false;
            }
            ledger.count(expected, outcome, options.boards());
            if (!outcome.wrong().isNothing()) {
                tell(name, expected, outcome);
            }
            return true;
        }

        private void tell(String name, Expectation expected, QuietMoment.Outcome outcome) {
            QuietMoment.Wrong wrong = outcome.wrong();
            say(String.format(
                    Locale.ROOT,
                    "WRONG at %s (%s), after %.1f s: %d lights, %d boards missing, %d in /health; %s",
                    name,
                    expected,
                    Ledger.seconds(outcome.took()),
                    wrong.lights().size(),
                    wrong.missing().size(),
                    wrong.health().size(),
                    discord));
            for (List<String> some : List.of(wrong.lights(), wrong.missing(), wrong.health())) {
                some.stream().limit(5).forEach(one -> {
                    ledger.wrong(name + ": " + one);
                    say("  " + one);
                });
            }
            bridge.log().newest(LOG_LINES).forEach(line -> say("  log  " + line));
        }

        SoakReport report() {
            // Ctrl-C ends the bridge too, and may do so before it has reached us.
            boolean died = !bridge.process().isAlive() && !stop.within(LOOK);
            return new SoakReport(
                    options,
                    ledger,
                    elapsedMinutes(),
                    died,
                    bridge.log(),
                    discord.identifies(),
                    discord.resumes(),
                    lamps.values(),
                    lamps.drops());
        }

        @Override
        public void close() {
            strangers.closeAll();
            lamps.close();
            bridge.close();
        }
    }
}

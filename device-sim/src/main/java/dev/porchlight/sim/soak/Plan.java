package dev.porchlight.sim.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What will happen, turbulence by turbulence, from a seed alone: the same seed, the same plan, whatever the bridge does. One
 * thread.
 *
 * <p>Every fifth turbulence is four times as long, since the bridge gives a board up that neither reads nor answers only
 * after half a minute. Every fourth is followed by a moment without Discord.
 */
final class Plan {
    private static final int LONG_EVERY = 5;
    private static final int LONG_FACTOR = 4;
    private static final int AWAY_EVERY = 4;

    /** Moves a second, and how many of the people are in voice in the long run; to leave without being there is no move. */
    private static final double[] PACES = {20, 60, 150, 400};

    private static final double[] ATTENDANCES = {0.02, 0.07, 0.3, 0.7};
    private static final double BOARD_TROUBLES_A_SECOND = 0.02; // of all boards
    private static final double STORM_CHANCE = 0.4;
    private static final long DISCORD_EVERY_MILLIS = 4_000;
    private static final long VISIT_EVERY_MILLIS = 700;
    private static final int BURST = 40;

    private final Random random;
    private final int boards;
    private final Duration usual;
    private int number;

    /** @param usual a turbulence's length, from two thirds of it to four thirds */
    Plan(long seed, int boards, Duration usual) {
        this.random = new Random(seed);
        this.boards = boards;
        this.usual = usual;
    }

    Turbulence next() {
        number++;
        long lasts = (long) (usual.toMillis() * (2 + 2 * random.nextDouble()) / 3);
        lasts *= number % LONG_EVERY == 0 ? LONG_FACTOR : 1;
        List<Step> steps = new ArrayList<>();
        people(steps, lasts);
        boards(steps, lasts);
        discord(steps, lasts);
        for (long i = lasts / VISIT_EVERY_MILLIS; i > 0; i--) {
            steps.add(new Step.Visit(at(lasts), pick(Stranger.values())));
        }
        steps.sort(Comparator.comparingLong(Step::atMillis));
        return new Turbulence(number, Duration.ofMillis(lasts), steps, number % AWAY_EVERY == 0);
    }

    /** Somebody moves, at one of several paces, and at times all at once. */
    private void people(List<Step> steps, long lasts) {
        double pace = PACES[random.nextInt(PACES.length)];
        double attendance = ATTENDANCES[random.nextInt(ATTENDANCES.length)];
        for (double i = Math.max(1, pace * lasts / 1_000); i > 0; i--) {
            steps.add(Town.move(random, at(lasts), attendance));
        }
        for (int bursts = random.nextInt(3); bursts > 0; bursts--) {
            long at = at(lasts);
            for (int i = 0; i < BURST; i++) {
                steps.add(Town.move(random, at, attendance));
            }
        }
    }

    private void boards(List<Step> steps, long lasts) {
        for (double i = Math.max(1, boards * BOARD_TROUBLES_A_SECOND * lasts / 1_000); i > 0; i--) {
            steps.add(ofBoard(at(lasts), pick(BoardTrouble.values()), lasts));
        }
        if (random.nextDouble() < STORM_CHANCE) {
            long at = at(lasts);
            BoardTrouble trouble = random.nextBoolean() ? BoardTrouble.CUT : BoardTrouble.REBOOT;
            for (double i = boards * random.nextDouble(); i > 0; i--) {
                steps.add(ofBoard(at, trouble, lasts));
            }
        }
    }

    /** Lasts up to half of the turbulence; what a bridge should find out by itself, up to all of it. */
    private Step ofBoard(long at, BoardTrouble trouble, long lasts) {
        boolean holdsOn =
                trouble == BoardTrouble.HALF_OPEN || trouble == BoardTrouble.STALLED || trouble == BoardTrouble.NO_PONG;
        long most = holdsOn ? lasts : Math.min(lasts / 2, 5_000);
        return new Step.OfBoard(
                at, random.nextInt(boards), trouble, 1 + (long) (most * random.nextDouble()), random.nextLong());
    }

    private void discord(List<Step> steps, long lasts) {
        for (double i = Math.max(1, (double) lasts / DISCORD_EVERY_MILLIS); i > 0; i--) {
            long most = Math.min(lasts / 2, 6_000);
            steps.add(new Step.OfDiscord(
                    at(lasts),
                    pick(DiscordTrouble.values()),
                    1 + (long) (most * random.nextDouble()),
                    random.nextInt(1_000_000)));
        }
    }

    private long at(long lasts) {
        return (long) (lasts * random.nextDouble());
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    /** What people do while Discord is away: the bridge cannot know of it. */
    List<Step.Move> unseen() {
        List<Step.Move> moves = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            moves.add(Town.move(random, 0, 0.5));
        }
        return moves;
    }
}

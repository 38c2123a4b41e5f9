package dev.porchlight.sim.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All that was done and seen, added up; bounded however long it goes on. One thread. */
final class Ledger {
    private static final int MOST_TOLD_OF = 20;

    final Map<BoardTrouble, Long> boardTroubles = new EnumMap<>(BoardTrouble.class);
    final Map<DiscordTrouble, Long> discordTroubles = new EnumMap<>(DiscordTrouble.class);
    final Map<Stranger, Long> strangers = new EnumMap<>(Stranger.class);
    final Map<Deed, Long> moves = new EnumMap<>(Deed.class);
    final Series heapKb = new Series();
    final Series rssKb = new Series();
    final Series threads = new Series();
    final Series descriptors = new Series();
    final List<String> wrongs = new ArrayList<>();
    long moments;
    long awayMoments;
    long lightsLookedAt;
    long wrongLights;
    long wrongLightsAway;
    long missing;
    long wrongHealth;
    double lastSettleSeconds;
    double worstSettleSeconds;
    double worstBufferBytes;
    double handlerErrors;
    double deliveries;
    double conflations;
    double boardsDropped;
    double eventsLost;
    double eventsMalformed;

    void count(BoardTrouble trouble) {
        boardTroubles.merge(trouble, 1L, Long::sum);
    }

    void count(DiscordTrouble trouble) {
        discordTroubles.merge(trouble, 1L, Long::sum);
    }

    void count(Stranger stranger) {
        strangers.merge(stranger, 1L, Long::sum);
    }

    void count(Step.Move move, boolean done) {
        if (done) {
            moves.merge(move.deed(), 1L, Long::sum);
        }
    }

    static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A quiet moment was decided. */
    void count(Expectation expected, QuietMoment.Outcome outcome, int boards) {
        if (expected.online()) {
            moments++;
            wrongLights += outcome.wrong().lights().size();
        } else {
            awayMoments++;
            wrongLightsAway += outcome.wrong().lights().size();
        }
        lightsLookedAt += boards;
        missing += outcome.wrong().missing().size();
        wrongHealth += outcome.wrong().health().size();
        lastSettleSeconds = seconds(outcome.took());
        worstSettleSeconds = Math.max(worstSettleSeconds, lastSettleSeconds);
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** Keeps the first ones for the report. */
    void wrong(String what) {
        if (wrongs.size() < MOST_TOLD_OF) {
            wrongs.add(what);
        }
    }

    void vitals(double minutes, Vitals now) {
        heapKb.add(minutes, now.heapKb());
        rssKb.add(minutes, now.rssKb());
        threads.add(minutes, now.threads());
        descriptors.add(minutes, now.descriptors());
    }

    /** What only grows is taken as it is now. */
    void metrics(Door.Metrics now) {
        handlerErrors = now.value("porchlight_handler_errors_total").orElse(Double.NaN);
        deliveries = now.value("porchlight_deliveries_total").orElse(Double.NaN);
        conflations = now.value("porchlight_conflations_total").orElse(Double.NaN);
        boardsDropped = now.value("porchlight_boards_dropped_total").orElse(Double.NaN);
        eventsLost = now.value("porchlight_discord_events_lost_total").orElse(Double.NaN);
        eventsMalformed = now.value("porchlight_discord_events_malformed_total").orElse(Double.NaN);
    }
}

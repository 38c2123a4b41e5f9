package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.HomeTime;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Asks for members, one question at a time and never twice for the same: what is asked for while a guild's list is awaited
 * comes with it. Home loop only, but for the counters.
 *
 * <pre>
 *           something is wanted             a moment later
 *   IDLE --------------------------> PAUSE -----------------> ASKED
 *    ^  nothing is wanted              ^                        |
 *    +---------------------------------+------------------------+
 *                                        the last part has come, too soon, or silence
 *   any --session lost--> DOWN (what was asked is wanted again) --session--> PAUSE
 * </pre>
 */
final class RollCall {

    /** Between two questions, and for several people to gather in one. */
    static final Duration PAUSE = Duration.ofMillis(500);

    /** Without any part of an answer. JDA itself may hold a question back for a minute, to stay within the gateway's limit. */
    static final Duration SILENCE = Duration.ofSeconds(90);

    /** Before a guild that was silent is asked once more. */
    static final Duration AGAIN = Duration.ofSeconds(30);

    static final int TRIES = 3;

    /** After a refusal, whatever it says: one that says zero for ever must not take up all that the gateway lets the bot send. */
    static final Duration LEAST_WAIT = Duration.ofSeconds(5);

    /** The gateway's opcode. */
    private static final int REQUEST_MEMBERS = 8;

    private static final Log LOG = Log.of("guilds");

    private final HomeTime time;
    private final LongConsumer onGivenUp;
    private final Wanted wanted = new Wanted();
    private final Map<Long, Integer> tries = new HashMap<>();
    private final LongAdder lists = new LongAdder();
    private final LongAdder questions = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private MemberRequests requests; // null when down
    private Roll roll; // null unless asked
    private HomeTime.Timer timer; // null when idle or down

    /** What is wanted may not be asked for yet: the timer waits for that, and not for a pause. */
    private boolean holdsBack;

    /** @param onGivenUp told a guild whose list will not come in this session */
    RollCall(HomeTime time, LongConsumer onGivenUp) {
        this.time = time;
        this.onGivenUp = onGivenUp;
    }

    /** A fresh session: what was wanted in the one before it is not any more. */
    void begin(MemberRequests through) {
        down();
        wanted.clear();
        tries.clear();
        up(through);
    }

    void up(MemberRequests through) {
        requests = through;
        pause();
    }

    void down() {
        if (roll != null) {
            requests.forget(roll.request.nonce());
            wantAgain();
        }
        requests = null;
        stopTimer();
    }

    /** Everybody in the guild. */
    void whole(long guild) {
        if (!awaits(guild)) {
            wanted.whole(guild);
            pause();
        }
    }

    /** One person, of whom nothing is known. */
    void single(long guild, long user) {
        boolean stillToCome = awaits(guild) && !roll.seen.has(user); // whoever was passed over does not come again
        if (!stillToCome && (roll == null || !roll.request.users().contains(user))) {
            wanted.single(guild, user);
            pause();
        }
    }

    private boolean awaits(long guild) {
        return roll != null && roll.isWhole() && roll.request.guild() == guild;
    }

    void drop(long guild) {
        wanted.drop(guild);
        if (roll != null && roll.request.guild() == guild) {
            requests.forget(roll.request.nonce());
            end();
        }
    }

    /** What is under way in this guild; null for nothing. */
    Roll in(long guild) {
        return roll != null && roll.request.guild() == guild ? roll : null;
    }

    /** What is under way; null for nothing. */
    Roll underWay() {
        return roll;
    }

    /** The question that this answers; null when it is none of ours, or given up. */
    Roll answered(MembersChunk chunk) {
        return roll != null && roll.request.nonce().equals(chunk.nonce()) ? roll : null;
    }

    /** A part was taken in; true when it was the last one. */
    boolean took(MembersChunk chunk) {
        if (!roll.took(chunk.count())) {
            awaitAnswer();
            return false;
        }
        tries.remove(roll.request.guild());
        if (roll.isWhole()) {
            lists.increment();
        }
        end();
        return true;
    }

    void rateLimited(RateLimited limited) {
        if (roll != null
                && limited.opcode() == REQUEST_MEMBERS
                && (limited.nonce().isEmpty() || limited.nonce().equals(roll.request.nonce()))) {
            refusals.increment();
            long wait = Math.max(limited.retryAfter().toNanos(), LEAST_WAIT.toNanos());
            long due = time.nanoTime() + wait;
            LOG.debug("members_too_soon", "again_in_ms", limited.retryAfter().toMillis());
            wanted.notBefore(roll.request.guild(), due);
            wantAgain();
            pause();
        }
    }

    private void pause() {
        if (requests != null && roll == null && (timer == null || holdsBack)) {
            stopTimer();
            timer = time.after(PAUSE, this::ask);
        }
    }

    private void ask() {
        stopTimer();
        long now = time.nanoTime();
        wanted.next(now).ifPresentOrElse(this::ask, () -> {
            OptionalLong due = wanted.dueIn(now);
            if (due.isPresent()) {
                timer = time.after(Duration.ofNanos(due.getAsLong()), this::ask);
                holdsBack = true;
            }
        });
    }

    private void ask(MemberRequest request) {
        questions.increment();
        roll = new Roll(request);
        requests.ask(request);
        awaitAnswer();
    }

    private void awaitAnswer() {
        stopTimer();
        timer = time.after(SILENCE, this::silent);
    }

    private void silent() {
        long guild = roll.request.guild();
        requests.forget(roll.request.nonce());
        if (tries.merge(guild, 1, Integer::sum) < TRIES) {
            wanted.notBefore(guild, time.nanoTime() + AGAIN.toNanos());
            wantAgain();
            pause();
        } else {
            LOG.warn("members_not_told", "guild", Long.toUnsignedString(guild), "tries", TRIES);
            wanted.drop(guild);
            end();
            onGivenUp.accept(guild);
        }
    }

    private void wantAgain() {
        if (roll.isWhole()) {
            wanted.whole(roll.request.guild());
        } else {
            roll.request.users().forEach(user -> wanted.single(roll.request.guild(), user));
        }
        roll = null;
        stopTimer();
    }

    private void end() {
        roll = null;
        stopTimer();
        pause();
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        holdsBack = false;
    }

    /** Whole lists that have come, since the start. Any thread. */
    long lists() {
        return lists.sum();
    }

    /** Questions asked, since the start. Any thread. */
    long questions() {
        return questions.sum();
    }

    /** Questions that came too soon, since the start. Any thread. */
    long refusals() {
        return refusals.sum();
    }
}

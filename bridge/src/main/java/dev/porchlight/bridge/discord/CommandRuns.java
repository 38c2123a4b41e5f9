package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;

/**
 * Runs what a command does and brings the answer to whoever called it, for their eyes alone. Discord waits three seconds for
 * a first answer: what takes longer than two is announced, and has until {@code patience} from the call.
 *
 * <pre>
 *             within 2 s: the answer
 *   RUNNING ---------------------------------------&gt; ANSWERED
 *      | after 2 s: "thinking"                          ^
 *      +------------&gt; ANNOUNCED --- the answer ---------+
 *                         |                             |
 *                         +--- after patience: sorry ---+
 * </pre>
 *
 * Methods are safe from every thread and never wait. Each run has two virtual threads, one for what may hang and one that
 * watches it. A run that hangs on after its time keeps its place: at most {@value #MAX_RUNS} are there at once.
 */
final class CommandRuns {

    static final int MAX_RUNS = 16;

    /** A second before Discord tells the caller that nobody answers. */
    static final Duration DIRECT = Duration.ofSeconds(2);

    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String BUSY = "Too many commands at once. Please try again in a moment.";
    static final String SORRY = "Sorry, that did not work. The log of Porchlight says why.";
    static final String TOO_SLOW = "Sorry, that took too long.";

    /** Discord's limit for a message. */
    private static final int MAX_ANSWER = 2_000;

    private static final Duration SENT_WITHIN = Duration.ofSeconds(30);

    private static final Log LOG = Log.of("discord");

    private final Duration direct;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MAX_RUNS);

    CommandRuns(Duration direct, Duration patience) {
        this.direct = direct;
        this.patience = patience;
    }

    void run(SlashCommand command, SlashCommand.Call call, IReplyCallback caller) {
        if (!places.tryAcquire()) {
            say(caller, BUSY);
            return;
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual().name("command-" + command.name()).start(() -> {
            try {
                answer.complete(fitted(command.handler().answer(call)));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            } finally {
                places.release();
            }
        });
        Thread.ofVirtual().name("command-answer").start(() -> bring(command.name(), answer, worker, caller));
    }

    /** For whoever may not, or what needs no thought. */
    static void say(IReplyCallback caller, String text) {
        try {
            caller.reply(text).setEphemeral(true).setAllowedMentions(List.of()).queue(sent -> {}, CommandRuns::lost);
        } catch (RuntimeException e) {
            lost(e);
        }
    }

    /** The session has ended, or Discord has given up waiting: the caller knows, and can call again. */
    private static void lost(Throwable e) {
        LOG.debug("command_answer_lost", "cause", String.valueOf(e));
    }

    private void bring(String command, CompletableFuture<String> answer, Thread worker, IReplyCallback caller) {
        try {
            try {
                say(caller, outcome(command, answer, direct));
                return;
            } catch (TimeoutException e) {
                caller.deferReply(true)
                        .timeout(SENT_WITHIN.toSeconds(), TimeUnit.SECONDS)
                        .complete();
            }
            caller.getHook()
                    .editOriginal(late(command, answer, worker))
                    .setAllowedMentions(List.of())
                    .timeout(SENT_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .complete();
        } catch (InterruptedException | RuntimeException e) {
            lost(e);
        }
    }

    private String late(String command, CompletableFuture<String> answer, Thread worker) throws InterruptedException {
        try {
            return outcome(command, answer, patience.minus(direct));
        } catch (TimeoutException e) {
            worker.interrupt();
            LOG.warn("command_hung", "command", command, "seconds", patience.toSeconds());
            return TOO_SLOW;
        }
    }

    private static String outcome(String command, CompletableFuture<String> answer, Duration within)
            throws InterruptedException, TimeoutException {
        try {
            return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            LOG.error("command_failed", e.getCause(), "command", command);
            return SORRY;
        }
    }

    private static String fitted(String text) {
        if (text.isBlank()) {
            throw new IllegalStateException("no answer");
        }
        return text.length() <= MAX_ANSWER ? text : text.substring(0, MAX_ANSWER - 1) + "…";
    }
}

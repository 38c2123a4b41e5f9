package dev.porchlight.sim.check;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.TimeSpan;
import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Leads one board through the script. Blocking, one thread, once.
 *
 * <p>Invariant: there is at most one open visit. A step that finds the board gone takes it in again; when it cannot, the dance
 * ends, and the steps that are left were not checked.
 */
final class Dance {
    private static final int BIG_BYTES = 15 * 1_024 + 1;
    private static final byte[] PAYLOAD = "porchlight".getBytes(StandardCharsets.US_ASCII);
    private static final String WRONG_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final Duration BEFORE_CLOSE = Duration.ofSeconds(2); // as a Porchlight bridge waits after NOAUTH
    private static final double SLACK = 0.2;

    private final CheckOptions options;
    private final CheckTiming timing;
    private final Entrance entrance;
    private final Findings findings = new Findings();
    private final Reception reception;
    private final Watching watching;
    private final Consumer<String> progress;
    private final List<String> measured = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private Visit visit;
    private String board = "";
    private boolean lit;

    Dance(CheckOptions options, Entrance entrance, Consumer<String> progress) {
        this.options = options;
        this.timing = options.timing();
        this.entrance = entrance;
        this.reception = new Reception(entrance, findings, timing, options.token());
        this.watching = new Watching(options.led(), findings);
        this.progress = progress;
    }

    /** @throws DeadlineMissed when no board comes at all */
    CheckReport run(Duration firstArrival) throws InterruptedException, IOException {
        long began = System.nanoTime();
        entrance.open();
        try {
            Optional<Visit> first = reception.first(firstArrival);
            board = entrance.board();
            if (first.isEmpty() && board.isEmpty()) {
                throw new DeadlineMissed("no board came within " + Reception.seconds(firstArrival));
            }
            progress.accept("A board has come from " + board + ".");
            findings.at("AUTH");
            boolean in = first.isPresent() && admit(first.get());
            List<Step> steps = options.script().steps();
            for (int i = 0; i < steps.size(); i++) {
                in = in && play(steps.get(i), i + 1, steps.size());
                if (!in) {
                    unchecked.add(steps.get(i).toString());
                }
            }
            return report(Duration.ofNanos(System.nanoTime() - began));
        } finally {
            if (visit != null) {
                visit.close();
            }
            entrance.shut();
        }
    }

    private CheckReport report(Duration took) {
        if (!entrance.turnedAway().isEmpty()) {
            measured.add("another board came from " + entrance.turnedAway() + " and was turned away");
        }
        return new CheckReport(
                board, findings.all(), unchecked, watching.unseen(), measured, took, options.notesCount());
    }

    /** Whether the board is still there for the next step. */
    private boolean play(Step step, int number, int of) throws InterruptedException, IOException {
        findings.at(step.toString());
        if (step.kind().isSlow() && !timing.slowSteps()) {
            unchecked.add(step.toString());
            return true;
        }
        progress.accept("[%d/%d] %s: %s".formatted(number, of, step, step.meaning()));
        return switch (step.kind()) {
            case NOAUTH -> refuse();
            case WRONG_KEY -> mistreat(Rule.ACCEPT_KEY, "Upgrade", WRONG_KEY);
            case LOOSE_CONNECTION -> mistreat(Rule.LOOSE_CONNECTION, "keep-alive, Upgrade", "");
            default -> ready() && perform(step);
        };
    }

    private boolean perform(Step step) throws InterruptedException, IOException {
        switch (step.kind()) {
            case ON -> value("1", true);
            case OFF -> value("0", false);
            case PADDED -> value(" " + step.value() + "\r\n", step.value().equals("1"));
            case WAIT -> stay(TimeSpan.parse("wait", step.argument()));
            case PING -> ping();
            case BINARY -> ignored(Frame.binary(step.value().getBytes(StandardCharsets.US_ASCII)));
            case FRAGMENTS ->
                ignored(
                        Frame.of(false, Frame.TEXT, step.value().getBytes(StandardCharsets.US_ASCII)),
                        Frame.of(true, Frame.CONTINUATION, new byte[0]));
            case TEXT -> ignored(Frame.text(step.argument()));
            case PINGS -> pings();
            case BIG -> big();
            case CLOSE -> {
                closes(Frame.close(step.argument().isEmpty() ? 1001 : Integer.parseInt(step.argument()), ""));
                return back();
            }
            case CUT -> {
                visit.reset();
                return back();
            }
            case SILENT -> {
                silent();
                return back();
            }
            default -> throw new IllegalStateException("no such step: " + step);
        }
        return true;
    }

    /** Whether there is a board that was let in: the one there is, or the next one to come. */
    private boolean ready() throws InterruptedException, IOException {
        if (visit != null && !visit.ended()) {
            if (!entrance.somebodyWaits()) {
                return true;
            }
            findings.add(Rule.SECOND_CONNECTION, "a second one while the first was open");
            visit.close();
        }
        Optional<Visit> next = reception.next(timing.arrival());
        return next.isPresent() && admit(next.get());
    }

    private boolean admit(Visit next) {
        visit = next;
        if (!reception.admit(visit)) {
            return false;
        }
        visit.send(Frame.text("OK"));
        visit.send(Frame.text(lit ? "1" : "0"));
        return true;
    }

    private boolean back() throws InterruptedException, IOException {
        long lostAt = System.nanoTime();
        visit.close();
        boolean back = ready();
        if (back) {
            measured.add(findings.step() + ": back after "
                    + Reception.seconds(Duration.ofNanos(System.nanoTime() - lostAt)));
        }
        return back;
    }

    private void value(String text, boolean on) throws InterruptedException {
        lit = on;
        visit.send(Frame.text(text));
        progress.accept("        the LED should be " + (on ? "ON" : "OFF") + " now");
        watching.look(visit, findings.step(), on);
        stay(timing.show());
    }

    private void stay(Duration time) {
        visit.serve(time, () -> false);
        stayed();
    }

    private boolean stayed() {
        if (visit.ended() && !visit.brokeOff()) {
            int code = visit.heard().closeCode();
            findings.add(Rule.LEFT, code == 0 ? "the end of the connection" : "close " + code);
        }
        return !visit.ended();
    }

    private void ping() {
        visit.heard().forgetPong();
        long asked = System.nanoTime();
        visit.send(Frame.ping(PAYLOAD));
        if (!visit.serve(timing.lastPong(), () -> visit.heard().pong() != null)) {
            if (stayed()) {
                findings.add(Rule.NO_PONG, "none within " + Reception.seconds(timing.lastPong()));
            }
            return;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        if (took.compareTo(timing.pong()) > 0) {
            findings.add(Rule.LATE_PONG, "it after " + Reception.seconds(took));
        }
        if (!visit.heard().pong().text().equals(new String(PAYLOAD, StandardCharsets.US_ASCII))) {
            findings.add(Rule.PONG_PAYLOAD, Findings.quoted(visit.heard().pong().payload()));
        }
    }

    /** The answer to a ping tells that the board has had what came before. */
    private void ignored(Frame... frames) throws InterruptedException {
        for (Frame frame : frames) {
            visit.send(frame);
        }
        ping();
        if (!visit.ended()) {
            watching.look(visit, findings.step(), lit);
        }
    }

    private void pings() {
        Heard heard = visit.heard();
        int before = heard.pings();
        Duration patience = grown(timing.ping().multipliedBy(2));
        visit.serve(patience, () -> heard.pings() >= Math.max(2, before + 1));
        if (!stayed()) {
            return;
        }
        if (heard.pings() < 2) {
            findings.add(Rule.NO_PING, heard.pings() + " in " + Reception.seconds(visit.since()));
            return;
        }
        Duration interval = heard.lastInterval();
        measured.add("its own pings: every " + Reception.seconds(interval));
        if (interval.compareTo(grown(timing.ping())) > 0 || grown(interval).compareTo(timing.ping()) < 0) {
            findings.add(Rule.PING_PACE, "one after " + Reception.seconds(interval));
        }
    }

    private static Duration grown(Duration time) {
        return time.plusNanos((long) (time.toNanos() * SLACK));
    }

    private void big() {
        visit.send(Frame.text("x".repeat(BIG_BYTES)));
        visit.serve(timing.close(), () -> visit.heard().closeCode() != 0);
        int code = visit.heard().closeCode();
        if (code != 0 && code != 1009) {
            findings.add(Rule.BIG_FRAME, "close " + code);
        } else if (code == 0 && !visit.ended()) {
            findings.add(Rule.BIG_FRAME, "no answer within " + Reception.seconds(timing.close()));
        }
        visit.close(); // a reset may have overtaken the 1009: the end alone is an answer too
    }

    private void closes(Frame close) {
        visit.send(close);
        visit.serve(timing.close(), visit::ended);
        int code = visit.heard().closeCode();
        if (!visit.ended()) {
            findings.add(
                    Rule.CLOSE_REPLY,
                    (code == 0 ? "no close frame" : "close " + code) + ", and the connection still open after "
                            + Reception.seconds(timing.close()));
        } else if (code != 1000) {
            findings.add(Rule.CLOSE_REPLY, code == 0 ? "the end without a close frame" : "close " + code);
        }
    }

    private void silent() {
        long began = System.nanoTime();
        visit.fallSilent();
        visit.serve(timing.silence(), () -> visit.ended() || entrance.somebodyWaits());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (!visit.ended() && !entrance.somebodyWaits()) {
            findings.add(Rule.NEVER_GIVES_UP, "the old one still open after " + Reception.seconds(took));
            return;
        }
        measured.add("it gave a silent server up after " + Reception.seconds(took));
        if (visit.heard().closeCode() != 0) {
            findings.add(Rule.FAREWELL, "close " + visit.heard().closeCode());
        }
        Duration soonest = timing.pong().multipliedBy(2);
        if (grown(took).compareTo(soonest) < 0
                || took.compareTo(grown(timing.ping().plus(soonest))) > 0) {
            findings.add(Rule.GIVE_UP_PACE, "it after " + Reception.seconds(took));
        }
    }

    /** A fresh connection that is refused as a bridge does it. */
    private boolean refuse() throws InterruptedException, IOException {
        Optional<Visit> next = fresh();
        if (next.isEmpty()) {
            return false;
        }
        visit = next.get();
        if (!reception.admit(visit)) {
            return false;
        }
        visit.send(Frame.text("NOAUTH"));
        visit.serve(BEFORE_CLOSE, visit::ended);
        closes(Frame.of(true, Frame.CLOSE, new byte[0]));
        return back();
    }

    /** A fresh connection that gets an answer a board must not take. */
    private boolean mistreat(Rule rule, String connection, String key) throws InterruptedException, IOException {
        Optional<Visit> next = fresh();
        if (next.isEmpty()) {
            return false;
        }
        visit = next.get();
        visit.answer(connection, key.isEmpty() ? visit.acceptKey() : key);
        visit.drain(timing.close());
        if (visit.speaksInFrames()) {
            findings.add(rule, "it went on as if nothing were wrong");
        }
        return back();
    }

    private Optional<Visit> fresh() throws InterruptedException, IOException {
        if (visit != null && !visit.ended()) {
            visit.send(Frame.close(1001, ""));
            visit.serve(timing.close(), visit::ended);
            visit.close();
        }
        return reception.next(timing.arrival());
    }
}

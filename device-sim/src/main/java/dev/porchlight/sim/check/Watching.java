package dev.porchlight.sim.check;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;

/** Looks at the LED, if anybody can, while the board goes on being served; otherwise keeps what an eye should have seen. */
final class Watching {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Optional<LedProbe> led;
    private final Findings findings;
    private final Set<String> unseen = new LinkedHashSet<>();

    Watching(Optional<LedProbe> led, Findings findings) {
        this.led = led;
        this.findings = findings;
    }

    /** What nobody has looked at, e.g. {@code padded 0: LED off}. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    void look(Visit visit, String step, boolean on) throws InterruptedException {
        String level = "LED " + (on ? "on" : "off");
        if (led.isEmpty()) {
            unseen.add(step + ": " + level);
            return;
        }
        FutureTask<Boolean> answer = new FutureTask<>(() -> led.get().agrees(on));
        Thread asking = Thread.ofVirtual().name("check-board-led").start(answer);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answer.isDone() && !visit.ended() && System.nanoTime() - deadline < 0) {
            visit.serve(LOOK_AGAIN, answer::isDone);
        }
        if (answer.state() != FutureTask.State.SUCCESS) {
            asking.interrupt();
            unseen.add(step + ": " + level);
        } else if (!answer.resultNow()) {
            findings.add(Rule.LED, "the LED " + (on ? "off" : "on"));
        }
    }
}

package dev.porchlight.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private final StringWriter out = new StringWriter();
    private final Narrator narrator =
            new Narrator(new PrintWriter(out), Clock.fixed(Instant.parse("2026-11-20T09:30:25Z"), ZoneOffset.UTC));
    private List<String> foot = List.of("lamp off", "sign off");

    private List<String> screen() {
        return TinyTerminal.shown(out.toString());
    }

    @Test
    void withoutAFootEveryEventIsAPlainLine() {
        narrator.event("Discord", "alice joins lounge");
        narrator.say("done");
        assertThat(out.toString().lines()).containsExactly("09:30:25  Discord   alice joins lounge", "done");
    }

    @Test
    void linesScrollAboveTheFootWhichStaysLast() {
        narrator.say("first");
        narrator.stand(() -> foot);
        narrator.say("second");
        narrator.say("third, longer than what stood there");
        assertThat(screen())
                .containsExactly("first", "second", "third, longer than what stood there", "lamp off", "sign off");
    }

    @Test
    void aFootIsDrawnOverItselfAndOnlyWhenItIsAnotherOne() {
        narrator.stand(() -> foot);
        narrator.say("line");
        foot = List.of("lamp on", "sign off");
        narrator.refresh();
        int drawn = out.toString().length();
        narrator.refresh();
        assertThat(out.toString()).hasSize(drawn);
        assertThat(screen()).containsExactly("line", "lamp on", "sign off");
    }

    @Test
    void afterTheLastLineNothingIsDrawnAnyMore() {
        narrator.stand(() -> foot);
        narrator.silence("Stopped.");
        foot = List.of("lamp on", "sign on");
        narrator.refresh();
        narrator.say("too late");
        assertThat(screen()).containsExactly("Stopped.", "lamp off", "sign off");
    }
}

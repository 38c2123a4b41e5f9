package dev.porchlight.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.control.Boards;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.discord.SimDiscord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlayerTest implements Player.Audience {
    private final SimDiscord discord = SimDiscord.start();
    private final Boards boards = new Boards("ws://127.0.0.1:1/ws", "token");
    private final List<String> told = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private Duration paused = Duration.ZERO;
    private int linesLeft = Integer.MAX_VALUE;

    @AfterEach
    void stop() {
        boards.close();
        discord.close();
    }

    private int play(String day, int rounds, double speed) {
        Scenario scenario = Scenario.parse("test.scenario", day);
        Stage stage = Stage.of(discord, boards, scenario::setUp);
        return new Player(stage, this).play(scenario, rounds, speed);
    }

    @Override
    public void told(String what) {
        told.add(what);
    }

    @Override
    public void missed(String what) {
        missed.add(what);
    }

    @Override
    public void beforeLine() {
        linesLeft--;
    }

    @Override
    public boolean stopWithin(Duration pause) {
        paused = paused.plus(pause);
        return linesLeft <= 0;
    }

    @Test
    void theWorldIsAsTheLinesSayAndTimeIsDividedByTheSpeed() {
        int wrong = play("""
                guild Home
                voice channels lounge, study
                people alice, bob
                09:00 alice, bob join lounge
                10:00 bob leaves
                +1h   alice moves to study
                      alice mutes
                """, 1, 3600);
        assertThat(wrong).isZero();
        assertThat(told).containsExactly("alice, bob join lounge", "bob leaves", "alice moves to study", "alice mutes");
        assertThat(paused).isEqualTo(Duration.ofSeconds(2));
        assertThat(discord.guild("Home").channelOf(discord.user("alice")))
                .hasValue(discord.guild("Home").voiceChannel("study"));
        assertThat(discord.guild("Home").inVoice()).hasSize(1);
    }

    @Test
    void roundsAndRepeatsMultiply() {
        play("""
                guild Home
                voice channel lounge
                person alice
                repeat 2
                +1s alice joins lounge
                +1s alice leaves
                end
                """, 3, 1);
        assertThat(told).hasSize(12);
        assertThat(paused).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void aLineThatCannotBeIsCountedAndTheDayGoesOn() {
        int wrong = play("""
                guild Home
                voice channel lounge
                person alice
                09:00 alice mutes
                09:01 alice joins lounge
                09:02 expect 1 identify within 1ms
                """, 1, 1_000_000);
        assertThat(wrong).isEqualTo(2);
        assertThat(missed.getFirst()).startsWith("test.scenario:4: alice is not in voice");
        assertThat(missed.getLast()).startsWith("test.scenario:6: no 1 identifies within 1 ms");
        assertThat(discord.guild("Home").inVoice()).hasSize(1);
    }

    @Test
    void itStopsWhenTheAudienceHasHadEnough() {
        linesLeft = 1;
        play("""
                guild Home
                voice channel lounge
                person alice
                09:00 alice joins lounge
                09:01 alice leaves
                09:02 alice joins lounge
                """, 0, 1);
        assertThat(told).containsExactly("alice joins lounge");
    }

    @Test
    void staysDarkIsBrokenByALightAndKeptWithoutOne() {
        int wrong = play("""
                guild Home
                board lamp
                09:00 expect lamp to stay dark for 10ms
                      expect lamp to stay lit for 10ms
                """, 1, 1);
        assertThat(wrong).isEqualTo(1);
        assertThat(missed.getFirst()).contains("lamp did not stay lit");
    }
}

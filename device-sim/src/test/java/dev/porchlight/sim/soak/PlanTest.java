package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Duration USUAL = Duration.ofSeconds(15);

    private static List<Turbulence> turbulences(long seed, int count) {
        Plan plan = new Plan(seed, 500, USUAL);
        return Stream.generate(plan::next).limit(count).toList();
    }

    @Test
    void theSameSeedIsTheSamePlan() {
        assertThat(turbulences(7, 10)).isEqualTo(turbulences(7, 10)).isNotEqualTo(turbulences(8, 10));
        assertThat(new Plan(7, 500, USUAL).unseen()).isEqualTo(new Plan(7, 500, USUAL).unseen());
    }

    @Test
    void stepsAreInOrderWithinTheirTurbulenceAndOfBoardsThatThereAre() {
        for (Turbulence turbulence : turbulences(1, 20)) {
            assertThat(turbulence.steps())
                    .isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()))
                    .allMatch(step -> step.atMillis() < turbulence.lasts().toMillis());
            assertThat(turbulence.lasts())
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(turbulence.number() % 5 == 0 ? 80 : 20));
            assertThat(turbulence.thenAway()).isEqualTo(turbulence.number() % 4 == 0);
        }
    }

    @Test
    void inAFewMinutesEverythingThatCanGoWrongDoes() {
        Set<BoardTrouble> boards = EnumSet.noneOf(BoardTrouble.class);
        Set<DiscordTrouble> discord = EnumSet.noneOf(DiscordTrouble.class);
        Set<Stranger> strangers = EnumSet.noneOf(Stranger.class);
        Set<Deed> deeds = EnumSet.noneOf(Deed.class);
        for (Turbulence turbulence : turbulences(1, 30)) {
            for (Step step : turbulence.steps()) {
                switch (step) {
                    case Step.Move move -> deeds.add(move.deed());
                    case Step.OfBoard fault -> boards.add(fault.trouble());
                    case Step.OfDiscord fault -> discord.add(fault.trouble());
                    case Step.Visit visit -> strangers.add(visit.stranger());
                }
            }
        }
        assertThat(boards).containsExactlyInAnyOrder(BoardTrouble.values());
        assertThat(discord).containsExactlyInAnyOrder(DiscordTrouble.values());
        assertThat(strangers).containsExactlyInAnyOrder(Stranger.values());
        assertThat(deeds).containsExactlyInAnyOrder(Deed.values());
    }
}

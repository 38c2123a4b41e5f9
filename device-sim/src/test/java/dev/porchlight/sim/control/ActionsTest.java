package dev.porchlight.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionsTest {
    @Test
    void noTwoActionsHaveTheSamePlace() {
        assertThat(Actions.all()).extracting(Action::toString).doesNotHaveDuplicates();
    }

    @Test
    void noTwoActionsAreSaidTheSameWay() {
        List<String> said = Actions.all().stream()
                .flatMap(action -> action.phrases().stream())
                .map(phrase -> phrase.pattern().toString())
                .toList();
        assertThat(said).doesNotHaveDuplicates();
    }

    @Test
    void everyPhraseSettlesWhatItsActionNeeds() {
        for (Action action : Actions.all()) {
            for (Phrase phrase : action.phrases()) {
                List<String> given = phrase.pattern().stream()
                        .map(Phrase.Word::argument)
                        .flatMap(Optional::stream)
                        .toList();
                assertThat(action.args().stream()
                                .filter(Arg::isRequired)
                                .map(Arg::name)
                                .filter(name -> !given.contains(name)
                                        && !phrase.settled().containsKey(name)
                                        && !name.equals("guild")))
                        .as("%s said as %s", action, phrase)
                        .isEmpty();
                assertThat(action.args()).extracting(Arg::name).containsAll(given);
            }
        }
    }

    @Test
    void everythingThatHappensCanBeSaidInAScenario() {
        assertThat(Actions.all().stream()
                        .filter(action -> action.method().equals("POST")
                                && action.phrases().isEmpty()))
                .isEmpty();
    }

    @Test
    void theReadmeNamesEveryAction() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(Actions.all()).allSatisfy(action -> assertThat(readme).contains("`" + action.path() + "`"));
    }
}

package dev.porchlight.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** When this fails: look at target/ACTIONS.md, and if it is right copy it over ACTIONS.md. */
    @Test
    void theListOfActionsIsTheTable() throws Exception {
        StringBuilder list = new StringBuilder("""
                # Every action of the simulated world

                The path is below `/control/v1/`. What is in bold has to be given, the rest has the value shown. A scenario says an
                action in one of the ways on the right; `…` after a name means that several may stand there.

                | path | arguments | does | in a scenario |
                |---|---|---|---|
                """);
        for (Action action : Actions.all()) {
            list.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            action,
                            action.args().stream()
                                    .filter(arg -> !action.path().contains("{" + arg.name() + "}"))
                                    .map(ActionsTest::argument)
                                    .collect(Collectors.joining(", ")),
                            action.doc(),
                            action.phrases().stream()
                                    .map(phrase -> "`" + phrase + "`")
                                    .collect(Collectors.joining("<br>"))));
        }
        Files.writeString(Path.of("target", "ACTIONS.md"), list);
        assertThat(Path.of("ACTIONS.md")).hasContent(list.toString());
    }

    private static String argument(Arg arg) {
        if (arg.isRequired()) {
            return "**" + arg.name() + "**";
        }
        String otherwise = arg.otherwise() instanceof Duration duration
                ? Durations.write(duration)
                : arg.otherwise().equals("") ? "nothing" : String.valueOf(arg.otherwise());
        return arg.name() + " = " + otherwise;
    }
}

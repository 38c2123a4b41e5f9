package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.CHANNEL;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.NEW_BOARD;
import static dev.porchlight.sim.control.Kind.NEW_OUTPUT;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.TEXT;

import java.time.Duration;
import java.util.List;

/** Boards switched on, and what goes wrong with them; and which outputs a wall has. */
final class BoardActions {
    private BoardActions() {}

    static List<Action> all() {
        return List.of(
                Action.post(
                                "boards",
                                "A board is switched on. Left out: profile is the name's, else ESP8266; url and token are the program's."
                                        + " It shows anyone in voice, or in the channel watch, or a rule as the bridge takes it.")
                        .takes(NEW_BOARD, "board")
                        .choosingOrNot("profile", Boards.profiles())
                        .takes(TEXT, "url", "")
                        .takes(TEXT, "token", "")
                        .takes(CHANNEL, "watch", "")
                        .takes(TEXT, "rule", "")
                        .takes(DURATION, "off_after", Duration.ZERO)
                        .says("board|boards {board,} [is|are a|an {profile}] [watching {watch}]")
                        .says("board|boards {board,} [is|are a|an {profile}] showing {rule} [off after {off_after}]")
                        .does(Stage::addBoard),
                Action.post("wall", "An output that the bridge's settings have to have, so that it can be expected of.")
                        .takes(NEW_OUTPUT, "output")
                        .says("output|outputs {output,}")
                        .does(Stage::checkOutput),
                Action.post("boards/{board}/off", "The board is switched off for good.")
                        .says("{board,} is|are switched off")
                        .does((stage, a) -> stage.board(a).close()),
                Action.post("boards/{board}/cut", "The board loses its TCP connection, and reconnects.")
                        .says("{board,} loses|lose the connection")
                        .does((stage, a) -> stage.board(a).cut()),
                Action.post("boards/{board}/stop-reading", "The board takes nothing off its socket until off.")
                        .takes(SWITCH, "on", true)
                        .says("{board,} stops|stop reading", "on", true)
                        .says("{board,} reads|read again", "on", false)
                        .does((stage, a) -> stage.board(a).stopReading(a.on("on"))),
                Action.post("boards/{board}/stop-answering-pings", "Pings stay unanswered until off.")
                        .takes(SWITCH, "on", true)
                        .says("{board,} stops|stop answering pings", "on", true)
                        .says("{board,} answers|answer pings again", "on", false)
                        .does((stage, a) -> stage.board(a).stopAnsweringPings(a.on("on"))),
                Action.post("boards/{board}/stock-storm", "The board reconnects every 5 ms, as stock firmware does.")
                        .takes(SWITCH, "on", true)
                        .says("{board,} reconnects|reconnect like stock firmware", "on", true)
                        .does((stage, a) -> stage.board(a).stockStorm(a.on("on"))));
    }
}

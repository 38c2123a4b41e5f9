package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.COUNT;
import static dev.porchlight.sim.control.Kind.ROUTE;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.TEXT;

import java.time.Duration;
import java.util.List;

/** Waiting until something is so. Every one has its deadline, {@code within}. */
final class AwaitActions {
    private AwaitActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("await/session", "Until a bot has a session with a live connection.")
                        .waits()
                        .says("expect a session [within {within}]")
                        .does((stage, a) -> stage.discord().awaitSession(a.duration("within"))),
                Action.post("await/no-session", "Until no connected session is left.")
                        .waits()
                        .says("expect no session [within {within}]")
                        .does((stage, a) -> stage.discord().awaitNoSession(a.duration("within"))),
                Action.post("await/identifies", "Until so many IDENTIFYs were accepted since the start.")
                        .takes(COUNT, "count")
                        .waits()
                        .says("expect {count} identifies|identify [within {within}]")
                        .does((stage, a) -> stage.discord().awaitIdentifies(a.count("count"), a.duration("within"))),
                Action.post("await/resumes", "Until so many RESUMEs were accepted since the start.")
                        .takes(COUNT, "count")
                        .waits()
                        .says("expect {count} resumes|resume [within {within}]")
                        .does((stage, a) -> stage.discord().awaitResumes(a.count("count"), a.duration("within"))),
                Action.post("await/request", "Until a client has sent that opcode (3, 4, 8 or 31); gives the newest.")
                        .takes(COUNT, "opcode")
                        .waits()
                        .says("expect op {opcode} [within {within}]")
                        .answers((stage, a) ->
                                Look.request(stage.discord().awaitRequest(a.count("opcode"), a.duration("within")))),
                Action.post("await/rest", "Until so many of the newest 256 REST requests were to that route.")
                        .takes(ROUTE, "route")
                        .takes(COUNT, "count", 1)
                        .waits()
                        .says("expect {count} requests|request to {route} [within {within}]")
                        .does((stage, a) -> stage.discord()
                                .awaitRestCalls(a.count("count"), a.text("route"), a.duration("within"))),
                Action.post("boards/{board}/await/lit", "Until the board's LED is on, or off.")
                        .takes(SWITCH, "lit", true)
                        .waits()
                        .says("expect {board,} lit [within {within}]", "lit", true)
                        .says("expect {board,} dark [within {within}]", "lit", false)
                        .does((stage, a) -> stage.board(a).awaitLit(a.on("lit"), a.duration("within"))),
                Action.post("boards/{board}/await/stays", "As long as the LED stays on, or off, for that time.")
                        .takes(SWITCH, "lit", true)
                        .waits("for", Duration.ofSeconds(1))
                        .says("expect {board,} to stay lit [for {for}]", "lit", true)
                        .says("expect {board,} to stay dark [for {for}]", "lit", false)
                        .does(Stage::awaitStays),
                Action.post("boards/{board}/await/authorised", "Until the server has let the board in.")
                        .waits()
                        .says("expect {board,} connected [within {within}]")
                        .does((stage, a) -> stage.board(a).awaitAuthorised(a.duration("within"))),
                Action.post("boards/{board}/await/unauthorised", "Until the board's connection is gone.")
                        .waits()
                        .says("expect {board,} disconnected [within {within}]")
                        .does((stage, a) -> stage.board(a).awaitUnauthorised(a.duration("within"))),
                Action.post("boards/{board}/await/connects", "Until the board has connected so often.")
                        .takes(COUNT, "count")
                        .waits()
                        .says("expect {board} {count} connections [within {within}]")
                        .does((stage, a) -> stage.board(a).awaitConnects(a.count("count"), a.duration("within"))),
                Action.post("boards/{board}/await/noauths", "Until the board was refused so often.")
                        .takes(COUNT, "count")
                        .waits()
                        .says("expect {board} {count} refusals [within {within}]")
                        .does((stage, a) -> stage.board(a).awaitNoauths(a.count("count"), a.duration("within"))),
                Action.post("boards/{board}/await/received", "Until the board has received that text.")
                        .takes(TEXT, "text")
                        .waits()
                        .says("expect {board,} to receive {text} [within {within}]")
                        .does((stage, a) -> stage.board(a).awaitReceived(a.text("text"), a.duration("within"))),
                Action.post("wall/{output}/await/on", "Until an output of the bridge's wall is on, or off.")
                        .takes(SWITCH, "on", true)
                        .waits()
                        .says("expect {output,} on [within {within}]", "on", true)
                        .says("expect {output,} off [within {within}]", "on", false)
                        .does(Stage::awaitOutput),
                Action.post("boards/{board}/await/otas", "Until the board was asked for so many updates.")
                        .takes(COUNT, "count", 1)
                        .waits()
                        .says("expect {board} {count} updates [within {within}]")
                        .does((stage, a) -> stage.board(a).awaitOtas(a.count("count"), a.duration("within"))));
    }
}

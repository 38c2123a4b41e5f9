package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.COUNT;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.NUMBER;
import static dev.porchlight.sim.control.Kind.SWITCH;

import dev.porchlight.sim.boards.OtaResult;
import dev.porchlight.sim.boards.Reboot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What goes wrong with boards as they come: slow ones, dead ones, ones out of reach, ones that talk nonsense. */
final class BoardTroubleActions {
    private BoardTroubleActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("boards/{board}/read-slowly", "The board takes so many bytes a second off its socket.")
                        .takes(COUNT, "bytes_per_second", 100)
                        .says("{board,} reads|read {bytes_per_second} bytes a second")
                        .does((stage, a) -> stage.board(a).readSlowly(a.count("bytes_per_second"))),
                Action.post("boards/{board}/read-normally", "The end of read-slowly and of stop-reading.")
                        .says("{board,} reads|read normally")
                        .does((stage, a) -> stage.board(a).readNormally()),
                Action.post(
                                "boards/{board}/half-open",
                                "The board hangs, until off: TCP stays, nothing is read or said.")
                        .takes(SWITCH, "on", true)
                        .says("{board,} hangs|hang", "on", true)
                        .says("{board,} wakes|wake up", "on", false)
                        .does((stage, a) -> stage.board(a).halfOpen(a.on("on"))),
                Action.post("boards/{board}/no-wifi", "The board is out of reach for that time, without FIN or reset.")
                        .takes(DURATION, "time")
                        .says("{board,} has|have no wifi for {time}")
                        .does((stage, a) -> stage.board(a).noWifi(a.duration("time"))),
                Action.post("boards/{board}/wrong-token", "The board's next connections say a wrong token, until off.")
                        .takes(SWITCH, "on", true)
                        .says("{board,} takes|take the wrong token", "on", true)
                        .says("{board,} takes|take the right token again", "on", false)
                        .does((stage, a) -> stage.board(a).wrongToken(a.on("on"))),
                Action.post("boards/{board}/garbage", "The board says random bytes; the same seed, the same bytes.")
                        .takes(COUNT, "bytes", 1_000)
                        .takes(COUNT, "seed", 1)
                        .says("{board,} says|say {bytes} bytes of garbage")
                        .does((stage, a) -> said(stage.board(a).garbage(a.count("seed"), a.count("bytes")))),
                Action.post("boards/{board}/broken-frames", "The board says frames that RFC 6455 forbids.")
                        .takes(COUNT, "frames", 1)
                        .takes(COUNT, "seed", 1)
                        .says("{board,} says|say {frames} broken frames")
                        .does((stage, a) -> said(stage.board(a).brokenFrames(a.count("seed"), a.count("frames")))),
                Action.post(
                                "boards/{board}/reboot",
                                "The board boots for that long; the server hears a reset or nothing.")
                        .choosing("how", "reset", "silent")
                        .takes(DURATION, "boot", Duration.ofSeconds(3))
                        .says("{board,} reboots|reboot [within {boot}]", "how", "reset")
                        .says("{board,} reboots|reboot without a word [within {boot}]", "how", "silent")
                        .does((stage, a) ->
                                stage.board(a).reboot(Reboot.valueOf(constant(a.text("how"))), a.duration("boot"))),
                Action.post("boards/{board}/ota", "How the updates end that the board will take, and after how long.")
                        .choosing("result", "installed", "failed")
                        .takes(DURATION, "takes", Duration.ofSeconds(10))
                        .says("updates of {board} are {result} [after {takes}]")
                        .does((stage, a) ->
                                stage.board(a).ota(OtaResult.valueOf(constant(a.text("result"))), a.duration("takes"))),
                Action.post(
                                "boards/{board}/clock-drift",
                                "The board's clock runs so many percent fast, or slow below 0.")
                        .takes(NUMBER, "percent")
                        .says("the clock of {board} runs {percent} percent fast")
                        .does((stage, a) -> stage.board(a).clockDrift(a.number("percent"))));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static void said(boolean connected) {
        if (!connected) {
            throw new IllegalStateException("the board has no open WebSocket to say that on");
        }
    }
}

package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.COUNT;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.JSON_VALUE;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.TEXT;

import java.util.List;

/** What happens to the gateway's connections and sessions. */
final class ConnectionActions {
    private ConnectionActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("gateway/drop", "Resets every TCP connection; sessions can be resumed.")
                        .says("the connection breaks|drops")
                        .does((stage, a) -> stage.discord().dropConnections()),
                Action.post("gateway/outage", "Every connection is refused, REST and gateway alike, until off.")
                        .takes(SWITCH, "on", true)
                        .says("an outage begins", "on", true)
                        .says("the outage ends", "on", false)
                        .does((stage, a) -> stage.discord().refuseConnections(a.on("on"))),
                Action.post("gateway/forget-sessions", "A RESUME of any session there is now gets INVALID_SESSION.")
                        .says("the sessions are forgotten")
                        .does((stage, a) -> stage.discord().forgetSessions()),
                Action.post("gateway/invalidate-sessions", "Op 9 to every session.")
                        .takes(SWITCH, "resumable", false)
                        .says("the sessions become invalid", "resumable", false)
                        .says("the sessions become invalid but resumable", "resumable", true)
                        .does((stage, a) -> stage.discord().invalidateSessions(a.on("resumable"))),
                Action.post("gateway/reconnect", "Op 7 to every connection.")
                        .says("discord asks for a reconnect")
                        .does((stage, a) -> stage.discord().askReconnect()),
                Action.post("gateway/close", "Closes every connection with that code.")
                        .takes(COUNT, "code", 4000)
                        .says("the connection is closed with {code}")
                        .does((stage, a) -> stage.discord().closeSessions(closeCode(a.count("code")))),
                Action.post("gateway/acks", "Whether heartbeats are answered.")
                        .takes(SWITCH, "on", true)
                        .says("heartbeats stay unanswered", "on", false)
                        .says("heartbeats are answered", "on", true)
                        .does((stage, a) -> stage.discord().stopAckingHeartbeats(!a.on("on"))),
                Action.post("gateway/miss-acks", "The next heartbeats stay unanswered.")
                        .takes(COUNT, "times", 1)
                        .says("the next {times} heartbeats stay unanswered")
                        .does((stage, a) -> stage.discord().gatewayFaults().missAcks(a.count("times"))),
                Action.post("gateway/send", "A dispatch of your own to every session, whatever its intents.")
                        .takes(TEXT, "type")
                        .takes(JSON_VALUE, "data")
                        .says("discord sends {type} {data}")
                        .does(Stage::sendRaw),
                Action.post("gateway/latency", "What the gateway sends arrives so much later; 0s takes it back.")
                        .takes(DURATION, "delay")
                        .says("the latency is {delay}")
                        .does((stage, a) -> stage.discord().gatewayFaults().latency(a.duration("delay"))),
                Action.post("gateway/speed", "Each connection sends no more than that.")
                        .takes(COUNT, "bytes_per_second")
                        .says("the line carries {bytes_per_second} bytes per second")
                        .does((stage, a) ->
                                stage.discord().gatewayFaults().bytesPerSecond(a.count("bytes_per_second"))),
                Action.post("gateway/full-speed", "Connections send as fast as they can again.")
                        .says("the line is fast")
                        .does((stage, a) -> stage.discord().gatewayFaults().fullSpeed()),
                Action.post(
                                "gateway/cut-in-mid-frame",
                                "The next dispatches break off, and their connection with them.")
                        .takes(COUNT, "times", 1)
                        .says("the next frame breaks off")
                        .does((stage, a) -> stage.discord().gatewayFaults().cutInMidFrame(a.count("times"))),
                Action.post("gateway/corrupt-zlib", "The next compressed messages are garbage.")
                        .takes(COUNT, "times", 1)
                        .says("the next compressed message is garbage")
                        .does((stage, a) -> stage.discord().gatewayFaults().corruptZlib(a.count("times"))),
                Action.post("gateway/half-open", "The connections there are stay open and are dead.")
                        .says("the connection goes half-open")
                        .does((stage, a) -> stage.discord().gatewayFaults().halfOpen()),
                Action.post("gateway/withhold-hello", "New connections get no HELLO until off.")
                        .takes(SWITCH, "on", true)
                        .says("hello is withheld", "on", true)
                        .says("hello is sent", "on", false)
                        .does((stage, a) -> stage.discord().gatewayFaults().withholdHello(a.on("on"))),
                Action.post("gateway/withhold-ready", "An IDENTIFY stays without READY until off.")
                        .takes(SWITCH, "on", true)
                        .says("ready is withheld", "on", true)
                        .says("ready is sent", "on", false)
                        .does((stage, a) -> stage.discord().gatewayFaults().withholdReady(a.on("on"))),
                Action.post("gateway/refuse-handshakes", "The next WebSocket handshakes get that status.")
                        .takes(COUNT, "times", 1)
                        .takes(COUNT, "status", 503)
                        .says("the next {times} handshakes get {status}")
                        .does((stage, a) ->
                                stage.discord().gatewayFaults().refuseHandshakes(a.count("times"), a.count("status"))),
                Action.post("gateway/silent", "New TCP connections are accepted and never answered, until off.")
                        .takes(SWITCH, "on", true)
                        .says("discord accepts silently", "on", true)
                        .says("discord answers again", "on", false)
                        .does((stage, a) -> stage.discord().gatewayFaults().silent(a.on("on"))),
                Action.post("gateway/clear", "Takes every fault of the gateway back.")
                        .says("the gateway is well")
                        .does((stage, a) -> stage.discord().gatewayFaults().clear()));
    }

    private static int closeCode(int code) {
        if (code < 1000 || code > 4999) {
            throw Mistake.of("code " + code + " is not from 1000 to 4999");
        }
        return code;
    }
}

package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.COUNT;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.TEXT;

import dev.porchlight.sim.discord.GatewayLimits;
import dev.porchlight.sim.discord.Intent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the developer portal decides, and how much the gateway puts up with. */
final class PortalActions {
    private static final String[] INTENTS = {"members", "presences", "content"};

    private PortalActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("access/grant", "A privileged intent may be asked for from the next IDENTIFY on.")
                        .choosing("intent", INTENTS)
                        .says("the intent {intent} is granted")
                        .does((stage, a) -> stage.discord().access().grant(intent(a.text("intent")))),
                Action.post("access/withdraw", "A privileged intent is closed with 4014 from the next IDENTIFY on.")
                        .choosing("intent", INTENTS)
                        .says("the intent {intent} is withdrawn")
                        .does((stage, a) -> stage.discord().access().withdraw(intent(a.text("intent")))),
                Action.post("access/verified", "Whether the application's flags are those of a verified bot.")
                        .takes(SWITCH, "on", true)
                        .says("the bot is verified", "on", true)
                        .says("the bot is not verified", "on", false)
                        .does((stage, a) -> stage.discord().access().verified(a.on("on"))),
                Action.post("access/revoke-token", "The token stops working: 4004, 401.")
                        .says("the token is revoked")
                        .does((stage, a) -> stage.discord().access().revokeToken()),
                Action.post("access/change-token", "Another token is the right one.")
                        .takes(TEXT, "token")
                        .says("the token becomes {token}")
                        .does((stage, a) -> stage.discord().access().changeToken(a.text("token"))),
                Action.post("limits/session-starts", "So many IDENTIFYs are left; the one beyond costs the token.")
                        .takes(COUNT, "total", GatewayLimits.SESSION_STARTS)
                        .takes(DURATION, "window", Duration.ofDays(1))
                        .says("{total} session starts are left")
                        .does((stage, a) ->
                                stage.discord().gatewayLimits().sessionStarts(a.count("total"), a.duration("window"))),
                Action.post("limits/identify-concurrency", "So many shards may identify within 5 s.")
                        .takes(COUNT, "n", 1)
                        .says("{n} shards may identify at a time")
                        .does((stage, a) -> stage.discord().gatewayLimits().identifyConcurrency(a.count("n"))),
                Action.post("limits/recommended-shards", "What /gateway/bot recommends.")
                        .takes(COUNT, "n")
                        .says("discord recommends {n} shards")
                        .does((stage, a) -> stage.discord().gatewayLimits().recommendShards(a.count("n"))),
                Action.post("limits/guilds-per-shard", "A shard that would get more is closed with 4011.")
                        .takes(COUNT, "n", GatewayLimits.GUILDS_PER_SHARD)
                        .says("a shard takes {n} guilds")
                        .does((stage, a) -> stage.discord().gatewayLimits().guildsPerShard(a.count("n"))),
                Action.post("limits/client-events", "What one connection may send in that time; for more 4008.")
                        .takes(COUNT, "n", GatewayLimits.CLIENT_EVENTS)
                        .takes(DURATION, "window", Duration.ofMinutes(1))
                        .says("a client may send {n} events in {window}")
                        .does((stage, a) ->
                                stage.discord().gatewayLimits().clientEvents(a.count("n"), a.duration("window"))),
                Action.post("limits/resume-window", "How long a lost session can be resumed.")
                        .takes(DURATION, "window", GatewayLimits.RESUME_WINDOW)
                        .says("sessions can be resumed for {window}")
                        .does((stage, a) -> stage.discord().gatewayLimits().resumeWindow(a.duration("window"))),
                Action.post("limits/require-resume-url", "A RESUME elsewhere than READY said gets INVALID_SESSION.")
                        .takes(SWITCH, "on", true)
                        .says("a resume has to come to its own url", "on", true)
                        .says("a resume may come anywhere", "on", false)
                        .does((stage, a) -> stage.discord().gatewayLimits().requireResumeUrl(a.on("on"))));
    }

    private static Intent intent(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "members" -> Intent.GUILD_MEMBERS;
            case "presences" -> Intent.GUILD_PRESENCES;
            default -> Intent.MESSAGE_CONTENT;
        };
    }
}

package dev.porchlight.sim.discord;

import java.util.Map;
import java.util.Optional;

/** What a session asks of the gateway: op 3, 4 and 8. Called under the world's lock. */
final class SessionRequests {
    private final World world;
    private final MemberRequests members;

    SessionRequests(World world, Options options) {
        this.world = world;
        this.members = new MemberRequests(world, options);
    }

    void act(Session session, int opcode, Map<String, Object> d) {
        switch (opcode) {
            case Opcode.PRESENCE_UPDATE -> presence(session, d);
            case Opcode.VOICE_STATE_UPDATE -> voice(session, d);
            case Opcode.REQUEST_GUILD_MEMBERS -> members.answer(session, d);
            default -> {}
        }
    }

    private void presence(Session session, Map<String, Object> d) {
        if (!d.containsKey("status") || !world.botPresence(d)) {
            session.connection().ifPresent(connection -> connection.close(CloseCode.DECODE_ERROR));
        }
    }

    /** The bot joins, moves, leaves or mutes itself. A channel that is none of the guild's, or takes no voice, is ignored. */
    private void voice(Session session, Map<String, Object> d) {
        Optional<SimGuild> asked = world.guildById(Json.snowflake(d.get("guild_id")));
        if (asked.isEmpty() || !session.knows(asked.get())) {
            return;
        }
        SimGuild guild = asked.get();
        Voice voice = guild.voice();
        if (d.get("channel_id") == null) {
            voice.leave(world.bot);
            return;
        }
        Optional<SimChannel> channel = guild.channels()
                .of(Json.snowflake(d.get("channel_id")))
                .filter(there -> there.takesVoice() && !there.isHidden());
        if (channel.isEmpty()) {
            return;
        }
        boolean moves = voice.channelOf(world.bot).filter(channel.get()::equals).isEmpty();
        voice.connect(
                world.bot,
                channel.get(),
                session.id,
                Boolean.TRUE.equals(d.get("self_mute")),
                Boolean.TRUE.equals(d.get("self_deaf")));
        if (moves) {
            session.dispatch(
                    "VOICE_SERVER_UPDATE",
                    Json.write(Json.object(
                            "token", "sim-voice-token", "guild_id", Json.id(guild.id()), "endpoint", "localhost:9")));
        }
    }
}

package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who is in voice in one guild. Guarded by the world's lock, every method is called under it.
 *
 * <p>Invariant: there is a voice state for exactly those who are in a channel, and each change was dispatched.
 */
final class Voice {
    private final SimGuild guild;
    private final Map<SimUser, VoiceState> states = new LinkedHashMap<>();

    Voice(SimGuild guild) {
        this.guild = guild;
    }

    void join(SimUser user, SimChannel channel) {
        VoiceState state = states.computeIfAbsent(user, u -> new VoiceState(u, channel));
        state.channel = channel;
        state.suppress = channel.kind() == SimChannel.Kind.STAGE;
        dispatch(state);
    }

    /** The bot says where it is and how, by op 4. */
    void connect(SimUser user, SimChannel channel, String sessionId, boolean selfMute, boolean selfDeaf) {
        boolean moves = channelOf(user).filter(channel::equals).isEmpty();
        VoiceState state = states.computeIfAbsent(user, u -> new VoiceState(u, channel));
        state.suppress = moves ? channel.kind() == SimChannel.Kind.STAGE : state.suppress;
        state.channel = channel;
        state.sessionId = sessionId;
        state.selfMute = selfMute;
        state.selfDeaf = selfDeaf;
        dispatch(state);
    }

    void leave(SimUser user) {
        VoiceState state = states.remove(user);
        if (state != null) {
            state.channel = null;
            dispatch(state);
        }
    }

    /** Out of voice without a word, as the bot is when it is kicked. */
    void forget(SimUser user) {
        states.remove(user);
    }

    void channelGone(SimChannel channel, boolean tell) {
        for (VoiceState state : all()) {
            if (state.channel.equals(channel)) {
                if (tell) {
                    leave(state.user);
                } else {
                    forget(state.user);
                }
            }
        }
    }

    void flag(SimUser user, Consumer<VoiceState> set) {
        VoiceState state = states.get(user);
        if (state == null) {
            throw new IllegalStateException(user.name() + " is not in voice in " + guild);
        }
        set.accept(state);
        dispatch(state);
    }

    Set<SimUser> users() {
        return Set.copyOf(states.keySet());
    }

    Optional<VoiceState> of(SimUser user) {
        return Optional.ofNullable(states.get(user));
    }

    Optional<SimChannel> channelOf(SimUser user) {
        return of(user).map(state -> state.channel);
    }

    List<VoiceState> all() {
        return List.copyOf(states.values());
    }

    private void dispatch(VoiceState state) {
        guild.world()
                .gateway
                .dispatch(guild, Intent.GUILD_VOICE_STATES, "VOICE_STATE_UPDATE", GuildJson.voiceUpdate(guild, state));
    }
}

package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels of one guild, threads aside. Guarded by the world's lock, every method is called under it. */
final class Channels {
    private final SimGuild guild;
    private final Map<Long, SimChannel> channels = new LinkedHashMap<>();

    Channels(SimGuild guild) {
        this.guild = guild;
    }

    /**
     * The channel that was made with that name, or a new one.
     *
     * @throws IllegalStateException when there is one of another kind
     */
    SimChannel named(String name, Kind kind) {
        SimChannel channel = channels.values().stream()
                .filter(one -> one.madeAs().equals(name))
                .findFirst()
                .orElseGet(() -> create(name, kind, Map.of()));
        if (channel.kind() != kind) {
            throw new IllegalStateException(name + " is a channel of kind " + channel.kind());
        }
        return channel;
    }

    /** CHANNEL_CREATE. */
    SimChannel create(String name, Kind kind, Map<String, Object> body) {
        SimChannel made = new SimChannel(guild, guild.world().snowflakes.next(), kind, name, null);
        made.settings.put("position", channels.size());
        Json.merge(made.settings, body, ChannelJson.WRITABLE);
        channels.put(made.id(), made);
        guild.dispatch("CHANNEL_CREATE", made.json());
        return made;
    }

    /** CHANNEL_DELETE, its threads with it; of a thread THREAD_DELETE. Nothing when it is gone already. */
    void delete(SimChannel channel, boolean tellVoiceStates) {
        if (channel.thread().isPresent()) {
            guild.threads().delete(channel);
        }
        if (channels.remove(channel.id()) == null) {
            return;
        }
        guild.forgetAfk(channel);
        channels.values().stream()
                .filter(child -> Json.id(channel.id()).equals(child.settings.get("parent_id")))
                .forEach(child -> child.update(Json.object("parent_id", null)));
        guild.threads().parentGone(channel);
        guild.dispatch("CHANNEL_DELETE", channel.json());
        guild.voice().channelGone(channel, tellVoiceStates);
    }

    boolean has(SimChannel channel) {
        return channels.containsValue(channel);
    }

    Optional<SimChannel> of(long id) {
        return Optional.ofNullable(channels.get(id));
    }

    List<SimChannel> all() {
        return List.copyOf(channels.values());
    }

    List<Map<String, Object>> json() {
        return channels.values().stream().map(SimChannel::json).toList();
    }
}

package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Voice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One guild as Discord tells it, before any filter. Home loop only. */
final class GuildState {

    String name = "";

    /** There was a GUILD_CREATE: its bots and its AFK channel are known, if perhaps not their newest. */
    boolean known;

    /** Zero when there is none. */
    long afkChannel;

    final Map<Long, Channel> channels = new LinkedHashMap<>();

    /** By user id; each has a channel. */
    final Map<Long, Voice> voices = new HashMap<>();

    /** Users known to be bots; whoever is not in here counts as a person until the flag is learned. */
    final Set<Long> bots = new HashSet<>();

    void become(GuildCreate create) {
        known = true;
        name = create.name();
        afkChannel = create.afkChannel();
        channels.clear();
        create.channels().forEach(channel -> channels.put(channel.id(), channel));
        voices.clear();
        create.voices().forEach(voice -> voices.put(voice.user(), voice));
        // Nobody ceases to be a bot, and the members sent along need not name every one that is in voice.
        bots.retainAll(voices.keySet());
        create.members().stream().filter(MemberSeen::bot).map(MemberSeen::user).forEach(bots::add);
    }

    /** Takes out everyone in a channel and names them. */
    List<Long> emptyChannel(long channel) {
        List<Long> users = users(voice -> voice.channel() == channel);
        users.forEach(voices::remove);
        return users;
    }

    List<Long> users(Predicate<Voice> which) {
        return voices.values().stream().filter(which).map(Voice::user).toList();
    }

    Map<Long, String> voiceChannelNames() {
        Map<Long, String> names = new HashMap<>();
        channels.values().stream().filter(Channel::isVoice).forEach(c -> names.put(c.id(), c.name()));
        return names;
    }
}

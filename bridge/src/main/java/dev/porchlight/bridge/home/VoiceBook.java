package dev.porchlight.bridge.home;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who counts as being in voice, by guild, channel and user. Every count is kept as voices come and go, so a change costs
 * the same with ten people or ten thousand. Home loop only.
 *
 * <p>Invariant: {@code guilds} and {@code channels} count exactly the voices held in {@code users}.
 */
final class VoiceBook {

    private final Tally guilds = new Tally();
    private final Tally channels = new Tally();

    /** A person is in one guild at a time, but for the moment between two events of a move. */
    private final Map<Long, List<Voice>> users = new HashMap<>();

    private final Consumer<Topic> touched;

    /** @param touched told of every topic that a change may have changed the facts of */
    VoiceBook(Consumer<Topic> touched) {
        this.touched = touched;
    }

    /** People, each once however many guilds they are in. */
    int people() {
        return users.size();
    }

    int inGuild(long guild) {
        return guilds.of(guild);
    }

    int inChannel(long channel) {
        return channels.of(channel);
    }

    boolean holds(UserFact fact, long user) {
        for (Voice voice : users.getOrDefault(user, List.of())) {
            if (fact.holds(voice)) {
                return true;
            }
        }
        return false;
    }

    /** Exchanges what is known of one person in one guild; null stands for not in voice. */
    void replace(Voice before, Voice after) {
        if (before != null && after != null && before.channel() == after.channel()) {
            users.computeIfPresent(
                    after.user(),
                    (user, all) ->
                            all.stream().map(v -> v.equals(before) ? after : v).toList());
            touched.accept(Topic.user(after.user()));
            return;
        }
        if (before != null) {
            remove(before);
        }
        if (after != null) {
            add(after);
        }
    }

    private void add(Voice voice) {
        guilds.add(voice.guild());
        channels.add(voice.channel());
        List<Voice> others = users.getOrDefault(voice.user(), List.of());
        List<Voice> all = new ArrayList<>(others);
        all.add(voice);
        users.put(voice.user(), List.copyOf(all));
        touch(voice);
    }

    private void remove(Voice voice) {
        guilds.remove(voice.guild());
        channels.remove(voice.channel());
        users.computeIfPresent(voice.user(), (user, all) -> without(voice.guild(), all));
        touch(voice);
    }

    private static List<Voice> without(long guild, List<Voice> all) {
        List<Voice> others = new ArrayList<>(all);
        others.removeIf(voice -> voice.guild() == guild);
        return others.isEmpty() ? null : List.copyOf(others);
    }

    private void touch(Voice voice) {
        touched.accept(Topic.PEOPLE);
        touched.accept(Topic.guild(voice.guild()));
        touched.accept(Topic.channel(voice.channel()));
        touched.accept(Topic.user(voice.user()));
    }
}

package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.Voice;
import dev.porchlight.bridge.log.Log;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The raw state of every wanted guild, and the decision who of it counts. Home loop only.
 *
 * <p>Invariant: home holds exactly the voice states kept here that pass the filters; the same filters for every signal.
 */
public final class Guilds {

    private static final Log LOG = Log.of("guilds");

    private final Home home;
    private final VoiceSettings settings;
    private final PeopleSettings peopleSettings;
    private final People people = new People();
    private final Privacy privacy;
    private final PresenceFeed feed;
    private final Census census;
    private final Map<Long, GuildState> guilds = new HashMap<>();
    private MemberRequests requests; // null when the session brings no people
    private long self;

    /**
     * Knows no guild yet.
     *
     * @param home told of everyone who counts
     * @param settings which guilds exist, and whether bots and the AFK channel count
     * @param peopleSettings whose presence is kept, and what of it
     */
    public Guilds(Home home, VoiceSettings settings, PeopleSettings peopleSettings) {
        this.home = home;
        this.settings = settings;
        this.peopleSettings = peopleSettings;
        this.privacy = new Privacy(peopleSettings.users());
        this.feed = new PresenceFeed(peopleSettings.enabled() != PeopleSettings.Enabled.FALSE);
        this.census = new Census(peopleSettings, privacy, people, home.time(), feed);
        people.feed(feed::changed);
    }

    /** The same with the default of who is looked at. */
    public Guilds(Home home, VoiceSettings settings) {
        this(home, settings, PeopleSettings.DEFAULT);
    }

    /** Who is in the wanted guilds; the same object each time. Any thread. */
    public People people() {
        return people;
    }

    /** Whether people are looked at, and what of them. Any thread. */
    public PeopleSettings peopleSettings() {
        return peopleSettings;
    }

    /** Figures about people. Any thread. */
    public PeopleCounts peopleCounts() {
        return new PeopleCounts(people, census.room(), census.rollCall());
    }

    /** Discord is going to be asked for people. Home loop. */
    public void expectPeople() {
        census.expect();
    }

    /**
     * Of the session whose READY or RESUMED comes next.
     *
     * @param through how to ask it for members; null for one that brings no people
     */
    public void session(MemberRequests through) {
        requests = through;
    }

    /**
     * Somebody has said whether they want to be seen, or takes it back. Holds at once: with {@link Consent#OUT} they are in no
     * guild's voice and not among {@link #people()} when this returns; with another they come back as soon as Discord has told
     * of them once more.
     */
    public void consent(long user, Consent consent) {
        home.change(home.time().nanoTime(), edit -> {
            feed.through(edit);
            privacy.say(user, consent);
            for (GuildState guild : guilds.values()) {
                Voice voice = guild.voices.get(user);
                if (voice != null) {
                    derive(guild, voice, edit);
                }
            }
            census.consented(user, guilds.keySet());
        });
    }

    /**
     * Takes in one dispatch.
     *
     * @param receivedNanos {@link System#nanoTime()} when it arrived
     */
    public void accept(Dispatch dispatch, long receivedNanos) {
        home.change(receivedNanos, edit -> {
            feed.through(edit);
            switch (dispatch) {
                case Ready ready -> ready(ready, edit);
                case Resumed resumed -> {
                    census.resumed(requests);
                    edit.resumed();
                }
                case GuildCreate create -> create(create, edit);
                case GuildUpdate update -> update(update, edit);
                case GuildDelete delete -> delete(delete, edit);
                case ChannelSeen seen -> channel(seen, edit);
                case ChannelDelete delete -> channelDelete(delete, edit);
                case VoiceStateUpdate update -> voice(update, edit);
                case GuildMemberRemove remove -> memberRemove(remove, edit);
                case PresenceUpdate update -> ifWanted(update.guild(), () -> census.presence(update));
                case MemberUpdate update -> ifWanted(update.guild(), () -> census.member(update));
                case MembersChunk chunk -> ifWanted(chunk.guild(), () -> census.chunk(chunk));
                case UserUpdate update -> census.self(update.self());
                case RateLimited limited -> census.rateLimited(limited);
            }
        });
    }

    /** The gateway session is gone or not ready. Repeating it does nothing. */
    public void away(long noticedNanos) {
        census.away();
        home.change(noticedNanos, HomeEdit::away);
    }

    /** Guilds whose raw state is kept now. */
    int known() {
        return guilds.size();
    }

    private void ifWanted(long guild, Runnable task) {
        if (guilds.containsKey(guild)) {
            task.run();
        }
    }

    private void ready(Ready ready, HomeEdit edit) {
        self = ready.self();
        Set<Long> wanted = new HashSet<>(ready.guilds());
        wanted.removeIf(id -> !settings.wants(id));
        for (long id : settings.guilds()) {
            if (!wanted.contains(id)) {
                LOG.warn("guild_not_found", "guild", Long.toUnsignedString(id), "hint", "is the bot invited there?");
            }
        }
        guilds.keySet().retainAll(wanted);
        wanted.forEach(id -> guilds.computeIfAbsent(id, key -> new GuildState()));
        edit.ready(wanted);
        census.ready(wanted, requests);
    }

    private void create(GuildCreate create, HomeEdit edit) {
        if (!settings.wants(create.id())) {
            return;
        }
        GuildState guild = guilds.computeIfAbsent(create.id(), key -> new GuildState());
        if (create.unavailable()) {
            census.unavailable(create.id());
            edit.guildUnavailable(create.id());
            return;
        }
        guild.become(create);
        edit.guild(
                create.id(),
                guild.name,
                guild.voiceChannelNames(),
                guild.voices.values().stream()
                        .filter(voice -> counts(guild, voice))
                        .toList());
        census.create(create); // home knows the guild by now
    }

    private void update(GuildUpdate update, HomeEdit edit) {
        GuildState guild = guilds.get(update.id());
        if (guild == null) {
            return;
        }
        guild.name = update.name();
        edit.guildName(update.id(), update.name());
        if (guild.afkChannel != update.afkChannel()) {
            guild.afkChannel = update.afkChannel();
            guild.voices.values().forEach(voice -> derive(guild, voice, edit));
        }
    }

    private void delete(GuildDelete delete, HomeEdit edit) {
        if (!settings.wants(delete.id())) {
            return;
        }
        if (delete.unavailable()) {
            guilds.computeIfAbsent(delete.id(), key -> new GuildState());
            census.unavailable(delete.id());
            edit.guildUnavailable(delete.id());
        } else {
            guilds.remove(delete.id());
            census.guildGone(delete.id());
            edit.guildGone(delete.id());
        }
    }

    private void channel(ChannelSeen seen, HomeEdit edit) {
        GuildState guild = guilds.get(seen.guild());
        if (guild == null) {
            return;
        }
        Channel channel = seen.channel();
        guild.channels.put(channel.id(), channel);
        if (channel.isVoice()) {
            edit.channel(seen.guild(), channel.id(), channel.name());
        }
    }

    private void channelDelete(ChannelDelete delete, HomeEdit edit) {
        GuildState guild = guilds.get(delete.guild());
        if (guild == null) {
            return;
        }
        // Discord tells of the people too, as leaving; not to depend on it costs nothing.
        guild.emptyChannel(delete.channel()).forEach(user -> edit.left(delete.guild(), user));
        guild.channels.remove(delete.channel());
        edit.channelGone(delete.guild(), delete.channel());
    }

    /**
     * A state of a guild that never had its GUILD_CREATE is dropped: without bots and AFK channel nobody can tell whether
     * it counts, and the GUILD_CREATE will bring the state as it is then. After a fresh READY the old ones serve.
     */
    private void voice(VoiceStateUpdate update, HomeEdit edit) {
        Voice voice = update.voice();
        GuildState guild = guilds.get(voice.guild());
        if (guild == null) {
            return;
        }
        update.bot().ifPresent(bot -> remember(guild, voice.user(), bot));
        if (!guild.known) {
            return;
        }
        if (voice.channel() == 0) {
            guild.voices.remove(voice.user());
            edit.left(voice.guild(), voice.user());
        } else {
            guild.voices.put(voice.user(), voice);
            derive(guild, voice, edit);
        }
    }

    private static void remember(GuildState guild, long user, boolean bot) {
        if (bot) {
            guild.bots.add(user);
        } else {
            guild.bots.remove(user);
        }
    }

    private void memberRemove(GuildMemberRemove remove, HomeEdit edit) {
        GuildState guild = guilds.get(remove.guild());
        if (guild == null) {
            return;
        }
        guild.bots.remove(remove.user());
        guild.voices.remove(remove.user());
        census.left(remove.guild(), remove.user());
        edit.left(remove.guild(), remove.user());
    }

    private void derive(GuildState guild, Voice voice, HomeEdit edit) {
        if (counts(guild, voice)) {
            edit.voice(voice);
        } else {
            edit.left(voice.guild(), voice.user());
        }
    }

    private boolean counts(GuildState guild, Voice voice) {
        if (privacy.isOut(voice.user())) {
            return false;
        }
        boolean bot = guild.bots.contains(voice.user()) || voice.user() == self;
        boolean afk = guild.afkChannel != 0 && voice.channel() == guild.afkChannel;
        return (settings.countBots() || !bot) && (settings.countAfk() || !afk);
    }
}

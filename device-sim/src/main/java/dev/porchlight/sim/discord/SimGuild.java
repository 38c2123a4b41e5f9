package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A guild in which things happen. Every change is at once dispatched to the sessions that may see it.
 *
 * <p>Any thread may call; the state is guarded by the world's lock.
 *
 * <pre>
 *   AVAILABLE ──unavailable()──▶ UNAVAILABLE ──available()──▶ AVAILABLE
 *       └────────kickBot()──▶ WITHOUT THE BOT ──inviteBot()──▶ AVAILABLE
 * </pre>
 */
public final class SimGuild {
    private final World world;
    private final long id;
    private final long ownerId;
    private String name;
    private long afkChannelId;
    private boolean available = true;
    private boolean botIsMember = true;
    private boolean createHeld;
    private Duration createDelay = Duration.ZERO;
    private final Map<String, SimChannel> channels = new LinkedHashMap<>();
    private final Set<SimUser> members = new LinkedHashSet<>();
    private final Voice voice;

    SimGuild(World world, long id, String name) {
        this.world = world;
        this.id = id;
        this.ownerId = world.snowflakes.next();
        this.name = name;
        this.voice = new Voice(this);
        members.add(world.bot);
    }

    public long id() {
        return id;
    }

    public String name() {
        return world.ask(() -> name);
    }

    /**
     * The voice channel that was made with that name, or a new one (CHANNEL_CREATE).
     *
     * @throws IllegalStateException when there is one of another kind
     */
    public SimChannel voiceChannel(String channelName) {
        return channel(channelName, Kind.VOICE);
    }

    public SimChannel stageChannel(String channelName) {
        return channel(channelName, Kind.STAGE);
    }

    public SimChannel textChannel(String channelName) {
        return channel(channelName, Kind.TEXT);
    }

    /** A voice channel that is also the guild's AFK channel. */
    public SimChannel afkChannel(String channelName) {
        SimChannel afk = voiceChannel(channelName);
        setAfkChannel(afk);
        return afk;
    }

    /** GUILD_UPDATE. */
    public void setAfkChannel(SimChannel afk) {
        world.change(() -> {
            afkChannelId = afk.id();
            dispatch("GUILD_UPDATE", GuildJson.settings(this));
        });
    }

    /** GUILD_UPDATE. */
    public void rename(String newName) {
        world.change(() -> {
            name = newName;
            dispatch("GUILD_UPDATE", GuildJson.settings(this));
        });
    }

    /**
     * Joins voice, or moves there. On a stage people start suppressed, as an audience does. A person is in voice in one
     * guild at a time and leaves the other first; a bot may be in voice in many.
     *
     * @throws IllegalArgumentException when it is a text channel
     * @throws IllegalStateException when the channel is not one of this guild's, or no longer
     */
    public void join(SimUser user, SimChannel channel) {
        if (!channel.takesVoice()) {
            throw new IllegalArgumentException(channel + " is not a voice channel");
        }
        world.change(() -> {
            if (!channels.containsValue(channel)) {
                throw new IllegalStateException(channel + " is not a channel of " + name);
            }
            members.add(user);
            if (!user.bot()) {
                world.guilds.values().stream()
                        .filter(guild -> !guild.equals(this))
                        .forEach(guild -> guild.leave(user));
            }
            voice.join(user, channel);
        });
    }

    /** The same as {@link #join}, for reading aloud. */
    public void move(SimUser user, SimChannel channel) {
        join(user, channel);
    }

    /** Leaves voice; nothing happens when the user is not in it. */
    public void leave(SimUser user) {
        world.change(() -> voice.leave(user));
    }

    public void mute(SimUser user, boolean on) {
        flag(user, state -> state.mute = on);
    }

    public void deaf(SimUser user, boolean on) {
        flag(user, state -> state.deaf = on);
    }

    public void selfMute(SimUser user, boolean on) {
        flag(user, state -> state.selfMute = on);
    }

    public void selfDeaf(SimUser user, boolean on) {
        flag(user, state -> state.selfDeaf = on);
    }

    public void streaming(SimUser user, boolean on) {
        flag(user, state -> state.streaming = on);
    }

    public void camera(SimUser user, boolean on) {
        flag(user, state -> state.camera = on);
    }

    public void suppress(SimUser user, boolean on) {
        flag(user, state -> state.suppress = on);
    }

    /** Every channel there is, in the order in which they were made. */
    public List<SimChannel> allChannels() {
        return world.ask(this::channels);
    }

    /** Everyone in any voice channel of this guild. */
    public Set<SimUser> inVoice() {
        return world.ask(voice::users);
    }

    /** The voice channel the user is in here; empty when in none. */
    public Optional<SimChannel> channelOf(SimUser user) {
        return world.ask(() -> voice.channelOf(user));
    }

    /** The user leaves the guild: out of voice if in it, then GUILD_MEMBER_REMOVE for those with that intent. */
    public void removeMember(SimUser user) {
        world.change(() -> {
            leave(user);
            if (members.remove(user)) {
                world.gateway.dispatch(
                        this,
                        Intent.GUILD_MEMBERS,
                        "GUILD_MEMBER_REMOVE",
                        Json.object("guild_id", Json.id(id), "user", user.json()));
            }
        });
    }

    /** An outage of this guild: GUILD_DELETE with {@code unavailable}. What happens meanwhile is not dispatched. */
    public void unavailable() {
        world.change(() -> {
            available = false;
            world.gateway.guildUnavailable(this);
        });
    }

    /** The outage is over: GUILD_CREATE with the state of now. */
    public void available() {
        world.change(() -> {
            available = true;
            world.gateway.guildAppeared(this);
        });
    }

    /** The bot is removed from the guild: GUILD_DELETE without {@code unavailable}. */
    public void kickBot() {
        world.change(() -> {
            botIsMember = false;
            voice.forget(world.bot);
            world.gateway.guildGone(this);
        });
    }

    /** The bot is invited (again): GUILD_CREATE. */
    public void inviteBot() {
        world.change(() -> {
            botIsMember = true;
            world.gateway.guildAppeared(this);
        });
    }

    /** From the next IDENTIFY on GUILD_CREATE stays away, until {@link #releaseCreate}. */
    public void holdCreate() {
        world.change(() -> createHeld = true);
    }

    /** Sends the GUILD_CREATE that was held, to every session that waits for it. */
    public void releaseCreate() {
        world.change(() -> {
            createHeld = false;
            world.gateway.guildAppeared(this);
        });
    }

    /** From the next IDENTIFY on GUILD_CREATE comes so long after READY. */
    public void delayCreate(Duration delay) {
        world.change(() -> createDelay = delay);
    }

    private SimChannel channel(String channelName, Kind kind) {
        return world.ask(() -> {
            SimChannel channel = channels.computeIfAbsent(channelName, n -> {
                SimChannel made = new SimChannel(this, world.snowflakes.next(), kind, channels.size(), n);
                dispatch("CHANNEL_CREATE", made.json());
                return made;
            });
            if (channel.kind() != kind) {
                throw new IllegalStateException(channelName + " is a channel of kind " + channel.kind());
            }
            return channel;
        });
    }

    void deleteChannel(SimChannel channel, boolean tellVoiceStates) {
        world.change(() -> {
            if (!channels.values().remove(channel)) {
                return;
            }
            if (afkChannelId == channel.id()) {
                afkChannelId = 0;
            }
            dispatch("CHANNEL_DELETE", channel.json());
            voice.channelGone(channel, tellVoiceStates);
        });
    }

    private void flag(SimUser user, Consumer<VoiceState> set) {
        world.change(() -> voice.flag(user, set));
    }

    void dispatch(String type, Map<String, Object> d) {
        world.gateway.dispatch(this, Intent.GUILDS, type, d);
    }

    World world() {
        return world;
    }

    boolean isAvailable() {
        return available;
    }

    boolean hasBot() {
        return botIsMember;
    }

    boolean isCreateHeld() {
        return createHeld;
    }

    Duration createDelay() {
        return createDelay;
    }

    long ownerId() {
        return ownerId;
    }

    long afkChannelId() {
        return afkChannelId;
    }

    String nameNow() {
        return name;
    }

    List<SimChannel> channels() {
        return new ArrayList<>(channels.values());
    }

    List<SimUser> members() {
        return new ArrayList<>(members);
    }

    Voice voice() {
        return voice;
    }

    @Override
    public String toString() {
        return name();
    }
}

package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final Instant FOUNDED = Instant.parse("2024-01-01T00:00:00Z");
    private static final int MAX_MEMBERS = 500_000;

    private final World world;
    private final long id;
    private final long ownerId;
    private String name;
    private long afkChannelId;
    private boolean available = true;
    private boolean botIsMember = true;
    private boolean commandsAllowed = true;
    private boolean createHeld;
    private Duration createDelay = Duration.ZERO;
    private final Channels channels;
    private final Threads threads;
    private final Roles roles;
    private final People people;
    private final Bans bans;
    private final Emojis emojis;
    private final Voice voice;

    /** What was set beyond name and AFK channel, by its key in the guild object. */
    final Map<String, Object> settings = new LinkedHashMap<>();

    SimGuild(World world, long id, String name) {
        this.world = world;
        this.id = id;
        this.ownerId = world.snowflakes.next();
        this.name = name;
        this.channels = new Channels(this);
        this.threads = new Threads(this);
        this.roles = new Roles(this);
        this.people = new People(this);
        this.bans = new Bans(this);
        this.emojis = new Emojis(this);
        this.voice = new Voice(this);
        long botRole = roles.addBotRole(world.bot).id();
        people.add(world.bot, Times.of(FOUNDED)).give(botRole);
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

    public SimChannel announcementChannel(String channelName) {
        return channel(channelName, Kind.ANNOUNCEMENT);
    }

    public SimChannel forum(String channelName) {
        return channel(channelName, Kind.FORUM);
    }

    public SimChannel category(String channelName) {
        return channel(channelName, Kind.CATEGORY);
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
            if (!channels.has(channel)) {
                throw new IllegalStateException(channel + " is not a channel of " + name);
            }
            addMember(user);
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
        return world.ask(() -> channels.all());
    }

    /** Everyone in any voice channel of this guild. */
    public Set<SimUser> inVoice() {
        return world.ask(voice::users);
    }

    /** The voice channel the user is in here; empty when in none. */
    public Optional<SimChannel> channelOf(SimUser user) {
        return world.ask(() -> voice.channelOf(user));
    }

    /** Joins the guild now, if not there yet: GUILD_MEMBER_ADD, and PRESENCE_UPDATE of who is online. */
    public void addMember(SimUser user) {
        addMember(user, Instant.now());
    }

    /** The same at another moment: {@code joined_at}. */
    public void addMember(SimUser user, Instant joined) {
        world.change(() -> people.add(user, Times.of(joined)));
    }

    /**
     * Many people at once, their names counted from 1 behind the prefix; those who are there already stay.
     *
     * @param count 100,000 are fine; at most 500,000, as many as Discord lets into a guild
     */
    public List<SimUser> addMembers(String prefix, int count) {
        if (count < 0 || count > MAX_MEMBERS) {
            throw new IllegalArgumentException(count + " members are not 0 to " + MAX_MEMBERS);
        }
        return world.act(() -> {
            List<SimUser> crowd = new ArrayList<>(count);
            String joined = Times.of(FOUNDED);
            for (int i = 1; i <= count; i++) {
                SimUser user = world.user(prefix + i, false);
                people.add(user, joined);
                crowd.add(user);
            }
            return crowd;
        });
    }

    /** The user leaves the guild: out of voice if in it, then GUILD_MEMBER_REMOVE for those with that intent. */
    public void removeMember(SimUser user) {
        world.change(() -> {
            leave(user);
            people.remove(user);
        });
    }

    /** The user as a member, added (GUILD_MEMBER_ADD) if there is none. */
    public SimMember member(SimUser user) {
        addMember(user);
        return new SimMember(this, user);
    }

    public boolean isMember(SimUser user) {
        return world.ask(() -> people.of(user).isPresent());
    }

    /** How many members there are, the bot among them. */
    public int memberCount() {
        return world.ask(people::count);
    }

    /** The role of that name, or a new one at the bottom (GUILD_ROLE_CREATE). */
    public SimRole role(String roleName) {
        return world.act(() -> roles.named(roleName).orElseGet(() -> roles.create(Json.object("name", roleName))));
    }

    /** The role everybody has. */
    public SimRole everyone() {
        return roles.everyone();
    }

    /** The role the bot brought along: everything but ADMINISTRATOR, to be taken away with {@code setPermissions}. */
    public SimRole botRole() {
        return world.ask(() -> roles.all().stream()
                .filter(role -> role.json().containsKey("tags"))
                .findFirst()
                .orElseThrow());
    }

    /** GUILD_BAN_REMOVE; nothing when not banned. */
    public void unban(SimUser user) {
        world.change(() -> bans.remove(user.id()));
    }

    public boolean isBanned(SimUser user) {
        return world.ask(() -> bans.of(user.id()).isPresent());
    }

    /**
     * A new emoji of the guild's own: GUILD_EMOJIS_UPDATE.
     *
     * @return how one reacts with it: {@code name:id}
     */
    public String emoji(String emojiName) {
        return world.act(
                () -> emojiName + ":" + emojis.create(emojiName, world.bot).get("id"));
    }

    /**
     * Whether the bot was invited with the scope {@code applications.commands}, as it is from the start; without it every
     * look at the guild's own commands gets 403 Missing Access. Global ones are not offered there either.
     */
    public void setCommandsAllowed(boolean allowed) {
        world.change(() -> commandsAllowed = allowed);
    }

    boolean takesCommands() {
        return commandsAllowed;
    }

    /** The bot's commands in this guild alone, as it registered them. */
    public List<Map<String, Object>> appCommands() {
        return world.ask(() -> world.appCommands.json(id));
    }

    /** Any other field of the guild object: {@code description}, {@code icon}, … GUILD_UPDATE. */
    public void set(String field, Object value) {
        world.change(() -> {
            settings.put(field, value);
            dispatch("GUILD_UPDATE", GuildJson.settings(this));
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
        return world.act(() -> channels.named(channelName, kind));
    }

    /** Under the world's lock: no AFK channel any more, if it was this one. */
    void forgetAfk(SimChannel channel) {
        if (afkChannelId == channel.id()) {
            afkChannelId = 0;
        }
    }

    /** Under the world's lock: what a PATCH does. */
    void update(Map<String, Object> body) {
        name = Objects.toString(body.get("name"), name);
        if (body.containsKey("afk_channel_id")) {
            afkChannelId = Json.snowflake(body.get("afk_channel_id"));
        }
        Json.merge(settings, body, GuildJson.WRITABLE);
        dispatch("GUILD_UPDATE", GuildJson.settings(this));
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

    Channels channels() {
        return channels;
    }

    Threads threads() {
        return threads;
    }

    Roles roles() {
        return roles;
    }

    People people() {
        return people;
    }

    Bans bans() {
        return bans;
    }

    Emojis emojis() {
        return emojis;
    }

    Voice voice() {
        return voice;
    }

    @Override
    public String toString() {
        return name();
    }
}

package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/**
 * GUILD_CREATE, as much of it as a session may see. Called under the world's lock.
 *
 * <p>Members, as Discord documents it: with GUILD_PRESENCES all of them, of a large guild those who are online or in
 * voice; without it, and of a guild with more than 75,000, the bot and those in voice.
 */
final class GuildCreate {
    private static final int TOO_MANY = 75_000;

    private final SimGuild guild;
    private final Session session;
    private final boolean large;
    private final boolean tellsPresences;

    private GuildCreate(SimGuild guild, Session session) {
        this.guild = guild;
        this.session = session;
        this.large = guild.people().count() > session.largeThreshold();
        this.tellsPresences =
                session.wants(Intent.GUILD_PRESENCES) && guild.people().count() <= TOO_MANY;
    }

    static Map<String, Object> of(SimGuild guild, Session session) {
        return new GuildCreate(guild, session).json();
    }

    private Map<String, Object> json() {
        People people = guild.people();
        List<Member> seen = people.all().stream().filter(this::isSeen).toList();
        Map<String, Object> json = GuildJson.settings(guild);
        json.putAll(Json.object(
                "joined_at",
                people.of(guild.world().bot).map(member -> member.joinedAt).orElse(null),
                "large",
                large,
                "unavailable",
                false,
                "member_count",
                people.count(),
                "voice_states",
                voiceStates().stream().map(VoiceState::json).toList(),
                "members",
                seen.stream().map(people::json).toList(),
                "channels",
                guild.channels().json()));
        List<SimChannel> threads = guild.threads().active();
        json.putAll(Json.object(
                "threads",
                threads.stream().map(guild.threads()::seen).toList(),
                "presences",
                tellsPresences ? presences(seen) : List.of(),
                "stage_instances",
                List.of(),
                "guild_scheduled_events",
                List.of(),
                "soundboard_sounds",
                List.of()));
        return json;
    }

    private boolean isSeen(Member member) {
        return member.user.equals(guild.world().bot)
                || (session.wants(Intent.GUILD_VOICE_STATES)
                        && guild.voice().of(member.user).isPresent())
                || (tellsPresences && (!large || member.user.presence().isOnline()));
    }

    private static List<Map<String, Object>> presences(List<Member> seen) {
        return seen.stream()
                .map(member -> member.user)
                .filter(user -> user.presence().isOnline())
                .map(user -> user.presence().json(user))
                .toList();
    }

    private List<VoiceState> voiceStates() {
        return session.wants(Intent.GUILD_VOICE_STATES) ? guild.voice().all() : List.of();
    }
}

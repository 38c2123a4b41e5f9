package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Guilds: the guild itself, its channels, its voice states. */
final class RestGuilds {
    private static final int MAX_NAME = 100;

    private RestGuilds() {}

    static void add(Routes routes) {
        routes.get("guilds/{guild}", RestGuilds::get)
                .patch("guilds/{guild}", RestGuilds::modify)
                .get(
                        "guilds/{guild}/channels",
                        call -> RestAnswer.ok(call.guild().channels().json()))
                .post("guilds/{guild}/channels", RestGuilds::createChannel)
                .patch("guilds/{guild}/channels", RestGuilds::moveChannels)
                .get("guilds/{guild}/voice-states/{user}", RestGuilds::voiceState);
    }

    private static RestAnswer get(Call call) {
        SimGuild guild = call.guild();
        Map<String, Object> json = GuildJson.settings(guild);
        if (call.queryFlag("with_counts")) {
            json.put("approximate_member_count", guild.people().count());
            json.put(
                    "approximate_presence_count",
                    guild.people().all().stream()
                            .filter(member -> member.user.presence().isOnline())
                            .count());
        }
        return RestAnswer.ok(json);
    }

    private static RestAnswer modify(Call call) {
        call.needs(Permission.MANAGE_GUILD);
        call.guild().update(call.body());
        return RestAnswer.ok(GuildJson.settings(call.guild()));
    }

    private static RestAnswer createChannel(Call call) {
        call.needs(Permission.MANAGE_CHANNELS);
        Map<String, Object> body = call.body();
        String name = channelName(body, true).orElseThrow();
        int number = body.get("type") instanceof Number type ? type.intValue() : 0;
        Kind kind = Arrays.stream(Kind.values())
                .filter(known -> known.number() == number && known != Kind.DM && !known.isThread())
                .findFirst()
                .orElseThrow(() -> RestError.choice("type", "(0, 2, 4, 5, 13, 15)"));
        return RestAnswer.created(
                call.guild().channels().create(name, kind, body).json());
    }

    /** @throws RestError when it is missing, empty or too long */
    static Optional<String> channelName(Map<String, Object> body, boolean required) {
        if (body.get("name") == null) {
            if (required) {
                throw RestError.required("name");
            }
            return Optional.empty();
        }
        String name = String.valueOf(body.get("name"));
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw RestError.badLength("name", 1, MAX_NAME);
        }
        return Optional.of(name);
    }

    private static RestAnswer moveChannels(Call call) {
        call.needs(Permission.MANAGE_CHANNELS);
        for (Map<String, Object> move : call.bodies()) {
            Map<String, Object> change = Json.object();
            Json.merge(change, move, List.of("position", "parent_id"));
            call.guild()
                    .channels()
                    .of(Json.snowflake(move.get("id")))
                    .orElseThrow(() -> RestError.unknown(10_003, "Channel"))
                    .update(change);
        }
        return RestAnswer.noContent();
    }

    private static RestAnswer voiceState(Call call) {
        SimGuild guild = call.guild();
        return RestAnswer.ok(guild.voice()
                .of(call.user())
                .map(state -> GuildJson.voiceUpdate(guild, state))
                .orElseThrow(() -> RestError.unknown(10_065, "Voice State")));
    }
}

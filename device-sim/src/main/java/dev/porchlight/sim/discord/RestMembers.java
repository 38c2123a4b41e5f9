package dev.porchlight.sim.discord;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A guild's members: look, search, change, kick, give and take roles. */
final class RestMembers {
    private static final int MOST = 1_000;
    private static final List<String> WRITABLE =
            List.of("nick", "communication_disabled_until", "flags", "avatar", "banner", "bio");

    private RestMembers() {}

    static void add(Routes routes) {
        routes.get("guilds/{guild}/members", RestMembers::list)
                .get("guilds/{guild}/members/search", RestMembers::search)
                .get("guilds/{guild}/members/{user}", call -> member(call, call.member()))
                .patch("guilds/{guild}/members/{user}", RestMembers::modify)
                .patch("guilds/{guild}/members/@me", RestMembers::modify)
                .delete("guilds/{guild}/members/{user}", RestMembers::kick)
                .put("guilds/{guild}/members/{user}/roles/{role}", RestMembers::giveRole)
                .delete("guilds/{guild}/members/{user}/roles/{role}", RestMembers::takeRole);
    }

    /** By id, which the privileged intent has to be granted for. */
    private static RestAnswer list(Call call) {
        SimGuild guild = call.guild();
        if (!call.world().access.has(Intent.GUILD_MEMBERS)) {
            throw RestError.missingAccess();
        }
        long after = call.queryId("after");
        return RestAnswer.ok(guild.people().all().stream()
                .filter(member -> member.user.id() > after)
                .sorted((a, b) -> Long.compareUnsigned(a.user.id(), b.user.id()))
                .limit(call.query("limit", 1, 1, MOST))
                .map(guild.people()::json)
                .toList());
    }

    private static RestAnswer search(Call call) {
        SimGuild guild = call.guild();
        String query = call.query("query").orElseThrow(() -> RestError.required("query"));
        return RestAnswer.ok(guild.people().all().stream()
                .filter(member -> MemberRequests.starts(member, query.toLowerCase(Locale.ROOT)))
                .limit(call.query("limit", 1, 1, MOST))
                .map(guild.people()::json)
                .toList());
    }

    private static RestAnswer member(Call call, Member member) {
        return RestAnswer.ok(call.guild().people().json(member));
    }

    private static RestAnswer modify(Call call) {
        SimGuild guild = call.guild();
        Member member = call.member();
        Map<String, Object> body = call.body();
        boolean isSelf = member.user.equals(call.world().bot);
        if (body.containsKey("nick") && !isSelf) {
            call.needs(Permission.MANAGE_NICKNAMES);
        }
        if (body.containsKey("communication_disabled_until")) {
            call.needs(Permission.MODERATE_MEMBERS);
        }
        Set<Long> roles = roles(call, body);
        if (body.keySet().stream().anyMatch(field -> WRITABLE.contains(field) || field.equals("roles"))) {
            guild.people().update(member, m -> {
                WRITABLE.stream().filter(body::containsKey).forEach(field -> m.set(field, body.get(field)));
                m.roles = body.get("roles") instanceof List ? roles : m.roles;
            });
        }
        voice(call, member, body);
        return member(call, member);
    }

    private static Set<Long> roles(Call call, Map<String, Object> body) {
        Set<Long> roles = new LinkedHashSet<>();
        if (body.get("roles") instanceof List<?> ids) {
            call.needs(Permission.MANAGE_ROLES);
            for (Object id : ids) {
                roles.add(call.guild()
                        .roles()
                        .of(Json.snowflake(id))
                        .orElseThrow(() -> RestError.unknown(10_011, "Role"))
                        .id());
            }
        }
        return roles;
    }

    private static void voice(Call call, Member member, Map<String, Object> body) {
        SimGuild guild = call.guild();
        if (List.of("mute", "deaf", "channel_id").stream().noneMatch(body::containsKey)) {
            return;
        }
        if (guild.voice().of(member.user).isEmpty()) {
            throw new RestError(400, 40_032, "Target user is not connected to voice.");
        }
        flag(guild, member, body.get("mute"), on -> guild.mute(member.user, on));
        flag(guild, member, body.get("deaf"), on -> guild.deaf(member.user, on));
        if (body.containsKey("channel_id")) {
            Optional<SimChannel> to = guild.channels().of(Json.snowflake(body.get("channel_id")));
            if (body.get("channel_id") == null) {
                guild.leave(member.user);
            } else {
                guild.join(
                        member.user,
                        to.filter(SimChannel::takesVoice).orElseThrow(() -> RestError.unknown(10_003, "Channel")));
            }
        }
    }

    private static void flag(SimGuild guild, Member member, Object on, Consumer<Boolean> set) {
        if (on instanceof Boolean now && guild.voice().of(member.user).isPresent()) {
            set.accept(now);
        }
    }

    private static RestAnswer kick(Call call) {
        call.needs(Permission.KICK_MEMBERS);
        call.guild().removeMember(call.member().user);
        return RestAnswer.noContent();
    }

    private static RestAnswer giveRole(Call call) {
        call.needs(Permission.MANAGE_ROLES);
        long role = call.role().id();
        if (!call.member().roles.contains(role)) {
            call.guild().people().update(call.member(), member -> member.give(role));
        }
        return RestAnswer.noContent();
    }

    private static RestAnswer takeRole(Call call) {
        call.needs(Permission.MANAGE_ROLES);
        long role = call.role().id();
        if (call.member().roles.contains(role)) {
            call.guild().people().update(call.member(), member -> member.take(role));
        }
        return RestAnswer.noContent();
    }
}

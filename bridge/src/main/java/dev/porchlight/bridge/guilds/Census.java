package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides who is among {@link People}: from members and presences as they are told, who may be seen, and how many there is
 * room for. Home loop only.
 */
final class Census {

    private final PeopleSettings settings;
    private final People people;
    private final Memberships memberships = new Memberships();
    private final Map<Long, Consent> consents = new HashMap<>();

    Census(PeopleSettings settings, People people) {
        this.settings = settings;
        this.people = people;
    }

    /** Whether they are nobody to anyone: neither in voice nor online. */
    boolean isOut(long user) {
        return consents.get(user) == Consent.OUT;
    }

    private boolean maySee(long user) {
        Consent consent = consents.getOrDefault(user, Consent.NONE);
        return consent == Consent.IN || (consent == Consent.NONE && settings.users() == Users.ALL);
    }

    void create(GuildCreate create) {
        listed(create.id(), create.members(), create.presences());
        if (create.everybody()) {
            Set<Long> there = new HashSet<>();
            create.members().forEach(member -> there.add(member.user()));
            retain(create.id(), there);
        }
    }

    void chunk(MembersChunk chunk) {
        listed(chunk.guild(), chunk.members(), chunk.presences());
    }

    private void listed(long guild, List<MemberSeen> members, List<PresenceSeen> presences) {
        Map<Long, PresenceSeen> byUser = new HashMap<>();
        presences.forEach(presence -> byUser.put(presence.user(), presence));
        for (MemberSeen member : members) {
            PresenceSeen presence = byUser.get(member.user());
            take(guild, member, presence == null ? PresenceSeen.offline(member.user()) : presence);
        }
    }

    void member(MemberUpdate update) {
        take(update.guild(), update.member(), null);
    }

    void self(MemberSeen self) {
        Person before = people.find(self.user());
        if (before != null) {
            people.put(before.named(self.json()));
        }
    }

    /** @param presence null when nothing was said of it: it stays as it is */
    private void take(long guild, MemberSeen member, PresenceSeen presence) {
        if (!maySee(member.user())) {
            return;
        }
        Person before = people.find(member.user());
        PresenceSeen now = presence == null ? PresenceSeen.offline(member.user()) : presence;
        if (before == null) {
            people.put(new Person(
                    member.user(),
                    member.json(),
                    now.status(),
                    now.clients(),
                    now.activities(),
                    memberships.with(Memberships.NONE, guild)));
        } else {
            Person named = before.named(member.json()).in(memberships.with(before.guilds(), guild));
            people.put(presence == null ? named : named.doing(now));
        }
    }

    void presence(PresenceUpdate update) {
        PresenceSeen presence = update.presence();
        Person before = people.find(presence.user());
        if (before != null) {
            Person now = before.doing(presence);
            people.put(presence.identity()
                    .map(told -> now.named(JsonBytes.merged(before.user(), told)))
                    .orElse(now));
        }
    }

    void left(long guild, long user) {
        Person before = people.find(user);
        if (before == null) {
            return;
        }
        long[] rest = memberships.without(before.guilds(), guild);
        if (rest.length == 0) {
            people.gone(user);
        } else {
            people.put(before.in(rest));
        }
    }

    void guildGone(long guild) {
        retain(guild, Set.of());
    }

    private void retain(long guild, Set<Long> there) {
        for (Person person : people.all()) {
            if (Memberships.has(person.guilds(), guild) && !there.contains(person.id())) {
                left(guild, person.id());
            }
        }
    }
}

package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.guilds.People.State;
import dev.porchlight.bridge.home.HomeTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps {@link People} as Discord tells of members and presences, and has asked for what it does not tell by itself. Home loop
 * only.
 *
 * <p>Invariant: somebody is among the people as long as they are a member of a wanted guild, {@link Privacy} lets them be seen
 * and {@link Room} has room for them.
 */
final class Census {

    /** From READY until a guild that was not told of counts as being in an outage. */
    static final Duration GUILDS_WITHIN = Duration.ofSeconds(30);

    private final People people;
    private final Privacy privacy;
    private final Room room;
    private final HomeTime time;
    private final RollCall rollCall;
    private final Memberships memberships = new Memberships();
    private final Lists lists = new Lists();
    private final PresenceFeed feed;

    /** The session brings people. */
    private boolean on;

    Census(PeopleSettings settings, Privacy privacy, People people, HomeTime time, PresenceFeed feed) {
        this.people = people;
        this.privacy = privacy;
        this.time = time;
        this.feed = feed;
        this.room = new Room(settings.maxUsers(), people, feed::leftOut);
        this.rollCall = new RollCall(time, this::listDone);
    }

    RollCall rollCall() {
        return rollCall;
    }

    Room room() {
        return room;
    }

    /** Discord is going to be asked for people. */
    void expect() {
        if (people.state() == State.UNAVAILABLE) {
            people.become(State.STARTING);
        }
    }

    /** @param requests null for a session that brings no people */
    void ready(Set<Long> guilds, MemberRequests requests) {
        on = requests != null;
        feed.session(on);
        room.begin();
        if (!on) {
            rollCall.down();
            people.become(State.UNAVAILABLE);
            people.all().forEach(person -> people.gone(person.id()));
            return;
        }
        expect();
        rollCall.begin(requests);
        lists.begin(guilds);
        for (Person person : people.all()) {
            for (long guild : person.guilds()) {
                if (!guilds.contains(guild)) {
                    left(guild, person.id());
                }
            }
        }
        settle();
        HomeTime.Timer ignored = time.after(GUILDS_WITHIN, () -> {
            lists.waitNoLonger();
            settle();
        });
    }

    void resumed(MemberRequests requests) {
        if (on) {
            rollCall.up(requests);
        }
    }

    void away() {
        rollCall.down();
    }

    void create(GuildCreate create) {
        if (!on) {
            return;
        }
        Map<Long, PresenceSeen> presences = byUser(create.presences());
        LongSet there = new LongSet();
        for (MemberSeen member : create.members()) {
            there.add(member.user());
            PresenceSeen none = create.everybody() ? PresenceSeen.offline(member.user()) : null;
            take(create.id(), member, presences.getOrDefault(member.user(), none));
        }
        lists.created(create.id(), create.everybody());
        if (create.everybody()) {
            rollCall.drop(create.id());
            retain(create.id(), there);
            feed.listed(create.id(), room.hasEverybodyOnline());
            listDone(create.id());
        } else {
            rollCall.whole(create.id());
        }
    }

    private static Map<Long, PresenceSeen> byUser(List<PresenceSeen> presences) {
        Map<Long, PresenceSeen> byUser = new HashMap<>();
        presences.forEach(presence -> byUser.put(presence.user(), presence));
        return byUser;
    }

    void chunk(MembersChunk chunk) {
        Roll roll = rollCall.answered(chunk);
        if (roll == null) {
            return;
        }
        Map<Long, PresenceSeen> presences = byUser(chunk.presences());
        for (MemberSeen member : chunk.members()) {
            if (!roll.hasLeft(member.user())) {
                roll.seen.add(member.user());
                PresenceSeen presence = presences.get(member.user());
                take(roll, member, presence == null ? PresenceSeen.offline(member.user()) : presence);
            }
        }
        if (rollCall.took(chunk) && roll.isWhole()) {
            retain(chunk.guild(), roll.seen);
            feed.listed(chunk.guild(), room.hasEverybodyOnline());
            listDone(chunk.guild());
        }
    }

    private void take(Roll roll, MemberSeen member, PresenceSeen presence) {
        long user = member.user();
        long guild = roll.request.guild();
        Person known = people.find(user);
        PresenceSeen news = known != null && roll.heard.has(user) ? null : presence;
        if (known != null && roll.named.has(user)) {
            Person now = known.in(memberships.with(known.guilds(), guild));
            people.put(news == null ? now : now.doing(news));
        } else {
            take(guild, member, news);
        }
    }

    void member(MemberUpdate update) {
        if (!on) {
            return;
        }
        Roll roll = rollCall.underWay();
        if (roll != null) {
            roll.named.add(update.member().user());
            if (roll.request.guild() == update.guild()) {
                roll.came(update.member().user());
            }
        }
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
        if (!privacy.maySee(member.user())) {
            return;
        }
        Person before = people.find(member.user());
        if (before != null) {
            Person now = before.named(member.json()).in(memberships.with(before.guilds(), guild));
            people.put(presence == null ? now : now.doing(presence));
            return;
        }
        PresenceSeen first = presence == null ? PresenceSeen.offline(member.user()) : presence;
        if (room.make(first.isOnline())) {
            people.put(new Person(
                            member.user(),
                            member.json(),
                            first.status(),
                            first.clients(),
                            first.activities(),
                            memberships.with(Memberships.NONE, guild))
                    .doing(first));
        }
    }

    void presence(PresenceUpdate update) {
        PresenceSeen presence = update.presence();
        if (!on || !privacy.maySee(presence.user())) {
            return;
        }
        Person before = people.find(presence.user());
        if (before == null) {
            // Their presence comes with who they are.
            if (room.isFor(presence.isOnline())) {
                rollCall.single(update.guild(), presence.user());
            }
            return;
        }
        Roll roll = rollCall.underWay();
        if (roll != null) {
            roll.heard.add(presence.user());
        }
        Person now = before.doing(presence);
        people.put(presence.identity()
                .map(told -> now.named(JsonBytes.merged(before.user(), told)))
                .orElse(now));
    }

    void left(long guild, long user) {
        Roll roll = rollCall.in(guild);
        if (roll != null) {
            roll.left(user);
        }
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

    void rateLimited(RateLimited limited) {
        rollCall.rateLimited(limited);
    }

    void unavailable(long guild) {
        rollCall.drop(guild);
        listDone(guild);
    }

    void guildGone(long guild) {
        unavailable(guild);
        retain(guild, new LongSet());
    }

    /** What they consented to has changed: they are seen no more, or asked for in all of these guilds. */
    void consented(long user, Set<Long> guilds) {
        if (!privacy.maySee(user)) {
            people.gone(user);
        } else if (on && people.find(user) == null) {
            guilds.forEach(guild -> rollCall.single(guild, user));
        }
    }

    private void retain(long guild, LongSet there) {
        for (Person person : people.all()) {
            if (Memberships.has(person.guilds(), guild) && !there.has(person.id())) {
                left(guild, person.id());
            }
        }
    }

    private void listDone(long guild) {
        lists.done(guild);
        settle();
    }

    private void settle() {
        if (on && people.state() == State.STARTING && lists.complete()) {
            people.become(State.AVAILABLE);
        }
    }
}

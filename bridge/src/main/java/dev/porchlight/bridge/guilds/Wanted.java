package dev.porchlight.bridge.guilds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** What members are still to be asked for: whole guilds first, then single people. Home loop only. */
final class Wanted {

    /** Who finds no room is asked for when they are next heard of. */
    static final int MAX_SINGLE = 10_000;

    private final Set<Long> whole = new LinkedHashSet<>();

    /** By guild; no set is empty. */
    private final Map<Long, Set<Long>> single = new LinkedHashMap<>();

    /** {@link System#nanoTime()} before which a guild is not to be asked. */
    private final Map<Long, Long> notBefore = new HashMap<>();

    private int singles;
    private long asked;

    void whole(long guild) {
        whole.add(guild);
        Set<Long> comeWithIt = single.remove(guild);
        singles -= comeWithIt == null ? 0 : comeWithIt.size();
    }

    /** Nothing is added when the whole guild is wanted. */
    void single(long guild, long user) {
        if (singles < MAX_SINGLE
                && !whole.contains(guild)
                && single.computeIfAbsent(guild, key -> new LinkedHashSet<>()).add(user)) {
            singles++;
        }
    }

    void notBefore(long guild, long nanos) {
        notBefore.put(guild, nanos);
    }

    /** This guild has nobody to ask for any more. */
    void drop(long guild) {
        whole(guild);
        whole.remove(guild);
        notBefore.remove(guild);
    }

    void clear() {
        whole.clear();
        single.clear();
        notBefore.clear();
        singles = 0;
    }

    /** The next question, which then is no longer wanted; empty when none may be asked now. */
    Optional<MemberRequest> next(long now) {
        notBefore.values().removeIf(due -> due - now <= 0);
        LongPredicate due = guild -> !notBefore.containsKey(guild);
        Optional<Long> list = whole.stream().filter(due::test).findFirst();
        if (list.isPresent()) {
            whole.remove(list.get());
            return Optional.of(request(list.get(), List.of()));
        }
        return single.keySet().stream().filter(due::test).findFirst().map(guild -> request(guild, some(guild)));
    }

    private List<Long> some(long guild) {
        Set<Long> users = single.get(guild);
        List<Long> some = new ArrayList<>();
        for (Iterator<Long> each = users.iterator(); each.hasNext() && some.size() < MemberRequest.MOST_USERS; ) {
            some.add(each.next());
            each.remove();
        }
        singles -= some.size();
        if (users.isEmpty()) {
            single.remove(guild);
        }
        return some;
    }

    private MemberRequest request(long guild, List<Long> users) {
        return new MemberRequest(guild, users, MemberRequest.NONCE + ++asked);
    }

    /** Nanoseconds until something may be asked; empty when nothing is wanted. */
    OptionalLong dueIn(long now) {
        return LongStream.concat(ids(whole), ids(single.keySet()))
                .map(guild -> Math.max(0, notBefore.getOrDefault(guild, now) - now))
                .min();
    }

    private static LongStream ids(Set<Long> guilds) {
        return guilds.stream().mapToLong(Long::longValue);
    }
}

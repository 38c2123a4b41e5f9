package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reactions to one message, in the order in which they began. Guarded by the world's lock. */
final class Reactions {
    private static final int MAX_EMOJIS = 20;

    private record Reaction(EmojiKey emoji, Set<SimUser> users) {}

    private final List<Reaction> all = new ArrayList<>();

    /** False when the user had reacted so already. */
    boolean add(EmojiKey emoji, SimUser user) {
        Optional<Reaction> there = of(emoji);
        if (there.isEmpty() && all.size() == MAX_EMOJIS) {
            throw new RestError(400, 30_010, "Maximum number of reactions reached (20)");
        }
        return there.orElseGet(() -> begin(emoji)).users().add(user);
    }

    private Reaction begin(EmojiKey emoji) {
        Reaction reaction = new Reaction(emoji, new LinkedHashSet<>());
        all.add(reaction);
        return reaction;
    }

    /** False when there was nothing to take away. */
    boolean remove(EmojiKey emoji, SimUser user) {
        boolean had =
                of(emoji).filter(reaction -> reaction.users().remove(user)).isPresent();
        all.removeIf(reaction -> reaction.users().isEmpty());
        return had;
    }

    boolean removeAll(EmojiKey emoji) {
        return all.removeIf(reaction -> reaction.emoji().is(emoji));
    }

    boolean clear() {
        boolean had = !all.isEmpty();
        all.clear();
        return had;
    }

    /** Who reacted so; nobody when there is no such reaction. */
    List<SimUser> users(EmojiKey emoji) {
        return of(emoji).map(reaction -> List.copyOf(reaction.users())).orElse(List.of());
    }

    private Optional<Reaction> of(EmojiKey emoji) {
        return all.stream().filter(reaction -> reaction.emoji().is(emoji)).findFirst();
    }

    List<Map<String, Object>> json(SimUser me) {
        return all.stream()
                .map(reaction -> Json.object(
                        "emoji",
                        reaction.emoji().json(),
                        "count",
                        reaction.users().size(),
                        "count_details",
                        Json.object("burst", 0, "normal", reaction.users().size()),
                        "burst_colors",
                        List.of(),
                        "me",
                        reaction.users().contains(me),
                        "me_burst",
                        false))
                .toList();
    }
}

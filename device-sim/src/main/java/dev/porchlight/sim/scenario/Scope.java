package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Arg;
import dev.porchlight.sim.control.DidYouMean;
import dev.porchlight.sim.control.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that the lines so far have introduced, and the guild that is meant when none is said. */
final class Scope {
    private final Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
    private final Map<String, Set<String>> channels = new LinkedHashMap<>();
    private String guild = "";

    /** The guild of the newest {@code guild} line; "" before the first. */
    String guild() {
        return guild;
    }

    void introduce(Kind kind, String name, String inGuild) {
        if (kind == Kind.GUILD) {
            guild = name;
        }
        if (kind == Kind.CHANNEL) {
            channels.computeIfAbsent(inGuild, g -> new LinkedHashSet<>()).add(name);
        }
        names.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(name);
    }

    boolean knows(String name) {
        return everything().contains(name);
    }

    /** Every name, of whatever kind. */
    Set<String> everything() {
        return names.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is wrong with a name; empty when there is such a thing. */
    Optional<String> complaint(Arg arg, String name, String inGuild) {
        boolean ofGuild = arg.kind() == Kind.CHANNEL && !inGuild.isEmpty();
        Set<String> there =
                ofGuild ? channels.getOrDefault(inGuild, Set.of()) : names.getOrDefault(arg.kind(), Set.of());
        if (there.contains(name) || (name.isEmpty() && !arg.isRequired())) {
            return Optional.empty();
        }
        String what =
                arg.kind() == Kind.USER ? "person or bot" : arg.kind().name().toLowerCase(Locale.ROOT);
        return Optional.of("there is no " + what + " " + name + (ofGuild ? " in " + inGuild : "")
                + DidYouMean.hint(name, List.copyOf(there)));
    }
}

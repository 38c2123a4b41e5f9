package dev.porchlight.bridge.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a person should hear about their settings although nothing is wrong: names that look like a slip, names of the Node
 * server this program replaces, secrets that everybody may read. Never shows a value that could be a secret.
 */
final class Advice {

    /** Names the Node server had for a key of ours; they count where the key itself is set nowhere. */
    static final Map<String, String> STAND_INS = Map.of("port", "ESP_WS_PORT");

    private static final String HEALTH_PORT = "HEALTH_PORT";
    private static final Set<String> OTHERS = Set.of("ESP_WS_PORT", HEALTH_PORT, "CLOUDFLARE_TUNNEL_TOKEN");

    private Advice() {}

    static List<String> of(Sources sources, Declarations declared, Map<String, Effective> effective) {
        List<String> advice = new ArrayList<>();
        readable(sources, declared, advice);
        formerNames(sources, effective, advice);
        slips(sources, declared, advice);
        return advice;
    }

    private static void readable(Sources sources, Declarations declared, List<String> advice) {
        Path dotEnv = sources.directory().resolve(DotEnv.NAME);
        if (!sources.dotEnv().isEmpty() && BoundedFile.worldReadable(dotEnv)) {
            advice.add(".env may be read by every user of this machine; chmod 600 .env");
        }
        boolean secrets = sources.properties().keySet().stream()
                .map(declared::keyOf)
                .anyMatch(key -> key != null && declared.isSecret(key));
        if (secrets && BoundedFile.worldReadable(sources.directory().resolve(PropertiesFile.NAME))) {
            advice.add("porchlight.properties holds a secret and may be read by every user of this machine; chmod 600 "
                    + "porchlight.properties");
        }
    }

    private static void formerNames(Sources sources, Map<String, Effective> effective, List<String> advice) {
        STAND_INS.forEach((key, former) -> {
            if (effective.containsKey(key) && sources.findInEnvironments(former).isPresent()) {
                String name = Names.environment(key);
                advice.add(
                        sources.find(key).isPresent()
                                ? former + " is ignored, because " + name + " is set"
                                : former + " stands in for " + name + ", which is not set");
            }
        });
        Optional<Entry> health = sources.findInEnvironments(HEALTH_PORT);
        if (health.isPresent() && effective.containsKey("port")) {
            advice.add("HEALTH_PORT is ignored: /health is on the one port, "
                    + effective.get("port").value());
        }
    }

    private static void slips(Sources sources, Declarations declared, List<String> advice) {
        List<String> known = declared.environmentNames();
        Set<String> names = new LinkedHashSet<>(sources.environment().keySet());
        names.addAll(sources.dotEnv().keySet());
        for (String name : names) {
            if (known.contains(name) || OTHERS.contains(name)) {
                continue;
            }
            // A line copied from the properties into .env: a dot makes no name of the environment.
            String meant = name.indexOf('.') < 0 ? name : Names.environment(name);
            if (declared.families().stream().anyMatch(family -> belongs(meant, family))
                    || declared.groups().stream().anyMatch(group -> meant.startsWith(Names.environment(group)))) {
                advice.add(name + " has no effect: keys such as this are read from porchlight.properties only");
                continue;
            }
            if (known.contains(meant)) {
                advice.add(name + " has no effect here: write " + meant + ", or put it into porchlight.properties");
                continue;
            }
            Names.nearMiss(name, Stream.concat(known.stream(), OTHERS.stream()).toList())
                    .ifPresent(near -> advice.add(name + " is not a setting; did you mean " + near + "?"));
        }
    }

    private static boolean belongs(String name, Declarations.Family family) {
        return name.startsWith(Names.environment(family.prefix())) && name.endsWith(Names.environment(family.suffix()));
    }
}

package dev.porchlight.sim.bench;

import dev.porchlight.sim.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to run the bridge, measured beside the others in the same rounds. Immutable.
 *
 * @param name the side's name in tables and results
 * @param environment settings of the bridge
 */
record Variant(String name, Map<String, String> environment) {
    static final Variant BRIDGE = new Variant("bridge", Map.of());

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)=([A-Z][A-Z0-9_]*)=(.*)");

    Variant {
        environment = Map.copyOf(environment);
    }

    /** With these settings too, unless it has its own. */
    Map<String, String> over(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(environment);
        return all;
    }

    /**
     * The bridge as it is, and then what was asked for, in that order.
     *
     * @param options {@code NAME=SETTING=VALUE}; several of one name are one variant with several settings
     */
    static List<Variant> parse(List<String> options) {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        for (String option : options) {
            Matcher form = FORM.matcher(option);
            if (!form.matches()) {
                throw UserError.setting("--variant takes NAME=SETTING=VALUE, as in alone=LIMITS_FAN_OUT_THREADS=1, not "
                        + option + ".");
            }
            if (form.group(1).equals(BRIDGE.name()) || form.group(1).equals(Figure.FLOOR)) {
                throw UserError.setting("--variant needs a name of its own; " + form.group(1) + " is taken.");
            }
            settings.computeIfAbsent(form.group(1), name -> new LinkedHashMap<>())
                    .put(form.group(2), form.group(3));
        }
        List<Variant> variants = new ArrayList<>(List.of(BRIDGE));
        settings.forEach((name, own) -> variants.add(new Variant(name, own)));
        return variants;
    }
}

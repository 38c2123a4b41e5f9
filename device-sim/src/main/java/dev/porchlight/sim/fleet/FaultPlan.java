package dev.porchlight.sim.fleet;

import dev.porchlight.sim.UserError;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a fleet is to be broken, as {@code slow=5%,reboot=1%/min} says it.
 *
 * @param shares percent of the boards, a minute for those that are events
 */
record FaultPlan(Map<Fault, Double> shares) {
    private static final Pattern ONE = Pattern.compile("([a-z-]+)=([0-9]+(?:\\.[0-9]+)?)%(/min)?");

    static FaultPlan parse(String text) {
        Map<Fault, Double> shares = new EnumMap<>(Fault.class);
        for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = ONE.matcher(one.strip());
            if (!matcher.matches()) {
                throw wrong(one, "it has to be like slow=5% or reboot=1%/min");
            }
            Fault fault = Fault.of(matcher.group(1)).orElseThrow(() -> wrong(one, "there are " + words()));
            double percent = Double.parseDouble(matcher.group(2));
            if (percent > 100) {
                throw wrong(one, "no more than 100%");
            }
            if (fault.isEvent() != (matcher.group(3) != null)) {
                throw wrong(
                        one, fault.isEvent() ? "it happens so often: write %/min" : "a share has it for good: write %");
            }
            shares.put(fault, percent);
        }
        return new FaultPlan(shares);
    }

    private static UserError wrong(String one, String why) {
        return UserError.usage("--faults " + one.strip() + ": " + why + ".");
    }

    private static String words() {
        return Arrays.stream(Fault.values())
                .map(fault -> fault.word() + (fault.isEvent() ? "=…%/min" : "=…%"))
                .collect(Collectors.joining(", "));
    }
}

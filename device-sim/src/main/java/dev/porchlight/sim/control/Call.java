package dev.porchlight.sim.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action with its arguments.
 *
 * @param quietly whether no session is told of it
 */
public record Call(Action action, Args args, boolean quietly) {
    private static final String QUIETLY = "quietly";

    /**
     * Checks everything and reports every mistake at once.
     *
     * @param places what the path gave, by name
     * @throws Mistake with one line for each mistake
     */
    static Call read(Action action, Map<String, String> places, Map<String, Object> body) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        boolean mayBeQuiet = action.method().equals("POST") && !action.isWaiting();
        for (Map.Entry<String, Object> given : body.entrySet()) {
            boolean known = action.arg(given.getKey()).isPresent() && !places.containsKey(given.getKey());
            if (!known && !(mayBeQuiet && given.getKey().equals(QUIETLY))) {
                mistakes.add("\"" + given.getKey() + "\" is no argument of " + action
                        + DidYouMean.hint(given.getKey(), bodyNames(action, places)));
            }
        }
        for (Arg arg : action.args()) {
            Object given = places.containsKey(arg.name()) ? places.get(arg.name()) : body.get(arg.name());
            if (given != null) {
                Optional<Object> value = arg.fromJson(given);
                value.ifPresent(v -> values.put(arg.name(), v));
                check(arg, given, value).ifPresent(mistakes::add);
            } else if (arg.isRequired()) {
                mistakes.add("\"" + arg.name() + "\" is missing: " + arg.words());
            } else {
                values.put(arg.name(), arg.otherwise());
            }
        }
        Object quietly = body.get(QUIETLY);
        if (mayBeQuiet && quietly != null && !(quietly instanceof Boolean)) {
            mistakes.add("\"" + QUIETLY + "\" is " + Look.json(quietly) + "; it has to be " + Kind.SWITCH.words());
        }
        if (!mistakes.isEmpty()) {
            throw Mistake.of(String.join("\n", mistakes));
        }
        return new Call(action, new Args(values), mayBeQuiet && Boolean.TRUE.equals(quietly));
    }

    private static Optional<String> check(Arg arg, Object given, Optional<Object> value) {
        if (value.isEmpty()) {
            String meant = DidYouMean.nearest(String.valueOf(given), arg.choices())
                    .map(choice -> "; did you mean " + choice + "?")
                    .orElse("");
            return Optional.of(
                    "\"" + arg.name() + "\" is " + Look.json(given) + "; it has to be " + arg.words() + meant);
        }
        return arg.isTooLong(value.get())
                ? Optional.of("\"" + arg.name() + "\" is longer than " + Durations.write(Action.MAX_DEADLINE))
                : Optional.empty();
    }

    private static List<String> bodyNames(Action action, Map<String, String> places) {
        return action.args().stream()
                .map(Arg::name)
                .filter(name -> !places.containsKey(name))
                .toList();
    }

    /** As {@link Action#run}. */
    public Map<String, Object> run(Stage stage) {
        if (!quietly) {
            return action.run(stage, args);
        }
        List<Map<String, Object>> answer = new ArrayList<>();
        stage.discord().quietly(() -> answer.add(action.run(stage, args)));
        return answer.getFirst();
    }
}

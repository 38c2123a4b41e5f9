package dev.porchlight.sim.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that can be asked of the simulated world: where the control API has it, how a scenario says it, what it takes
 * and what it does. Not changed any more once it is in {@link Actions}; any thread.
 */
public final class Action {
    /** How long an await waits when nothing is said, and at most. */
    static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    static final Duration MAX_DEADLINE = Duration.ofSeconds(60);

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String method;
    private final String path;
    private final String doc;
    private final List<Arg> args = new ArrayList<>();
    private final List<Phrase> phrases = new ArrayList<>();
    private boolean waits;
    private BiFunction<Stage, Args, Map<String, Object>> effect = Stage::names;

    private Action(String method, String path, String doc) {
        this.method = method;
        this.path = path;
        this.doc = doc;
        Matcher place = PLACE.matcher(path);
        while (place.find()) {
            takes(Kind.valueOf(place.group(1).toUpperCase(Locale.ROOT)), place.group(1));
        }
    }

    /**
     * Something that happens.
     *
     * @param path below {@code /control/v1/}; a kind of name in braces stands for one
     * @param doc one sentence
     */
    static Action post(String path, String doc) {
        return new Action("POST", path, doc);
    }

    /** Something to look at. */
    static Action get(String path, String doc) {
        return new Action("GET", path, doc);
    }

    Action takes(Kind kind, String name) {
        args.add(new Arg(name, kind, null, List.of()));
        return this;
    }

    /** @param otherwise when it is left out */
    Action takes(Kind kind, String name, Object otherwise) {
        args.add(new Arg(name, kind, otherwise, List.of()));
        return this;
    }

    /** @param choices the first is taken when it is left out */
    Action choosing(String name, String... choices) {
        args.add(new Arg(name, Kind.TEXT, choices[0], List.of(choices)));
        return this;
    }

    /** @param choices one of them, or nothing */
    Action choosingOrNot(String name, String... choices) {
        args.add(new Arg(name, Kind.TEXT, "", List.of(choices)));
        return this;
    }

    /** This waits for something, no longer than {@code within}. */
    Action waits() {
        return waits("within", DEFAULT_DEADLINE);
    }

    Action waits(String name, Duration otherwise) {
        waits = true;
        return takes(Kind.DURATION, name, otherwise);
    }

    /** A way to say it in a scenario, see {@link Phrase}; with it some arguments may be settled: name, value, name, value. */
    Action says(String template, Object... settled) {
        phrases.addAll(Phrase.all(template, settled));
        return this;
    }

    Action does(BiConsumer<Stage, Args> what) {
        effect = (stage, given) -> {
            what.accept(stage, given);
            return stage.names(given);
        };
        return this;
    }

    Action answers(BiFunction<Stage, Args, Map<String, Object>> what) {
        effect = what;
        return this;
    }

    /**
     * Does it.
     *
     * @return what the control API answers
     * @throws Mistake when something it names is not there
     * @throws dev.porchlight.sim.DeadlineMissed when it waits and the time is up
     */
    public Map<String, Object> run(Stage stage, Args given) {
        try {
            return effect.apply(stage, given);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw Mistake.of(e.getMessage());
        }
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    List<String> segments() {
        return Arrays.asList(path.split("/"));
    }

    public String doc() {
        return doc;
    }

    public List<Arg> args() {
        return List.copyOf(args);
    }

    public Optional<Arg> arg(String name) {
        return args.stream().filter(arg -> arg.name().equals(name)).findFirst();
    }

    public List<Phrase> phrases() {
        return List.copyOf(phrases);
    }

    /** Whether it waits for something instead of doing it. */
    public boolean isWaiting() {
        return waits;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Call;
import dev.porchlight.sim.control.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A day, read and found without a mistake. Immutable.
 *
 * @param name of the file
 * @param setUp what is there before the day begins
 * @param steps the day
 * @param speed how many seconds of the day pass in one, more than 0
 * @param rounds how often it is played; 0 is for ever
 */
public record Scenario(String name, List<Call> setUp, List<Step> steps, double speed, int rounds) {
    /** Bytes a file may have. */
    public static final int MAX_BYTES = 256 * 1024;

    public Scenario {
        setUp = List.copyOf(setUp);
        steps = List.copyOf(steps);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or has more than {@link #MAX_BYTES}
     * @throws ScenarioMistakes with everything that is wrong in it
     */
    public static Scenario read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(String.valueOf(file.getFileName()), in);
        }
    }

    /** As {@link #read(Path)}, from anywhere. */
    public static Scenario read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(name + " has more than " + MAX_BYTES / 1024 + " KiB");
        }
        return parse(name, new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Reads a text.
     *
     * @throws ScenarioMistakes with everything that is wrong in it
     */
    public static Scenario parse(String name, String text) {
        return new ScenarioParser(name, text).parse();
    }

    /** The same day without boards, and without what is expected of them. */
    public Scenario withoutBoards() {
        return without("board");
    }

    /** The same day without a wall, and without what is expected of it. */
    public Scenario withoutWall() {
        return without("output");
    }

    private Scenario without(String thing) {
        return new Scenario(name, without(thing, setUp), stepsWithout(thing, steps), speed, rounds);
    }

    private static List<Call> without(String thing, List<Call> calls) {
        return calls.stream().filter(call -> call.action().arg(thing).isEmpty()).toList();
    }

    private static List<Step> stepsWithout(String thing, List<Step> steps) {
        return steps.stream()
                .<Step>map(step -> switch (step) {
                    case Step.Event event ->
                        new Step.Event(event.line(), event.gap(), event.told(), without(thing, event.calls()));
                    case Step.Repeat repeat ->
                        new Step.Repeat(
                                repeat.line(), repeat.gap(), repeat.times(), stepsWithout(thing, repeat.steps()));
                })
                .toList();
    }

    /** Makes what is there before the day begins. */
    public void setUp(Stage stage) {
        setUp.forEach(call -> call.run(stage));
    }
}

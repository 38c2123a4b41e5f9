package dev.porchlight.bridge.settings;

import dev.porchlight.bridge.log.Mask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything a person can set. Each room reads its own keys at start; a read that finds something wrong notes the mistake
 * and answers with the fallback, so that after all rooms have read, {@link #check()} can tell of every mistake at once.
 *
 * <p>The environment goes before {@code .env}, {@code .env} before {@code porchlight.properties}. A key such as
 * {@code voice.count-bots} is {@code VOICE_COUNT_BOTS} in the environment and in {@code .env}; the file takes both
 * spellings. A blank value means "not set here" (for a secret it is a mistake). Reading a key declares it: what nobody has
 * read is unknown.
 *
 * <p>Used by the starting thread alone; the records that the rooms make of it are what other threads see.
 */
public final class Settings {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private static final int SHOWN = 120;

    private final Sources sources;
    private final List<Mistake> fileMistakes;
    private final List<String> fileWarnings;
    private final Declarations declared = new Declarations();
    private final Set<Mistake> mistakes = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<String, Effective> effective = new LinkedHashMap<>();

    private Settings(Sources sources, List<Mistake> fileMistakes, List<String> fileWarnings) {
        this.sources = sources;
        this.fileMistakes = fileMistakes;
        this.fileWarnings = fileWarnings;
    }

    /**
     * The settings of this process; nothing is thrown here.
     *
     * @param environment of this process
     * @param directory where {@code .env} and {@code porchlight.properties} may be; both may be missing, and each may have
     *     64 KiB. What is wrong with them is told by {@link #check()}
     */
    public static Settings load(Map<String, String> environment, Path directory) {
        List<Mistake> mistakes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        return new Settings(Sources.load(environment, directory, mistakes, warnings), mistakes, warnings);
    }

    /** For tests: an environment and no files, e.g. {@code Settings.of(Map.of("PORT", "0"))}. */
    public static Settings of(Map<String, String> byEnvironmentName) {
        Sources sources = new Sources(Sources.entries(byEnvironmentName), Map.of(), Map.of(), Path.of(""));
        return new Settings(sources, List.of(), List.of());
    }

    public String text(String key, String fallback) {
        return parsed(key, fallback, "text", Function.identity());
    }

    /** A whole number from min to max, both included. */
    public int integer(String key, int fallback, int min, int max) {
        return parsed(key, fallback, "a whole number from " + min + " to " + max, text -> {
            require(WHOLE.matcher(text).matches());
            long number = Long.parseLong(text);
            require(number >= min && number <= max);
            return (int) number;
        });
    }

    /** {@code true, yes, on, 1} or {@code false, no, off, 0}, in any case. */
    public boolean flag(String key, boolean fallback) {
        return parsed(key, fallback, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("neither");
        });
    }

    /** A time with its unit ({@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}) from min to max, both included. */
    public Duration duration(String key, Duration fallback, Duration min, Duration max) {
        String expected = "a time with its unit, such as 500ms, 30s, 5m or 2h, from " + Durations.print(min) + " to "
                + Durations.print(max);
        return read(key, fallback, expected, Durations::print, text -> {
            Duration time = Durations.parse(text);
            require(time.compareTo(min) >= 0 && time.compareTo(max) <= 0);
            return time;
        });
    }

    /** One constant of the fallback's enum, spelt in any case and with {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
            constants.put(spelling(constant), constant);
        }
        return read(key, fallback, "one of " + String.join(", ", constants.keySet()), Settings::spelling, text -> {
            E constant = constants.get(text.toLowerCase(Locale.ROOT).replace('_', '-'));
            require(constant != null);
            return constant;
        });
    }

    /** Words between commas, stripped, empty ones left out; {@code none} is the empty list. */
    public List<String> list(String key, List<String> fallback) {
        return read(
                key,
                List.copyOf(fallback),
                "words between commas, or none",
                words -> words.isEmpty() ? "none" : String.join(",", words),
                Settings::words);
    }

    /**
     * Anything else a room can read from text.
     *
     * @param fallback may be null, which is shown as not set
     * @param expected what a person should write, continuing "expected: …"
     * @param parser throws any RuntimeException for text it does not take
     */
    public <T> T parsed(String key, T fallback, String expected, Function<String, T> parser) {
        return read(key, fallback, expected, String::valueOf, parser);
    }

    /**
     * A token. {@code X_FILE} ({@code x-file} in the properties) names a file that holds it. Blanks around the value are
     * dropped; an empty value, a placeholder and a value of several words are mistakes, and the answer is then empty.
     */
    public Optional<String> secret(String key) {
        declared.secret(key);
        Optional<SecretReader.Found> found = SecretReader.find(sources, key, mistakes::add);
        effective.put(
                key,
                new Effective(
                        key,
                        Names.environment(key),
                        found.map(secret -> Mask.secret(secret.value())).orElse("(not set)"),
                        found.map(SecretReader.Found::origin).orElse(Origin.DEFAULT)));
        return found.map(SecretReader.Found::value);
    }

    /**
     * The values of all keys {@code prefix…suffix} by what stands between, in the order of the file: with
     * {@code ("devices.", ".watch")}, {@code devices.192.168.1.20.watch = voice} is {@code 192.168.1.20 -> voice}. Only the
     * properties file is looked at, since an environment name cannot be told apart again.
     */
    public Map<String, String> matching(String prefix, String suffix) {
        declared.pattern(prefix, suffix);
        Map<String, String> found = new LinkedHashMap<>();
        sources.properties().forEach((key, entry) -> {
            int length = key.length() - prefix.length() - suffix.length();
            if (length > 0
                    && key.startsWith(prefix)
                    && key.endsWith(suffix)
                    && !entry.value().isBlank()) {
                found.put(key.substring(prefix.length(), prefix.length() + length), entry.value());
                effective.put(key, new Effective(key, "", shown(entry.value()), entry.origin()));
            }
        });
        return found;
    }

    /**
     * What follows the prefix in all keys that have no further dot behind it, in the order of the file: with
     * {@code "light."}, {@code light.porch = gpio:17} gives {@code porch}. What such a thing further has, {@code light.porch.when} say, is read and so declared key by key; it
     * is among the {@link #effective()} only where somebody has set it. Names come from the properties file alone.
     *
     * @param example a value of such a key, for whoever has forgotten it
     */
    public List<String> names(String prefix, String example) {
        declared.group(prefix, example);
        return sources.properties().keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .map(key -> key.substring(prefix.length()))
                .filter(name -> name.indexOf('.') < 0)
                .toList();
    }

    /** Whether any source gives the key, or for a secret its {@code -file}, a value that is not blank. Declares nothing. */
    public boolean present(String key) {
        return find(key).isPresent()
                || (declared.isSecret(key) && find(key + "-file").isPresent());
    }

    /** A room found the value of this key wrong, or in conflict with another. */
    public void reject(String key, String expected) {
        Optional<Entry> entry = find(key);
        String value = entry.map(found -> declared.isSecret(key) ? Mask.secret(found.value()) : shown(found.value()))
                .orElse("(not set)");
        mistakes.add(new Mistake(
                entry.map(Entry::name).orElse(key), entry.map(Entry::origin).orElse(Origin.DEFAULT), value, expected));
    }

    /** Adds a sentence to {@link #warnings()}; it must hold no secret. */
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    /**
     * To be called once every room has read its keys.
     *
     * @throws BadSettings with all mistakes, those of the files first and unknown keys last
     */
    public void check() {
        Set<Mistake> all = new LinkedHashSet<>(fileMistakes);
        all.addAll(mistakes);
        all.addAll(declared.unknown(sources.properties()));
        if (!all.isEmpty()) {
            throw new BadSettings(List.copyOf(all));
        }
    }

    /** Sentences worth a line in the log at start: nothing that stops the program, no secrets. Call it after the reads. */
    public List<String> warnings() {
        Set<String> all = new LinkedHashSet<>(fileWarnings);
        all.addAll(warnings);
        all.addAll(Advice.of(sources, declared, effective));
        return List.copyOf(all);
    }

    /** All keys read so far with what applies, secrets masked, in the order of reading. */
    public List<Effective> effective() {
        return List.copyOf(effective.values());
    }

    private <T> T read(
            String key, T fallback, String expected, Function<T, String> printer, Function<String, T> parser) {
        declared.plain(key);
        Optional<Entry> entry = find(key);
        T value = fallback;
        String text = fallback == null || "".equals(fallback) ? "(not set)" : shown(printer.apply(fallback));
        Origin origin = Origin.DEFAULT;
        if (entry.isPresent()) {
            String written = entry.get().value().strip();
            try {
                value = parser.apply(written);
                text = shown(written);
                origin = entry.get().origin();
            } catch (RuntimeException e) {
                mistakes.add(new Mistake(entry.get().name(), entry.get().origin(), shown(written), expected));
            }
        }
        if (entry.isPresent() || !declared.inGroup(key)) {
            effective.put(key, new Effective(key, Names.environment(key), text, origin));
        }
        return value;
    }

    private Optional<Entry> find(String key) {
        Optional<Entry> entry = sources.find(key);
        String formerly = Advice.STAND_INS.get(key);
        return entry.isPresent() || formerly == null ? entry : sources.findInEnvironments(formerly);
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("out of range");
        }
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> words(String text) {
        if (text.equalsIgnoreCase("none")) {
            return List.of();
        }
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableList());
    }

    /** A value as it may stand on a terminal: masked, on one line, short. */
    static String shown(String value) {
        String masked = Mask.text(value).replaceAll("\\p{Cntrl}", "?");
        return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "…";
    }
}

package dev.porchlight.bridge.settings;

import dev.porchlight.bridge.log.Mask;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds one secret: the source that has the key or its {@code -file} twin decides, and has only one of the two. */
final class SecretReader {

    /** A usable secret and where it was found. */
    record Found(String value, Origin origin) {}

    private SecretReader() {}

    static Optional<Found> find(Sources sources, String key, Consumer<Mistake> mistakes) {
        List<Entry> values = sources.all(key);
        List<Entry> files = sources.all(key + "-file");
        if (values.isEmpty() && files.isEmpty()) {
            return Optional.empty();
        }
        Entry value = values.isEmpty() ? null : values.getFirst();
        Entry file = files.isEmpty() ? null : files.getFirst();
        if (value != null && file != null && rank(value) == rank(file)) {
            mistakes.accept(new Mistake(
                    file.name(),
                    file.origin(),
                    Settings.shown(file.value()),
                    "not to be set beside " + value.name() + ": one of the two"));
            return Optional.empty();
        }
        if (file == null || (value != null && rank(value) < rank(file))) {
            return checked(value.name(), value.origin(), value.value(), mistakes);
        }
        return text(sources, file, mistakes)
                .flatMap(text -> checked(
                        file.name(),
                        new Origin(file.origin() + ", from " + file.value().strip(), 0),
                        text,
                        mistakes));
    }

    private static Optional<String> text(Sources sources, Entry file, Consumer<Mistake> mistakes) {
        Consumer<String> complaint = expected -> mistakes.accept(
                new Mistake(file.name(), file.origin(), Settings.shown(file.value()), "the path of " + expected));
        try {
            Path path = sources.directory().resolve(file.value().strip());
            if (!Files.exists(path)) {
                complaint.accept("a file that is there");
                return Optional.empty();
            }
            return BoundedFile.read(path, complaint);
        } catch (InvalidPathException e) {
            complaint.accept("a file");
            return Optional.empty();
        }
    }

    private static Optional<Found> checked(String name, Origin origin, String raw, Consumer<Mistake> mistakes) {
        String value = raw.strip();
        Optional<String> complaint = Secrets.complaint(value);
        complaint.ifPresent(expected -> mistakes.accept(new Mistake(name, origin, Mask.secret(value), expected)));
        return complaint.isPresent() ? Optional.empty() : Optional.of(new Found(value, origin));
    }

    private static int rank(Entry entry) {
        return switch (entry.origin().source()) {
            case "environment" -> 0;
            case DotEnv.NAME -> 1;
            default -> 2;
        };
    }
}

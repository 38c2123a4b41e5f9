package dev.porchlight.sim.bench;

import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the memory of an idle bridge is for, as the JVM tells it, and what each library has of the jar and of the classes in
 * memory. One bridge without AOT cache, since with one the classes of all are in one file. The measuring thread only.
 */
final class FootprintShares {
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Pattern LOADED = Pattern.compile("^(?:\\[[^]]*])* ?([\\w.$/]+) source:");
    private static final Pattern COMMITTED =
            Pattern.compile("^-\\s*([A-Z][\\w ]+) \\(reserved=\\d+KB, committed=(\\d+)KB");

    private final Bench bench;
    private final SimDiscord discord;
    private final Map<String, String> libraries;

    FootprintShares(Bench bench, SimDiscord discord) {
        this.bench = bench;
        this.discord = discord;
        this.libraries = libraries();
    }

    /** Label by package prefix. */
    private static Map<String, String> libraries() {
        try (InputStream file = FootprintShares.class.getResourceAsStream("libraries.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a library has of the jar (compressed), and of the classes in memory (as class files). */
    private static final class Share {
        long jarBytes;
        int classes;
        long classBytes;
    }

    void run() throws IOException, InterruptedException {
        bench.report().doing("footprint, what it is for");
        Setup setup = bench.setup();
        Path loaded = setup.folder().resolve("loaded-classes.log");
        Files.deleteIfExists(loaded);
        List<String> flags = new ArrayList<>(setup.flags());
        flags.add("-XX:NativeMemoryTracking=summary");
        flags.add("-Xlog:class+load:file=" + loaded);
        Child child = setup.with(flags, List.of())
                .bridge("footprint-shares", discord.apiUrl(), discord.gatewayUrl(), false, Map.of());
        try {
            Setup.awaitDiscord(child);
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            nativeMemory(child.jvm().ask("VM.native_memory", "summary", "scale=KB"));
        } finally {
            child.kill();
        }
        print(shares(setup.bridgeJar(), loaded(loaded)));
    }

    private void nativeMemory(String told) {
        Table table = new Table("the JVM has committed for", "MB");
        for (String line : told.lines().toList()) {
            Matcher part = COMMITTED.matcher(line);
            if (part.find() && Long.parseLong(part.group(2)) >= 256) {
                table.row(part.group(1), Samples.text(Long.parseLong(part.group(2)) / 1_024.0));
            }
        }
        bench.report()
                .table(
                        "### What the memory is for",
                        table,
                        "",
                        "Native memory tracking, without AOT cache; of 0.25 MB or more.");
    }

    private static Set<String> loaded(Path log) throws IOException {
        Set<String> classes = new HashSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher name = LOADED.matcher(line);
            if (name.find()) {
                classes.add(name.group(1));
            }
        }
        return classes;
    }

    private Map<String, Share> shares(Path bridgeJar, Set<String> loaded) throws IOException {
        Map<String, Share> shares = new HashMap<>();
        try (JarFile jar = new JarFile(bridgeJar.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName().replace('/', '.');
                Share share = shares.computeIfAbsent(library(name), key -> new Share());
                share.jarBytes += Math.max(0, entry.getCompressedSize());
                if (name.endsWith(".class") && loaded.contains(name.substring(0, name.length() - 6))) {
                    share.classes++;
                    share.classBytes += entry.getSize();
                }
            }
        }
        return shares;
    }

    private String library(String name) {
        return libraries.entrySet().stream()
                .filter(library -> name.startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("everything else");
    }

    private void print(Map<String, Share> shares) {
        Table table = new Table("", "in the jar, kB", "classes in memory", "their class files, kB");
        shares.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong((Share share) -> share.jarBytes)
                        .reversed()))
                .forEach(library -> table.row(
                        library.getKey(),
                        Samples.text(library.getValue().jarBytes / 1_024.0),
                        Integer.toString(library.getValue().classes),
                        Samples.text(library.getValue().classBytes / 1_024.0)));
        bench.report()
                .table(
                        "### What each library costs",
                        table,
                        "",
                        "The jar's entries are compressed; a class in memory takes about as much as its file, uncompressed.");
    }
}

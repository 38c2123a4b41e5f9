package dev.porchlight.sim.wall;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the outputs in a {@code porchlight.properties}. Whether its values are any good is the bridge's business. */
final class WallSettings {
    /** Of a file, in bytes; of what is shown, in outputs: the header has fewer pins. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_OUTPUTS = 40;

    private static final Pattern OUTPUT = Pattern.compile("(?:light|relay)\\.[^.]+");
    private static final Pattern BCM = Pattern.compile("(?i)(?:gpio:?)(\\d{1,2})\\b.*");

    private WallSettings() {}

    /** What {@link Properties} reads, in the order of the file. */
    private static final class InOrder extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> entries = new LinkedHashMap<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            return entries.put((String) key, ((String) value).strip());
        }

        private static Map<String, String> of(String text) throws IOException {
            InOrder file = new InOrder();
            file.load(new StringReader(text));
            return file.entries;
        }
    }

    /**
     * The lights and relays in the order in which they are written.
     *
     * @throws IOException when the file cannot be read, is longer than {@link #MAX_BYTES}, or has no such form
     */
    static List<Output> read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file + " has more than " + MAX_BYTES / 1024 + " KiB");
        }
        try {
            return outputs(InOrder.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<Output> outputs(Map<String, String> settings) {
        List<Output> outputs = new ArrayList<>();
        settings.forEach((key, value) -> {
            if (OUTPUT.matcher(key).matches() && outputs.size() < MAX_OUTPUTS) {
                outputs.add(new Output(key, pin(value), settings.getOrDefault(key + ".when", "")));
            }
        });
        return outputs;
    }

    private static String pin(String written) {
        Matcher bcm = BCM.matcher(written);
        return bcm.matches() ? "GPIO" + bcm.group(1) : written.replaceFirst("\\s.*", "");
    }
}

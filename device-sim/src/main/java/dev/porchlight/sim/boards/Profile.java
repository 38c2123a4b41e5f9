package dev.porchlight.sim.boards;

import java.util.Locale;
import java.util.Optional;

/**
 * The boards that are simulated. On the wire they are the same until something goes wrong; they differ in the LED's pin, in
 * the updates they take and in how an answer that stops in the middle of a line keeps them.
 */
public enum Profile {
    ESP8266("ESP8266", 5, "esp8266"),

    /**
     * There is no stock build for the plain ESP32. It gets GPIO2: the pin of its near relative's build, and the one that
     * carries the on-board LED of most ESP32 development boards. All else is as on the {@link #ESP32_S2}.
     */
    ESP32("ESP32", 2, "esp32"),

    ESP32_S2("ESP32-S2", 2, "esp32");

    private final String label;
    private final int ledGpio;
    private final String otaChip;

    Profile(String label, int ledGpio, String otaChip) {
        this.label = label;
        this.ledGpio = ledGpio;
        this.otaChip = otaChip;
    }

    /** The profile of that label, in any case and with or without the hyphen; empty when there is none. */
    public static Optional<Profile> of(String name) {
        String plain = name.strip().toUpperCase(Locale.ROOT).replace("-", "").replace("_", "");
        for (Profile profile : values()) {
            if (profile.name().replace("_", "").equals(plain)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** As people write it, e.g. {@code ESP32-S2}. */
    public String label() {
        return label;
    }

    /** The GPIO of the LED, active high. */
    public int ledGpio() {
        return ledGpio;
    }

    /** What {@code chip} in an update has to be, unless it is empty: the S2 wants {@code esp32} too. */
    public String otaChip() {
        return otaChip;
    }

    /** Whether the {@code md5} of an update is looked at. */
    public boolean checksOtaMd5() {
        return this == ESP8266;
    }

    /** Whether {@code wss://} becomes {@code ws://}, port 80 unless one is given: this board speaks no TLS. */
    public boolean turnsTlsOff() {
        return this == ESP8266;
    }

    /**
     * Whether a header line that stops in the middle holds the board for {@value #LINE_FACTOR} times the handshake's time:
     * arduinoWebSockets 2.7.1 gives milliseconds to an ESP32 core 2.x that takes seconds (mended in 2.7.3).
     */
    public boolean hangsOnHalfALine() {
        return this != ESP8266;
    }

    static final int LINE_FACTOR = 1_000;
}

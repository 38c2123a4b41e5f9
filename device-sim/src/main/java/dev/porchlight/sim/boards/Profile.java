package dev.porchlight.sim.boards;

/** The boards that are simulated. On the wire they are the same; they differ in the LED's pin. */
public enum Profile {
    ESP8266("ESP8266", 5),

    /**
     * There is no stock build for the plain ESP32. It gets GPIO2: the pin of its near relative's build, and the one that
     * carries the on-board LED of most ESP32 development boards.
     */
    ESP32("ESP32", 2),

    ESP32_S2("ESP32-S2", 2);

    private final String label;
    private final int ledGpio;

    Profile(String label, int ledGpio) {
        this.label = label;
        this.ledGpio = ledGpio;
    }

    /** As people write it, e.g. {@code ESP32-S2}. */
    public String label() {
        return label;
    }

    /** The GPIO of the LED, active high. */
    public int ledGpio() {
        return ledGpio;
    }
}

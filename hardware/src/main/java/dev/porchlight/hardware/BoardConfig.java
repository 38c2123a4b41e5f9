package dev.porchlight.hardware;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The wall as set up.
 *
 * @param provider who drives the pins
 * @param required true makes it an error when there is no GPIO, also for {@link Provider#AUTO}
 * @param journal the file that each change of a pin is appended to, see {@link Journal}
 */
public record BoardConfig(
        Provider provider,
        boolean required,
        Optional<Path> journal,
        List<LightSpec> lights,
        List<RelaySpec> relays,
        List<ButtonSpec> buttons) {

    /** {@code gpio.provider}. */
    public enum Provider {
        /** The Pi's pins where there are any, else memory. */
        AUTO,
        /** The Pi's pins, by the kernel's character device. */
        GPIOD,
        /** No pins: what would be driven is remembered, and journalled. */
        MEMORY
    }

    /** Copies the lists. */
    public BoardConfig {
        Objects.requireNonNull(provider);
        Objects.requireNonNull(journal);
        lights = List.copyOf(lights);
        relays = List.copyOf(relays);
        buttons = List.copyOf(buttons);
    }

    /** True when there is nothing to drive and nothing to read. */
    public boolean isEmpty() {
        return lights.isEmpty() && relays.isEmpty() && buttons.isEmpty();
    }
}

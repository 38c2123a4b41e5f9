package dev.porchlight.hardware;

import java.util.Optional;

/**
 * What is known of one pin before it is opened, for a person.
 *
 * @param use the name that uses it in the settings, such as {@code light.porch}
 * @param lineName the kernel's name of the line; empty when it has none or cannot be read
 * @param holder who has the line now: a program, a driver or a bus; empty when free, or not known
 * @param known false when the kernel could not be asked; an empty {@link #holder} is then no proof of anything
 * @param problem what is wrong with using this pin, as a sentence; empty when nothing is known to be
 */
public record PinReport(
        Pin pin,
        String use,
        Optional<String> lineName,
        Optional<String> holder,
        boolean known,
        Optional<String> problem) {

    /** What a Porchlight calls itself as the holder of a line, before the name of the output. */
    public static final String OURS = "porchlight:";

    /** True when a Porchlight has the pin, which is no mistake for one who looks while it runs. */
    public boolean heldByPorchlight() {
        return holder.filter(text -> text.startsWith(OURS)).isPresent();
    }
}

package dev.porchlight.hardware;

import java.util.Locale;
import java.util.regex.Matcher;

/**
 * One GPIO of the 40-pin header, by its BCM number.
 *
 * @param bcm 0 to 27, as printed on pinout cards behind "GPIO"
 */
public record Pin(int bcm) implements Comparable<Pin> {

    /** The highest BCM number that the 40-pin header brings out. */
    public static final int MAX_BCM = 27;

    private static final int HEADER_PINS = 40;
    /** Index: BCM number. Value: place on the header, 1 to 40, the same on every Pi with 40 pins. */
    private static final int[] HEADER = {
        27, 28, 3, 5, 7, 29, 31, 26, 24, 21, 19, 23, 32, 33, 8, 10, 36, 11, 12, 35, 38, 40, 15, 16, 18, 22, 37, 13
    };

    private static final java.util.regex.Pattern FORM =
            java.util.regex.Pattern.compile("(?:gpio:?|(pin:))([0-9]{1,3})");

    /** @throws IllegalArgumentException when the header has no such GPIO */
    public Pin {
        if (bcm < 0 || bcm > MAX_BCM) {
            throw new IllegalArgumentException(
                    "GPIO" + bcm + " is not on the 40-pin header, which has GPIO0 to GPIO" + MAX_BCM);
        }
    }

    /**
     * Reads {@code gpio:17} (BCM), {@code pin:11} (place on the header) or {@code GPIO17}; case does not matter.
     *
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    public static Pin parse(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no pin: write gpio:17 (BCM number), pin:11 (place on the header) or GPIO17");
        }
        int number = Integer.parseInt(matcher.group(2));
        return matcher.group(1) == null ? new Pin(number) : atHeader(number);
    }

    private static Pin atHeader(int place) {
        for (int bcm = 0; bcm <= MAX_BCM; bcm++) {
            if (HEADER[bcm] == place) {
                return new Pin(bcm);
            }
        }
        if (place >= 1 && place <= HEADER_PINS) {
            throw new IllegalArgumentException("pin:" + place + " of the header is " + supply(place) + ", not a GPIO");
        }
        throw new IllegalArgumentException(
                "pin:" + place + " is not on the header, which has pins 1 to " + HEADER_PINS);
    }

    private static String supply(int place) {
        return switch (place) {
            case 1, 17 -> "3.3 V";
            case 2, 4 -> "5 V";
            default -> "ground";
        };
    }

    /** The place on the 40-pin header, 1 to 40. */
    public int header() {
        return HEADER[bcm];
    }

    @Override
    public int compareTo(Pin other) {
        return Integer.compare(bcm, other.bcm);
    }

    /** For people: {@code GPIO17 (pin 11)}. */
    public String describe() {
        return "GPIO" + bcm + " (pin " + header() + ")";
    }

    /** The name of the line as Linux has it: {@code GPIO17}. */
    @Override
    public String toString() {
        return "GPIO" + bcm;
    }
}

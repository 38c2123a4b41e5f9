package dev.porchlight.sim.boards;

/**
 * An update that a server asked a board to make. None is ever downloaded.
 *
 * @param url trimmed; what the firmware would fetch, following redirects, without checking a certificate
 * @param md5 as sent, or ""; only an ESP8266 looks at it
 * @param chip as sent, or ""
 * @param fate what the board does with it
 */
public record Ota(String url, String md5, String chip, Fate fate) {

    /** What became of it. */
    public enum Fate {
        /** The board closes its socket with 1000, switches its LED off and is deaf until {@link OtaResult} comes true. */
        TAKEN,
        /** Ignored: {@code chip} names another. */
        OTHER_CHIP,
        /** Ignored: JSON of type {@code ota} without a {@code url}. */
        NO_URL
    }
}

package dev.porchlight.hardware;

/**
 * One light on one pin.
 *
 * <p>Calls come from the hardware thread alone, and return without waiting: a light that cannot be driven reports it
 * through its own health check, never by an exception to the caller.
 */
public interface Light {

    /**
     * Shows a level on the pin.
     *
     * @param on true lights it, whatever the wiring (an active-low pin is driven low)
     */
    void show(boolean on);
}

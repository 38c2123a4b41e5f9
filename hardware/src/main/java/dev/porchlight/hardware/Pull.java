package dev.porchlight.hardware;

/** The resistor inside the chip that a button's line is pulled by while the button is open. */
public enum Pull {
    /** To 3.3 V; the button connects to ground, pressed is low. */
    UP,
    /** To ground; the button connects to 3.3 V, pressed is high. */
    DOWN,
    /** None: a resistor outside pulls the line to 3.3 V; pressed is low. */
    OFF;

    /** The level of the line while the button is down. */
    public boolean pressedIsHigh() {
        return this == DOWN;
    }
}

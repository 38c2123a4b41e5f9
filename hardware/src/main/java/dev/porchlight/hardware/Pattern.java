package dev.porchlight.hardware;

/** How a light that is on looks. Times and curve: {@link Wave}. */
public enum Pattern {
    /** Steady; nothing to do until the next wish. */
    SOLID,
    /** Once a second, half of it on. */
    BLINK,
    /** Five times a second, half of it on. */
    FAST,
    /** Two short beats, then a pause; 50 a minute. */
    HEARTBEAT,
    /** Up and down in 4 s without a visible step; needs a pin with hardware PWM. */
    BREATHE
}

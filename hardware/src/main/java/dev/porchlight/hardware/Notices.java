package dev.porchlight.hardware;

/** Where the wall says what a person should know. Called from any thread of the wall; must not wait and must not throw. */
@FunctionalInterface
public interface Notices {

    /**
     * One event.
     *
     * @param warning true when somebody has to act
     * @param event its name, such as {@code pin_degraded}
     * @param fields key, value, key, value …; never a secret
     */
    void tell(boolean warning, String event, Object... fields);
}

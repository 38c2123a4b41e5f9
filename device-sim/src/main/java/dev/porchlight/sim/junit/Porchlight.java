package dev.porchlight.sim.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a {@link RunningBridge} is started. On a parameter or field: for this one. On a class: for those of its tests that have
 * no annotation of their own, and for the tests of nested classes.
 *
 * <p>Within one test (or one class, for static fields) the same annotation means the same bridge, another one another bridge.
 */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface Porchlight {
    /**
     * The path of {@code porchlight.jar}, from the working directory of the tests. Empty: the system property {@code
     * porchlight.jar}, else the environment variable {@code PORCHLIGHT_JAR}.
     */
    String jar() default "";

    /** The bridge's settings by their names in the environment: {@code "VOICE_COUNT_BOTS=true"}. They win over ours. */
    String[] settings() default {};

    /** Flags for its JVM, after {@code -Xmx32m -XX:TieredStopAtLevel=1}. */
    String[] jvmFlags() default {};

    /**
     * The {@code java} that runs it. Empty: the system property {@code porchlight.java}, else the one that runs the tests. It
     * has to be 25 or newer.
     */
    String java() default "";

    /** Whether it logs in to the simulated Discord of the same test; without, it has no Discord token. */
    boolean discord() default true;

    /** How long it may take until it listens, in seconds, at least 1. */
    int startWithinSeconds() default 60;

    /** How long it may take to stop after SIGTERM before it is killed, in seconds, at least 1. */
    int stopWithinSeconds() default 20;
}

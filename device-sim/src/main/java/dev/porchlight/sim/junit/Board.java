package dev.porchlight.sim.junit;

import dev.porchlight.sim.boards.Profile;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which board a {@code SimBoard} parameter or field is. Each parameter is a board of its own, switched on at once. */
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Board {
    /** The kind of board. */
    Profile value() default Profile.ESP8266;

    /** What it connects to, {@code ws://host:port/path}; empty for the bridge of the same test. */
    String url() default "";

    /** What it authenticates with; empty for the token that the bridge of the same test takes. */
    String token() default "";
}

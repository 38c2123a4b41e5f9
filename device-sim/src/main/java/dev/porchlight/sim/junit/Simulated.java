package dev.porchlight.sim.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a test class: its methods may ask for a {@code SimDiscord}, a {@code SimBoards}, a {@code SimBoard}, a
 * {@link RunningBridge} or a {@link BridgeBuilder} as parameters, see {@link PorchlightExtension}.
 *
 * <p>On a field of one of these types: it is filled in, and stopped with what holds it: a static field after the class, an
 * instance field after the test. An instance field that has a value already, {@code SimDiscord.builder()…start()} say, keeps
 * it, and it is stopped all the same.
 */
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PorchlightExtension.class)
public @interface Simulated {}

package dev.porchlight.sim.junit;

import dev.porchlight.sim.discord.SimDiscord;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Which {@link Porchlight} applies where, and what it says to the builder. */
final class PorchlightSettings {
    @Porchlight
    private static final class Defaults {}

    private PorchlightSettings() {}

    /** That of the parameter or field, if it has one. */
    static Optional<Porchlight> on(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Porchlight.class));
    }

    /** That of the test class or the nearest class around it, else one with nothing said. */
    static Porchlight around(ExtensionContext context) {
        Class<?> type = context.getTestClass().orElse(Defaults.class);
        while (type != null) {
            Porchlight found = type.getAnnotation(Porchlight.class);
            if (found != null) {
                return found;
            }
            type = type.getEnclosingClass();
        }
        return Defaults.class.getAnnotation(Porchlight.class);
    }

    static BridgeBuilder apply(Porchlight settings, Optional<SimDiscord> discord, BridgeBuilder builder) {
        builder.jar(settings.jar())
                .java(settings.java())
                .jvmFlags(settings.jvmFlags())
                .startWithin(seconds("startWithinSeconds", settings.startWithinSeconds()))
                .stopWithin(seconds("stopWithinSeconds", settings.stopWithinSeconds()));
        discord.ifPresent(builder::discord);
        for (String setting : settings.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new BridgeFailed("@Porchlight(settings) takes \"NAME=value\", not \"" + setting + "\".");
            }
            builder.setting(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return builder;
    }

    private static Duration seconds(String name, int value) {
        if (value < 1) {
            throw new BridgeFailed("@Porchlight(" + name + ") has to be 1 or more, not " + value + ".");
        }
        return Duration.ofSeconds(value);
    }
}

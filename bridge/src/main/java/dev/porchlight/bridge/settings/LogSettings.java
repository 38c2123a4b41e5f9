package dev.porchlight.bridge.settings;

import dev.porchlight.bridge.log.Logging;
import java.util.Locale;
import java.util.logging.Level;

/**
 * How the program logs: {@code APP_ENV} chooses format and level, {@code LOG_LEVEL} goes before its level and leaves its
 * format.
 *
 * @param format text for people, JSON lines for collectors
 * @param level of the program's own events; {@link Level#OFF} for fatal and panic, which no event has
 */
public record LogSettings(Logging.Format format, Level level) {

    private static final LogSettings DEFAULT = new LogSettings(Logging.Format.TEXT, Level.INFO);

    public static LogSettings read(Settings settings) {
        String environment = settings.text("app.env", "");
        LogSettings chosen = switch (environment.toLowerCase(Locale.ROOT)) {
            case "production", "prod" -> new LogSettings(Logging.Format.JSON, Level.WARNING);
            case "debug" -> new LogSettings(Logging.Format.TEXT, Level.FINE);
            case "development", "dev", "" -> DEFAULT;
            default -> {
                // Platforms set it to words of their own; that must not stop a light.
                settings.warn("APP_ENV is none of production, development, debug: logging text at info");
                yield DEFAULT;
            }
        };
        Level level =
                settings.parsed("log.level", null, "one of debug, info, warn, error, fatal, panic", LogSettings::level);
        return level == null ? chosen : new LogSettings(chosen.format(), level);
    }

    private static Level level(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "debug" -> Level.FINE;
            case "info" -> Level.INFO;
            case "warn", "warning" -> Level.WARNING;
            case "error" -> Level.SEVERE;
            case "fatal", "panic" -> Level.OFF;
            default -> throw new IllegalArgumentException("no level");
        };
    }
}

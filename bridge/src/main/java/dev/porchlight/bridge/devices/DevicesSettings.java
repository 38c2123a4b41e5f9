package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.AddressRange;
import dev.porchlight.bridge.door.DoorSettings;
import dev.porchlight.bridge.door.OriginPolicy;
import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.RuleSyntaxException;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.home.SignalSyntaxException;
import dev.porchlight.bridge.settings.Durations;
import dev.porchlight.bridge.settings.Settings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a person sets for boards.
 *
 * @param token {@code ESP_AUTH_TOKEN}; without it no board is served
 * @param watch {@code devices.watch}: signals that a board may ask for in its URL
 * @param byAddress {@code devices.ADDRESS.watch} and {@code devices.ADDRESS.off-after}: for boards whose URL cannot change
 * @param whenStale {@code voice.when-stale}
 * @param onStop {@code devices.on-stop}
 * @param origins pages that may connect
 */
public record DevicesSettings(
        Optional<String> token,
        List<String> watch,
        Map<InetAddress, Shown> byAddress,
        WhenStale whenStale,
        OnStop onStop,
        OriginPolicy origins) {

    /** Reads and declares the keys. */
    public static DevicesSettings read(Settings settings, DoorSettings door) {
        Optional<String> token = settings.secret("esp.auth-token");
        List<String> watch = settings.list("devices.watch", WatchPolicy.DEFAULT);
        OnStop onStop = settings.choice("devices.on-stop", OnStop.OFF);
        WhenStale whenStale = settings.choice("voice.when-stale", WhenStale.HOLD);
        return new DevicesSettings(
                token, patterns(settings, watch), byAddress(settings), whenStale, onStop, door.origins());
    }

    private static List<String> patterns(Settings settings, List<String> watch) {
        List<String> canonical = new ArrayList<>();
        for (String pattern : watch) {
            try {
                boolean open = pattern.endsWith("*") && WatchPolicy.isPattern(pattern);
                canonical.add(open ? pattern : Signal.parse(pattern).toString());
            } catch (SignalSyntaxException e) {
                settings.reject("devices.watch", "signals between commas, or their beginnings with * behind them");
            }
        }
        return canonical;
    }

    private static Map<InetAddress, Shown> byAddress(Settings settings) {
        Map<InetAddress, Shown> all = new HashMap<>();
        ofBoards(settings, ".watch", text -> {
                    try {
                        return Rule.parse(text.strip());
                    } catch (RuleSyntaxException e) {
                        throw new IllegalArgumentException("a rule: " + e.explained(10), e);
                    }
                })
                .forEach((address, rule) -> all.put(address, new Shown(rule, Duration.ZERO)));
        ofBoards(settings, ".off-after", DevicesSettings::offAfter).forEach((address, offAfter) -> {
            Rule rule = all.containsKey(address) ? all.get(address).rule() : Shown.VOICE;
            all.put(address, new Shown(rule, offAfter));
        });
        return all;
    }

    /**
     * As in {@code off-after=30s}.
     *
     * @throws IllegalArgumentException when it is none; the message says what is expected
     */
    static Duration offAfter(String text) {
        try {
            Duration time = Durations.parse(text.strip());
            if (time.compareTo(Delays.MAX) <= 0) {
                return time;
            }
        } catch (IllegalArgumentException wrong) {
            // told below, as a time that is too long
        }
        throw new IllegalArgumentException("a time with its unit, such as 30s or 5m, up to 24h");
    }

    /** {@code devices.ADDRESS} and a suffix. */
    private static <T> Map<InetAddress, T> ofBoards(Settings settings, String suffix, Function<String, T> parser) {
        Map<InetAddress, T> all = new HashMap<>();
        settings.matching("devices.", suffix).forEach((address, text) -> {
            String key = "devices." + address + suffix;
            Optional<InetAddress> board = single(address);
            if (board.isEmpty()) {
                settings.reject(key, "the board's address in the key, such as devices.192.168.1.20" + suffix);
                return;
            }
            try {
                all.put(board.get(), parser.apply(text));
            } catch (IllegalArgumentException e) {
                settings.reject(key, e.getMessage());
            }
        });
        return all;
    }

    private static Optional<InetAddress> single(String address) {
        try {
            return Optional.of(AddressRange.parse(address))
                    .filter(AddressRange::isSingle)
                    .map(AddressRange::network);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

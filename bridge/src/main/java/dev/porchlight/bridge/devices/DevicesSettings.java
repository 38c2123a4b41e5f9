package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.AddressRange;
import dev.porchlight.bridge.door.DoorSettings;
import dev.porchlight.bridge.door.OriginPolicy;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.home.SignalSyntaxException;
import dev.porchlight.bridge.settings.Settings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person sets for boards.
 *
 * @param token {@code ESP_AUTH_TOKEN}; without it no board is served
 * @param watch {@code devices.watch}: signals that a board may ask for in its URL
 * @param watchByAddress {@code devices.ADDRESS.watch}: for boards whose URL cannot change
 * @param onStop {@code devices.on-stop}
 * @param origins pages that may connect
 */
public record DevicesSettings(
        Optional<String> token,
        List<String> watch,
        Map<InetAddress, Signal> watchByAddress,
        OnStop onStop,
        OriginPolicy origins) {

    /** Reads and declares the keys. */
    public static DevicesSettings read(Settings settings, DoorSettings door) {
        Optional<String> token = settings.secret("esp.auth-token");
        List<String> watch = settings.list("devices.watch", WatchPolicy.DEFAULT);
        OnStop onStop = settings.choice("devices.on-stop", OnStop.OFF);
        return new DevicesSettings(token, patterns(settings, watch), byAddress(settings), onStop, door.origins());
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

    private static Map<InetAddress, Signal> byAddress(Settings settings) {
        Map<InetAddress, Signal> signals = new HashMap<>();
        settings.matching("devices.", ".watch").forEach((address, text) -> {
            String key = "devices." + address + ".watch";
            try {
                AddressRange one = AddressRange.parse(address);
                if (!one.isSingle()) {
                    throw new IllegalArgumentException("a range");
                }
                signals.put(one.network(), Signal.parse(text));
            } catch (SignalSyntaxException e) {
                settings.reject(key, "a signal: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                settings.reject(key, "the board's address in the key, such as devices.192.168.1.20.watch");
            }
        });
        return signals;
    }
}

package dev.porchlight.sim.boards;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The two forms in which stock firmware understands an update, before and after {@code OK} alike. Stateless. */
final class OtaMessages {
    private static final String PREFIX = "OTA:";

    private OtaMessages() {}

    /** Reads a trimmed text; empty when it is no update, and then may mean something else. */
    static Optional<Ota> read(Profile profile, String text) {
        if (text.startsWith(PREFIX)) {
            String url = ArduinoText.trim(text.substring(PREFIX.length()));
            return url.isEmpty() ? Optional.empty() : Optional.of(new Ota(url, "", "", Ota.Fate.TAKEN));
        }
        return text.startsWith("{") ? json(profile, text) : Optional.empty();
    }

    private static Optional<Ota> json(Profile profile, String text) {
        Map<String, Object> object;
        try {
            object = JSON.std.mapFrom(text);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (!string(object, "type").equals("ota")) {
            return Optional.empty();
        }
        String chip = string(object, "chip");
        String url = ArduinoText.trim(string(object, "url"));
        return Optional.of(new Ota(url, ArduinoText.trim(string(object, "md5")), chip, fate(profile, chip, url)));
    }

    private static Ota.Fate fate(Profile profile, String chip, String url) {
        if (!chip.isEmpty() && !chip.equals(profile.otaChip())) {
            return Ota.Fate.OTHER_CHIP;
        }
        return url.isEmpty() ? Ota.Fate.NO_URL : Ota.Fate.TAKEN;
    }

    /** Anything but a string counts as absent. */
    private static String string(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }
}

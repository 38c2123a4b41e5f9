package dev.porchlight.bridge.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person with a first board in hand needs to read: where the board has to connect, and the line to paste into its
 * serial console (115200 baud). The token is left for the person to fill in: this goes to logs and screenshots.
 */
final class Welcome {

    private Welcome() {}

    static List<String> lines(String hostAndPort, Optional<URI> publicUrl) {
        String url = "ws://" + hostAndPort + "/ws";
        Map<String, String> config = new LinkedHashMap<>();
        config.put("wsUrl", url);
        config.put("authToken", "<ESP_AUTH_TOKEN>");
        config.put("wifiSsid", "<your Wi-Fi>");
        config.put("wifiPass", "<its password>");
        try {
            List<String> lines = new ArrayList<>();
            lines.add("Boards connect to  " + url);
            publicUrl.ifPresent(outside -> lines.add("  from outside     " + socketUrl(outside)));
            lines.add("Serial line        CONFIG:" + JSON.std.asString(config));
            lines.add("Is it working?     http://" + hostAndPort + "/health");
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String socketUrl(URI page) {
        String base = page.toString().replaceFirst("^http", "ws");
        return (base.endsWith("/") ? base : base + "/") + "ws";
    }
}

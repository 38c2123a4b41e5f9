package dev.porchlight.bridge.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person with a first board in hand needs to read: where the board has to connect, and the line to paste into its
 * serial console (115200 baud). The token is left for the person to fill in: this goes to logs and screenshots.
 */
final class Welcome {

    private Welcome() {}

    static List<String> lines(String hostAndPort) {
        String url = "ws://" + hostAndPort + "/ws";
        Map<String, String> config = new LinkedHashMap<>();
        config.put("wsUrl", url);
        config.put("authToken", "<ESP_AUTH_TOKEN>");
        config.put("wifiSsid", "<your Wi-Fi>");
        config.put("wifiPass", "<its password>");
        try {
            return List.of(
                    "Boards connect to  " + url,
                    "Serial line        CONFIG:" + JSON.std.asString(config),
                    "Is it working?     http://" + hostAndPort + "/health");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.settings.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Discord is and who we are to it.
 *
 * @param token DISCORD_TOKEN, without {@code Bot }; empty means that there is no Discord
 * @param apiUrl DISCORD_API_URL: base of the REST API with its version, empty for Discord's own
 * @param gatewayUrl DISCORD_GATEWAY_URL: where a session begins, empty for Discord's own; a session resumes where the
 *     server said
 */
public record DiscordSettings(Optional<String> token, Optional<URI> apiUrl, Optional<URI> gatewayUrl) {

    /** Reads {@code discord.token}, {@code discord.api-url} and {@code discord.gateway-url}. */
    public static DiscordSettings read(Settings settings) {
        URI api = settings.parsed(
                "discord.api-url",
                null,
                "the base of a REST API such as http://127.0.0.1:9000/api/v10/",
                text -> url(text, "http", "https"));
        URI gateway = settings.parsed(
                "discord.gateway-url",
                null,
                "the address of a gateway such as ws://127.0.0.1:9000",
                text -> url(text, "ws", "wss"));
        return new DiscordSettings(
                settings.secret("discord.token"), Optional.ofNullable(api), Optional.ofNullable(gateway));
    }

    private static URI url(String text, String plain, String encrypted) {
        URI url = URI.create(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals(plain) || scheme.equals(encrypted))) {
            throw new IllegalArgumentException("no such address");
        }
        return url;
    }

    @Override
    public String toString() {
        return "DiscordSettings[token=" + (token.isPresent() ? "set" : "not set") + ", apiUrl=" + apiUrl
                + ", gatewayUrl=" + gatewayUrl + "]";
    }
}

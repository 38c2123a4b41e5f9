package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.settings.Settings;
import java.net.URI;
import java.util.Locale;

/**
 * What is not Lanyard's own constant.
 *
 * @param kvBytes {@code lanyard.kv-bytes}: what all key-value pairs of one person may have as JSON. Lanyard's own limits add
 *     up to 15 MB, which is half of this bridge's heap
 * @param cdn {@code discord.cdn-url}: where avatars come from, without a slash at its end
 * @param invite {@code lanyard.invite}: the invite to the Discord server, told at {@code /lanyard}; empty for none
 */
public record LanyardSettings(int kvBytes, String cdn, String invite) {

    private static final int KV_BYTES = 512 * 1024;
    private static final int KV_BYTES_MAX = 16 * 1024 * 1024;

    /** Reads them. */
    public static LanyardSettings read(Settings settings) {
        return new LanyardSettings(
                settings.integer("lanyard.kv-bytes", KV_BYTES, 1_024, KV_BYTES_MAX),
                settings.parsed(
                        "discord.cdn-url",
                        "https://cdn.discordapp.com",
                        "the base of a CDN such as https://cdn.discordapp.com",
                        LanyardSettings::url),
                settings.parsed(
                        "lanyard.invite", "", "an invite such as https://discord.gg/abc", LanyardSettings::url));
    }

    private static String url(String text) {
        URI url = URI.create(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("no such address");
        }
        String plain = url.toASCIIString();
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}

package dev.porchlight.sim.discord;

import java.util.Map;

/**
 * A file that came with a request. What was in it is not kept.
 *
 * @param index the n of {@code files[n]}, by which the request's {@code attachments} speak of it
 * @param contentType as the client said; {@code application/octet-stream} when it said nothing
 */
public record SimUpload(int index, String filename, String contentType, int sizeBytes) {

    /** As the message shows it. Nothing is served under its URL. */
    Map<String, Object> json(SimChannel channel, long id) {
        String url =
                "https://cdn.discordapp.com/attachments/" + Json.id(channel.id()) + "/" + Json.id(id) + "/" + filename;
        return Json.object(
                "id",
                Json.id(id),
                "filename",
                filename,
                "size",
                sizeBytes,
                "url",
                url,
                "proxy_url",
                url.replace("cdn.discordapp.com", "media.discordapp.net"),
                "content_type",
                contentType);
    }
}

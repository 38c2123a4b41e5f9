package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Passes pictures of Discord's CDN on, as Lanyard does, so that who looks at one is not seen by Discord. At most
 * {@value #AT_A_TIME} at a time and {@value #MAX_BYTES} bytes each are held in memory; past either the answer is a redirect to the
 * picture, which an {@code <img>} follows.
 *
 * <p>On requests' virtual threads; waits for the CDN, {@link #WITHIN} at most. The JDK's oldest client, since it needs no thread
 * of its own and is loaded with the first picture.
 */
final class Cdn {

    static final int AT_A_TIME = 2;

    /** A still picture of 1,024 pixels has less; some of those that move have more. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    /** For a whole picture; with {@link #QUIET} less than the door gives a handler. */
    static final Duration WITHIN = Duration.ofSeconds(5);

    /** For the connection, and for each next byte. */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final int PIECE = 16 * 1024;

    /** What of the CDN's answer is for whoever shows the picture. */
    private static final List<String> PASSED_ON = List.of("Cache-Control", "ETag", "Last-Modified", "Expires");

    private static final Log LOG = Log.of("lanyard");

    private final String base;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    /** @param base without a slash at its end */
    Cdn(String base) {
        this.base = base;
    }

    /** The picture at a path of the CDN, or where it is. */
    Answer get(String path) {
        if (!places.tryAcquire()) {
            return redirect(path);
        }
        try {
            return fetch(path);
        } catch (IOException e) {
            LOG.warn("avatar_failed", "reason", String.valueOf(e.getMessage()));
            return LanyardAnswers.error(502, "upstream_error", "Discord's pictures cannot be reached");
        } finally {
            places.release();
        }
    }

    private Answer redirect(String path) {
        return LanyardAnswers.open(new Answer(302, "text/plain", new byte[0]).with("Location", base + path));
    }

    private Answer fetch(String path) throws IOException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        HttpURLConnection cdn =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        try {
            cdn.setConnectTimeout((int) QUIET.toMillis());
            cdn.setReadTimeout((int) QUIET.toMillis());
            cdn.setInstanceFollowRedirects(false);
            cdn.setRequestProperty("Connection", "close");
            cdn.setRequestProperty("User-Agent", "Porchlight");
            int status = cdn.getResponseCode();
            byte[] body = body(cdn, status, deadline);
            return body == null ? redirect(path) : answer(cdn, status, body);
        } finally {
            cdn.disconnect();
        }
    }

    private static Answer answer(HttpURLConnection cdn, int status, byte[] body) throws IOException {
        String type = cdn.getContentType();
        if (status < 200 || status > 599) {
            throw new IOException("status " + status);
        }
        try {
            Answer answer = new Answer(status, type == null ? "application/octet-stream" : type, body);
            for (String name : PASSED_ON) {
                String value = cdn.getHeaderField(name);
                answer = value == null ? answer : answer.with(name, value);
            }
            return LanyardAnswers.open(answer);
        } catch (IllegalArgumentException e) {
            throw new IOException("a header that cannot be passed on", e);
        }
    }

    /** Null for one that is too large. */
    private static byte[] body(HttpURLConnection cdn, int status, long deadline) throws IOException {
        if (cdn.getContentLengthLong() > MAX_BYTES) {
            return null;
        }
        try (InputStream in = status < 400 ? cdn.getInputStream() : cdn.getErrorStream()) {
            byte[] body = new byte[0];
            int length = 0;
            while (in != null) {
                if (body.length - length < PIECE) {
                    body = Arrays.copyOf(body, Math.min(body.length * 2 + PIECE, MAX_BYTES + PIECE));
                }
                int read = in.read(body, length, body.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
                if (length > MAX_BYTES) {
                    return null;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("not done within " + WITHIN.toSeconds() + " s");
                }
            }
            return Arrays.copyOf(body, length);
        }
    }
}

package dev.porchlight.sim.discord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** Which requests share a rate limit: those of one method and route, for each guild, channel or webhook apart. */
final class BucketName {
    private static final Set<String> MAJOR = Set.of("guilds", "channels", "webhooks");

    private BucketName() {}

    /** What tells buckets apart inside. */
    static String withMajor(String method, List<String> path) {
        boolean major = path.size() > 1 && MAJOR.contains(path.getFirst());
        return route(method, path) + (major ? " " + path.get(1) : "");
    }

    /** {@code X-RateLimit-Bucket}: the same for every major parameter. */
    static String hash(String method, List<String> path) {
        String route = route(method, path);
        return "%08x%08x%08x%08x".formatted(crc(route), crc("1" + route), crc("2" + route), crc("3" + route));
    }

    private static String route(String method, List<String> path) {
        List<String> template = new ArrayList<>();
        template.add(method);
        for (String segment : path) {
            template.add(segment.matches("\\d+") ? "{id}" : segment);
        }
        return String.join("/", template);
    }

    private static int crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}

package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.HttpHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart/form-data body as Discord takes it: {@code payload_json}, {@code files[0]}, {@code files[1]}, … Pure. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]{1,70})\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern INDEX = Pattern.compile("files\\[(\\d{1,3})]");

    private Multipart() {}

    static RestBody read(String contentType, byte[] body) {
        String payload = "{}";
        List<SimUpload> files = new ArrayList<>();
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return new RestBody(null, 0, List.of(), false);
        }
        byte[] separator = ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        int from = indexOf(body, separator, 0);
        while (from >= 0) {
            int start = from + separator.length;
            int end = indexOf(body, separator, start);
            if (end < 0) {
                break;
            }
            // Between two separators: CR LF, the part, CR LF.
            int length = Math.max(0, end - start - 4);
            ByteBuffer part = ByteBuffer.wrap(body, Math.min(start + 2, end), length);
            Optional<Part> read = Part.read(part);
            if (read.isPresent() && read.get().name().equals("payload_json")) {
                payload = read.get().text();
            } else if (read.isPresent() && !read.get().filename().isEmpty()) {
                if (read.get().size() > RestBody.MAX_FILE_BYTES) {
                    return RestBody.TOO_LARGE;
                }
                files.add(read.get().upload(files.size()));
            }
            from = end;
        }
        return payload.length() > RestBody.MAX_JSON_BYTES ? RestBody.TOO_LARGE : RestBody.ofJson(payload, files);
    }

    private record Part(HttpHead head, ByteBuffer content) {
        /** A part's headers have no start line: one is put in front, so that the reader of heads can be used. */
        static Optional<Part> read(ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            byte[] startLine = {'-', '\r', '\n'};
            ByteBuffer whole = ByteBuffer.allocate(bytes.length + startLine.length);
            whole.put(startLine).put(bytes).flip();
            return HttpHead.read(whole).map(head -> new Part(head, whole));
        }

        String name() {
            return find(NAME);
        }

        String filename() {
            String latin1 = find(FILENAME);
            return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private String find(Pattern pattern) {
            Matcher matcher = pattern.matcher(head.header("Content-Disposition"));
            return matcher.find() ? matcher.group(1) : "";
        }

        int size() {
            return content.remaining();
        }

        String text() {
            return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
        }

        SimUpload upload(int position) {
            Matcher index = INDEX.matcher(name());
            String type = head.header("Content-Type");
            return new SimUpload(
                    index.matches() ? Integer.parseInt(index.group(1)) : position,
                    filename(),
                    type.isEmpty() ? "application/octet-stream" : type,
                    size());
        }
    }

    private static int indexOf(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            int j = 0;
            while (j < what.length && in[i + j] == what[j]) {
                j++;
            }
            if (j == what.length) {
                return i;
            }
        }
        return -1;
    }
}

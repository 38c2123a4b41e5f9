package dev.porchlight.bridge.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding (RFC 3986 §2.1) that refuses what it cannot read: bad escapes, control bytes, bytes not UTF-8. */
final class PercentEncoding {

    private PercentEncoding() {}

    static String decode(String text) throws Refusal {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw Refusal.malformed("The target holds a bad percent escape");
            }
            int value = high * 16 + low;
            if (value < ' ' || value == 0x7F) {
                throw Refusal.malformed("The target holds an escaped control byte");
            }
            bytes.write(value);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.malformed("The target is not UTF-8");
        }
    }
}

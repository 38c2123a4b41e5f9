package dev.porchlight.bridge.home;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * One on/off fact that can be watched. An immutable value: equal signals mean the same fact, {@code toString()} is the
 * canonical text and {@link #parse} reads it back.
 *
 * <pre>
 *   voice              anyone is in voice           voice>=N         N people or more, 1..99,999 (1 is voice)
 *   voice:guild:ID     in that guild                voice:channel:ID in that channel
 *   voice:channel:"Guild/Channel"                   in a channel of that name in a guild of that name
 *   voice:user:ID      that person is in voice      muted:user:ID    in voice, self- or server-muted
 *   unmuted:user:ID    in voice and not muted       streaming:user:ID, camera:user:ID
 *   online:user:ID     any status but offline       status:user:ID:S  S is online, idle, dnd or offline
 *   playing:user:ID    a game                       listening:user:ID to music, say
 *   discord:offline    there is no ready gateway session
 * </pre>
 *
 * Names compare without regard to case (Unicode NFC, lower-cased), so the canonical text is in lower case; when several
 * channels carry the name any of them makes it true. In a name {@code \"}, {@code \\} and {@code \/} stand for the
 * character itself. Ids are snowflakes: unsigned, 64 bits.
 */
public sealed interface Signal {

    /** The longest text accepted, in characters. */
    int MAX_LENGTH = 256;

    /** How each kind of signal is written, up to where its number, id or name begins. */
    List<String> FORMS = List.of(
            "voice",
            "voice>=",
            "voice:guild:",
            "voice:channel:",
            "voice:user:",
            "muted:user:",
            "unmuted:user:",
            "streaming:user:",
            "camera:user:",
            "online:user:",
            "status:user:",
            "playing:user:",
            "listening:user:",
            "discord:offline");

    /** The largest N of {@code voice>=N}. */
    int MAX_PEOPLE = 99_999;

    /**
     * Reads a signal.
     *
     * @throws SignalSyntaxException when the text is no signal; the message says why
     */
    static Signal parse(String text) {
        return SignalSyntax.parse(text);
    }

    /** Whether only Discord can tell; that there is no session is known without it. */
    default boolean usesDiscord() {
        return !(this instanceof Offline);
    }

    /** At least so many people are in voice, each counted once. */
    record People(int atLeast) implements Signal {
        @Override
        public String toString() {
            return atLeast == 1 ? "voice" : "voice>=" + atLeast;
        }
    }

    /** Somebody is in voice in this guild. */
    record InGuild(long guild) implements Signal {
        @Override
        public String toString() {
            return "voice:guild:" + Long.toUnsignedString(guild);
        }
    }

    /** Somebody is in this channel. */
    record InChannel(long channel) implements Signal {
        @Override
        public String toString() {
            return "voice:channel:" + Long.toUnsignedString(channel);
        }
    }

    /** Somebody is in a channel of this name, in a guild of this name; both are folded. */
    record InNamedChannel(String guild, String channel) implements Signal {
        public InNamedChannel {
            guild = fold(guild);
            channel = fold(channel);
        }

        boolean guildIs(String name) {
            return fold(name).equals(guild);
        }

        boolean channelIs(String name) {
            return fold(name).equals(channel);
        }

        @Override
        public String toString() {
            return "voice:channel:\"" + escape(guild) + "/" + escape(channel) + "\"";
        }

        private static String escape(String name) {
            return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
        }
    }

    /** Something about one person in voice. */
    record OfUser(UserFact fact, long user) implements Signal {
        @Override
        public String toString() {
            return fact.word() + ":user:" + Long.toUnsignedString(user);
        }
    }

    /** Something about one person's presence. */
    record OfPresence(PresenceFact fact, long user) implements Signal {
        @Override
        public String toString() {
            String text = fact.word() + ":user:" + Long.toUnsignedString(user);
            return fact.status().isEmpty() ? text : text + ":" + fact.status();
        }
    }

    /** There is no ready gateway session. */
    record Offline() implements Signal {
        @Override
        public String toString() {
            return "discord:offline";
        }
    }

    /** A name as names are compared: composed, in lower case. Folding it again changes nothing. */
    static String fold(String name) {
        // Once more behind: J with a caron has no composed form, j with a caron has one.
        String lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }
}

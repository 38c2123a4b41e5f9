package dev.porchlight.sim.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that is done to the board.
 *
 * @param argument what stands behind the word; "" when nothing does
 */
record Step(Kind kind, String argument) {

    /** In the words of a script. */
    enum Kind {
        ON("1", "the LED goes on"),
        OFF("0", "the LED goes off"),
        PADDED("padded", "a 1 or 0 between blanks counts"),
        WAIT("wait", "nothing happens"),
        PING("ping", "it answers a ping"),
        BINARY("binary", "it ignores a binary 1 or 0"),
        FRAGMENTS("fragments", "it ignores a 1 or 0 in two fragments"),
        TEXT("text", "it ignores a text that means nothing"),
        PINGS("pings", "it pings by itself"),
        BIG("big", "it refuses a frame of more than 15 KiB"),
        CLOSE("close", "it answers a close frame and comes back"),
        CUT("cut", "its TCP connection is reset and it comes back"),
        NOAUTH("noauth", "it is refused and comes back"),
        WRONG_KEY("wrong-key", "it leaves a server that does not know its key"),
        LOOSE_CONNECTION("loose-connection", "it leaves a server with another Connection header"),
        SILENT("silent", "it gives up a server that has fallen silent, and comes back");

        private final String word;
        private final String meaning;

        Kind(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }

        static String words() {
            return Arrays.stream(values()).map(kind -> kind.word).collect(Collectors.joining(", "));
        }

        /** Whether it takes as long as the firmware's own heartbeat does. */
        boolean isSlow() {
            return this == PINGS || this == SILENT;
        }
    }

    /** What should happen, for the person who looks on. */
    String meaning() {
        return kind.meaning;
    }

    /** The value sent by a step that sends one. */
    String value() {
        return argument.isEmpty() ? "1" : argument;
    }

    @Override
    public String toString() {
        return argument.isEmpty() ? kind.word : kind.word + " " + argument;
    }
}

package dev.porchlight.sim.soak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A signal or rule that boards watch, and what it has to be.
 *
 * @param signal as in {@code ?watch=}; "" for a board that asks for none, which shows {@code voice}
 * @param holds of who is where; not asked for {@link #OFFLINE}, which is about Discord itself
 */
record Sight(String signal, Predicate<Present> holds) {
    static final String OFFLINE = "discord:offline";

    /** All kinds there are, of several guilds, channels and people. */
    static List<Sight> of(Town town) {
        List<Sight> sights = new ArrayList<>();
        sights.add(new Sight("voice", present -> present.people() > 0));
        for (int people : new int[] {2, 5, 9}) {
            sights.add(new Sight("voice>=" + people, present -> present.people() >= people));
        }
        for (int g = 0; g < Town.GUILDS; g++) {
            int guild = g;
            sights.add(new Sight("voice:guild:" + id(town.guild(g).id()), present -> present.anyoneIn(guild)));
            for (int c = 0; c < Town.CHANNELS; c++) {
                int channel = c;
                sights.add(new Sight(
                        "voice:channel:" + id(town.channel(g, c).id()), present -> present.anyoneIn(guild, channel)));
            }
            sights.add(new Sight("voice:channel:\"" + Town.name(g, 1) + "\"", present -> present.anyoneIn(guild, 1)));
        }
        for (int p = 0; p < 3; p++) {
            int person = p;
            String id = ":user:" + id(town.person(p).id());
            sights.add(new Sight("voice" + id, present -> present.inVoice(person)));
            sights.add(new Sight("muted" + id, present -> present.muted(person)));
            sights.add(new Sight("unmuted" + id, present -> present.inVoice(person) && !present.muted(person)));
            sights.add(new Sight("streaming" + id, present -> present.has(person, Deed.STREAM)));
            sights.add(new Sight("camera" + id, present -> present.has(person, Deed.CAMERA)));
        }
        String first = "voice:guild:" + id(town.guild(0).id());
        String someone = "muted:user:" + id(town.person(0).id());
        sights.add(new Sight(first + " & !" + someone, present -> present.anyoneIn(0) && !present.muted(0)));
        sights.add(new Sight(
                "!(" + first + ", voice>=5), " + someone,
                present -> !(present.anyoneIn(0) || present.people() >= 5) || present.muted(0)));
        sights.add(new Sight(OFFLINE, present -> false));
        return sights;
    }

    /** Of a board with no {@code ?watch=}. */
    static Sight plain() {
        return new Sight("", present -> present.people() > 0);
    }

    private static String id(long snowflake) {
        return Long.toUnsignedString(snowflake);
    }

    boolean isOffline() {
        return signal.equals(OFFLINE);
    }

    /** What follows {@code /ws} in a board's URL. */
    String query() {
        return signal.isEmpty() ? "" : "?watch=" + URLEncoder.encode(signal, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return signal.isEmpty() ? "voice (no watch)" : signal;
    }
}

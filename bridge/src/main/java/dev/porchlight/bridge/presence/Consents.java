package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.guilds.Consent;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.store.Store;
import dev.porchlight.bridge.store.StoreUnavailable;
import dev.porchlight.bridge.store.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Who has opted in or out of being seen, kept across restarts, and the command {@code /presence} by which they do.
 *
 * <p>Any thread but the loops; waits for the store. Invariant: what somebody was answered is on the disk or the answer says
 * that it is not, and {@code guilds} was told of it before the answer.
 */
public final class Consents {

    private static final String OPT_IN = "opt-in";
    private static final String OPT_OUT = "opt-out";

    private final Store store;
    private final Table consents;
    private final BiConsumer<Long, Consent> guilds;

    /** @param guilds told of each word that is given, on the store's thread mostly; it must not wait for the store */
    public Consents(Store store, BiConsumer<Long, Consent> guilds) {
        this.store = store;
        this.consents = store.table("presence.consents");
        this.guilds = guilds;
    }

    /** Tells {@code guilds} of all that is kept: before Discord starts, so that nobody is seen who does not want to be. */
    public void load() {
        all().forEach(guilds);
    }

    private Map<Long, Consent> all() {
        return store.read(() -> {
            Map<Long, Consent> all = new LinkedHashMap<>();
            consents.under("").forEach((user, word) -> all.put(Long.parseUnsignedLong(user), read(word)));
            return all;
        });
    }

    private static Consent read(String word) {
        return Consent.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Keeps what a person says from now on. */
    void give(long user, Consent consent) {
        store.write(
                () -> {
                    consents.put(Long.toUnsignedString(user), consent.name().toLowerCase(Locale.ROOT));
                    return consent;
                },
                stored -> guilds.accept(user, stored)); // in the order of the disk, should two words of one person meet
    }

    /** {@code /presence opt-in} and {@code /presence opt-out}. */
    public List<SlashCommand> commands() {
        return List.of(new SlashCommand(
                "presence",
                "Whether this bridge shows others when you are online and what you are doing",
                List.of(),
                List.of(
                        sub(OPT_IN, "Be shown: your status, activities and voice channel"),
                        sub(OPT_OUT, "Be shown nowhere: no status, no activities, no voice channel, no light")),
                false,
                this::answer));
    }

    private SlashCommand sub(String name, String description) {
        return new SlashCommand(name, description, List.of(), List.of(), false, this::answer);
    }

    private String answer(SlashCommand.Call call) {
        if (call.subcommand().equals(OPT_OUT)) {
            try {
                give(call.user(), Consent.OUT);
            } catch (StoreUnavailable e) {
                guilds.accept(call.user(), Consent.OUT); // whoever does not want to be seen is not, disk or no disk
                return "You are shown nowhere from now on. But this could not be stored, and ends when the bridge is started"
                        + " again: please say it once more later.";
            }
            return "You are shown nowhere from now on. `/presence opt-in` takes it back.";
        }
        give(call.user(), Consent.IN);
        return "You are shown from now on. `/presence opt-out` takes it back.";
    }
}

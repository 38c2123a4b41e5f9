package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.home.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A presence as it is told. Immutable: the bytes are nobody's to change. */
final class PresenceSeen {

    /** Six activities with every field at its longest are half of it. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int PLAYING = 0;
    private static final int LISTENING = 2;
    private static final int CUSTOM = 4;

    private final long user;
    private final Optional<byte[]> identity;
    private final Status status;
    private final int clients;
    private final byte[] activities;
    private final int doing;

    private PresenceSeen(
            long user, Optional<byte[]> identity, Status status, int clients, byte[] activities, int doing) {
        this.user = user;
        this.identity = identity;
        this.status = status;
        this.clients = clients;
        this.activities = activities;
        this.doing = doing;
    }

    static PresenceSeen parse(Payload d, Set<Hidden> hide) {
        Payload user = d.object("user");
        Status status = status(d);
        List<Map<?, ?>> shown = shown(d, hide);
        return new PresenceSeen(
                user.snowflake("id"),
                user.fields().size() == 1 ? Optional.empty() : Optional.of(identity(user, hide)),
                status,
                status == Status.OFFLINE || hide.contains(Hidden.CLIENTS) ? 0 : clients(d),
                bytes(shown),
                doing(shown));
    }

    /** Nobody saw them there. */
    static PresenceSeen offline(long user) {
        return new PresenceSeen(user, Optional.empty(), Status.OFFLINE, 0, JsonBytes.EMPTY_LIST, 0);
    }

    private static Status status(Payload d) {
        return switch (d.has("status") ? d.text("status") : "offline") {
            case "idle" -> Status.IDLE;
            case "dnd" -> Status.DND;
            case "offline", "invisible", "" -> Status.OFFLINE;
            default -> Status.ONLINE;
        };
    }

    /** Nulls stay, as they say that something is no more. */
    private static byte[] identity(Payload user, Set<Hidden> hide) {
        return MemberSeen.bounded(JsonBytes.of(MemberSeen.visible(user.fields(), hide), 512));
    }

    private static int clients(Payload d) {
        if (!d.has("client_status")) {
            return 0;
        }
        int clients = 0;
        for (Map.Entry<?, ?> client : d.object("client_status").fields().entrySet()) {
            if (client.getValue() instanceof String status && !status.isEmpty() && !status.equals("offline")) {
                clients |= bit(client.getKey());
            }
        }
        return clients;
    }

    private static int bit(Object platform) {
        return switch (String.valueOf(platform)) {
            case "desktop" -> Platform.DESKTOP.bit();
            case "vr" -> Platform.VR.bit();
            case "mobile" -> Platform.MOBILE.bit();
            case "web" -> Platform.WEB.bit();
            case "embedded" -> Platform.EMBEDDED.bit();
            default -> 0;
        };
    }

    private static List<Map<?, ?>> shown(Payload d, Set<Hidden> hide) {
        if (hide.contains(Hidden.ACTIVITIES)) {
            return List.of();
        }
        List<Map<?, ?>> shown = new ArrayList<>();
        for (Payload activity : d.list("activities")) {
            if (!isHidden(activity.fields(), hide)) {
                shown.add(activity.fields());
            }
        }
        return shown;
    }

    private static byte[] bytes(List<Map<?, ?>> shown) {
        if (shown.isEmpty()) {
            return JsonBytes.EMPTY_LIST;
        }
        byte[] bytes = JsonBytes.of(shown, 1024);
        if (bytes.length > MAX_BYTES) {
            throw MalformedDispatch.tooLong("activities", MAX_BYTES);
        }
        return bytes;
    }

    private static int doing(List<Map<?, ?>> shown) {
        int doing = 0;
        for (Map<?, ?> activity : shown) {
            doing |= isOfType(activity, PLAYING) ? Presence.PLAYING : 0;
            doing |= isOfType(activity, LISTENING) || isSpotify(activity) ? Presence.LISTENING : 0;
        }
        return doing;
    }

    private static boolean isOfType(Map<?, ?> activity, int wanted) {
        return activity.get("type") instanceof Integer type && type == wanted;
    }

    private static boolean isHidden(Map<?, ?> activity, Set<Hidden> hide) {
        return (isOfType(activity, CUSTOM) && hide.contains(Hidden.CUSTOM_STATUS))
                || (isSpotify(activity) && hide.contains(Hidden.SPOTIFY));
    }

    private static boolean isSpotify(Map<?, ?> activity) {
        return String.valueOf(activity.get("id")).startsWith("spotify:")
                || String.valueOf(activity.get("name")).equals("Spotify");
    }

    /** Roughly what it takes, for whoever has to bound it. */
    int bytes() {
        return 64 + activities.length + identity.map(json -> json.length).orElse(0);
    }

    long user() {
        return user;
    }

    /** What was told of the user besides the id, which is mostly nothing: null values clear, what is not in it stays. */
    Optional<byte[]> identity() {
        return identity;
    }

    Status status() {
        return status;
    }

    boolean isOnline() {
        return status != Status.OFFLINE;
    }

    /** Bits of {@link Platform}. */
    int clients() {
        return clients;
    }

    /** Whether they play and listen, of what may be shown: bits of {@link Presence}. */
    int doing() {
        return doing;
    }

    /** As they are kept. */
    byte[] activities() {
        return activities;
    }
}

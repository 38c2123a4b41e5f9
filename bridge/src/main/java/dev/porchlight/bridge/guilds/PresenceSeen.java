package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A presence as it is told. Immutable: the bytes are nobody's to change. */
final class PresenceSeen {

    /** Six activities with every field at its longest are half of it. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int CUSTOM = 4;

    private final long user;
    private final Optional<byte[]> identity;
    private final Status status;
    private final int clients;
    private final byte[] activities;

    private PresenceSeen(long user, Optional<byte[]> identity, Status status, int clients, byte[] activities) {
        this.user = user;
        this.identity = identity;
        this.status = status;
        this.clients = clients;
        this.activities = activities;
    }

    static PresenceSeen parse(Payload d, Set<Hidden> hide) {
        Payload user = d.object("user");
        Status status = status(d);
        return new PresenceSeen(
                user.snowflake("id"),
                user.fields().size() == 1 ? Optional.empty() : Optional.of(identity(user, hide)),
                status,
                status == Status.OFFLINE || hide.contains(Hidden.CLIENTS) ? 0 : clients(d),
                activities(d, hide));
    }

    /** Nobody saw them there. */
    static PresenceSeen offline(long user) {
        return new PresenceSeen(user, Optional.empty(), Status.OFFLINE, 0, JsonBytes.EMPTY_LIST);
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

    private static byte[] activities(Payload d, Set<Hidden> hide) {
        if (hide.contains(Hidden.ACTIVITIES)) {
            return JsonBytes.EMPTY_LIST;
        }
        List<Map<?, ?>> shown = new ArrayList<>();
        for (Payload activity : d.list("activities")) {
            if (!isHidden(activity.fields(), hide)) {
                shown.add(activity.fields());
            }
        }
        if (shown.isEmpty()) {
            return JsonBytes.EMPTY_LIST;
        }
        byte[] bytes = JsonBytes.of(shown, 1024);
        if (bytes.length > MAX_BYTES) {
            throw MalformedDispatch.tooLong("activities", MAX_BYTES);
        }
        return bytes;
    }

    private static boolean isHidden(Map<?, ?> activity, Set<Hidden> hide) {
        boolean custom = activity.get("type") instanceof Integer type && type == CUSTOM;
        boolean spotify = String.valueOf(activity.get("id")).startsWith("spotify:")
                || String.valueOf(activity.get("name")).equals("Spotify");
        return (custom && hide.contains(Hidden.CUSTOM_STATUS)) || (spotify && hide.contains(Hidden.SPOTIFY));
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

    /** As they are kept. */
    byte[] activities() {
        return activities;
    }
}

package dev.porchlight.sim.discord;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code resolved} of an interaction: the objects behind the ids in its options. Called under the world's lock. */
final class Resolved {
    private final SimChannel place;
    private final Map<String, Object> json = new LinkedHashMap<>();

    Resolved(SimChannel place) {
        this.place = place;
    }

    /** What goes on the wire for a value: an id for things that have one. */
    Object wire(Object value) {
        return switch (value) {
            case SimUser user -> put("users", user.id(), user.json(), () -> member(user));
            case SimMember member -> wire(member.user());
            case SimChannel channel -> put("channels", channel.id(), withPermissions(channel), () -> {});
            case SimThread thread -> wire(thread.channel());
            case SimRole role -> put("roles", role.id(), role.json(), () -> {});
            case SimMessage message -> put("messages", message.id(), message.shown(), () -> {});
            case SimUpload file -> {
                long id = place.world().snowflakes.next();
                yield put("attachments", id, file.json(place, id), () -> {});
            }
            default -> value;
        };
    }

    /** Whatever there is of that id: user, role or channel. */
    Object find(String id) {
        long snowflake = Json.snowflake(id);
        SimUser user = place.world().userById(snowflake);
        if (user != null) {
            return wire(user);
        }
        Optional<SimRole> role =
                place.guild() == null ? Optional.empty() : place.guild().roles().of(snowflake);
        if (role.isPresent()) {
            return wire(role.get());
        }
        return wire(place.world()
                .channelById(snowflake)
                .orElseThrow(() -> new IllegalArgumentException("nothing has the id " + id)));
    }

    private void member(SimUser user) {
        if (place.guild() == null) {
            return;
        }
        People people = place.guild().people();
        people.of(user).ifPresent(member -> {
            Map<String, Object> shown = people.withoutUser(member);
            Arrays.asList("deaf", "mute").forEach(shown::remove);
            shown.put("permissions", Long.toString(Permission.of(place.guild(), user, place)));
            put("members", user.id(), shown, () -> {});
        });
    }

    private Map<String, Object> withPermissions(SimChannel channel) {
        Map<String, Object> shown = channel.json();
        shown.put("permissions", Long.toString(Permission.ALL));
        return shown;
    }

    private String put(String kind, long id, Map<String, Object> object, Runnable more) {
        Map<String, Object> all = Json.asObject(json.get(kind));
        all.put(Json.id(id), object);
        json.put(kind, all);
        more.run();
        return Json.id(id);
    }

    /** Adds it to the data, if there is anything. */
    void addTo(Map<String, Object> data) {
        if (!json.isEmpty()) {
            data.put("resolved", json);
        }
    }
}

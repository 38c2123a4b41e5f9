package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.guilds.Person;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code /socket} as Tether's README has it: events are numbered, an Initialize takes the place of the one before, people
 * nobody knows are remembered, and {@code removed} says who went offline or away.
 */
public final class TetherDialect implements Dialect {

    /** People one socket may watch. */
    public static final int MOST_IDS = 1_000;

    private static final int HEARTBEAT_TIMEOUT = 4009;
    private static final Head INIT_STATE = Head.numbered("INIT_STATE");
    private static final Head UPDATE = Head.numbered("PRESENCE_UPDATE");
    private static final byte[] DATA = Json.ascii("\",\"data\":");
    private static final byte[] END = Json.ascii("}");
    private static final byte[] HERE = Json.ascii(",\"removed\":false}}");
    private static final byte[] OFFLINE = Json.ascii(",\"removed\":true}}");
    private static final byte[] GONE = Json.ascii("\",\"removed\":true}}");

    @Override
    public Order read(Message message) throws Refused {
        return switch (message.op()) {
            case 2 -> initialize(message.dataObject());
            case 3 -> new Order.Heartbeat();
            default -> throw Refused.unknownOpcode();
        };
    }

    private static Order initialize(Map<?, ?> data) throws Refused {
        Set<Long> ids = new LinkedHashSet<>();
        Object several = data.get("subscribe_to_ids");
        if (several instanceof List<?> list) {
            for (Object id : list) {
                add(ids, id);
            }
        } else if (several != null) {
            throw Refused.invalidPayload();
        }
        Object one = data.get("subscribe_to_id");
        if (one != null) {
            add(ids, one);
        }
        if (ids.isEmpty()) {
            throw Refused.invalidPayload();
        }
        return new Order.Watch(List.copyOf(ids), Order.Shape.MAP);
    }

    private static void add(Set<Long> ids, Object written) throws Refused {
        long id = Message.id(written);
        if (id == 0) {
            throw Refused.invalidPayload();
        }
        ids.add(id);
        if (ids.size() > MOST_IDS) {
            throw Refused.invalidPayload();
        }
    }

    @Override
    public boolean replaces() {
        return true;
    }

    @Override
    public boolean remembersUnknown() {
        return true;
    }

    @Override
    public boolean tellsGone() {
        return true;
    }

    @Override
    public int silent() {
        return HEARTBEAT_TIMEOUT;
    }

    @Override
    public Head initState() {
        return INIT_STATE;
    }

    @Override
    public Head update() {
        return UPDATE;
    }

    @Override
    public byte[] entry(long id, byte[] document) {
        return Json.joined(user(id), DATA, document, END);
    }

    @Override
    public byte[] update(long id, Person now, byte[] document) {
        if (now == null) {
            return Json.joined(user(id), GONE);
        }
        return Json.joined(user(id), DATA, document, now.status() == Person.Status.OFFLINE ? OFFLINE : HERE);
    }

    private static byte[] user(long id) {
        return Json.ascii("{\"user_id\":\"" + Long.toUnsignedString(id));
    }
}

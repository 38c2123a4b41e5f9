package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.presence.Dialect;
import dev.porchlight.bridge.presence.Head;
import dev.porchlight.bridge.presence.Message;
import dev.porchlight.bridge.presence.Order;
import dev.porchlight.bridge.presence.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The socket as Lanyard's own code has it, where that differs from its README: events have no number, a repeated op 2 adds,
 * people nobody knows are not remembered, and nothing is told when somebody leaves.
 */
public final class LanyardDialect implements Dialect {

    private static final int PROTOCOL_ERROR = 1002;
    private static final Head INIT_STATE = Head.plain("INIT_STATE");
    private static final Head UPDATE = Head.plain("PRESENCE_UPDATE");

    @Override
    public Order read(Message message) throws Refused {
        return switch (message.op()) {
            case 2 -> initialize(message.dataObject());
            case 3 -> new Order.Heartbeat();
            case 4 -> unsubscribe(message.data());
            default -> throw Refused.unknownOpcode();
        };
    }

    /** The first key that is there decides. */
    private static Order initialize(Map<?, ?> data) throws Refused {
        if (data.isEmpty()) {
            throw Refused.requiresDataObject();
        }
        if (data.containsKey("subscribe_to_ids")) {
            if (data.get("subscribe_to_ids") instanceof List<?> list) {
                return new Order.Watch(ids(list), Order.Shape.MAP);
            }
            throw Refused.invalidPayload(); // Lanyard's own process dies of it
        }
        if (data.containsKey("subscribe_to_id")) {
            return new Order.Watch(ids(List.of(text(data.get("subscribe_to_id")))), Order.Shape.BARE);
        }
        if (Boolean.TRUE.equals(data.get("subscribe_to_all"))) {
            return new Order.WatchAll();
        }
        throw Refused.invalidPayload();
    }

    /** What it does not understand it ignores. */
    private static Order unsubscribe(Object data) {
        if (data instanceof Map<?, ?> map) {
            if (map.get("unsubscribe_from_ids") instanceof List<?> list) {
                return new Order.Unwatch(ids(list));
            }
            if (map.containsKey("unsubscribe_from_id")) {
                return new Order.Unwatch(ids(List.of(text(map.get("unsubscribe_from_id")))));
            }
            if (Boolean.TRUE.equals(map.get("unsubscribe_from_all"))) {
                return new Order.UnwatchAll();
            }
        }
        return new Order.Unwatch(List.of());
    }

    private static String text(Object id) {
        return id instanceof String text ? text : "";
    }

    /** What cannot be an id is nobody's, and left out like everybody who is not known. */
    private static List<Long> ids(List<?> written) {
        return written.stream()
                .map(Message::id)
                .filter(id -> id != 0)
                .distinct()
                .toList();
    }

    @Override
    public boolean replaces() {
        return false;
    }

    @Override
    public boolean remembersUnknown() {
        return false;
    }

    @Override
    public boolean tellsGone() {
        return false;
    }

    @Override
    public int silent() {
        return PROTOCOL_ERROR;
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
        return document;
    }

    @Override
    public byte[] update(long id, Person now, byte[] document) {
        byte[] body = Arrays.copyOf(document, document.length + 1);
        body[document.length] = '}';
        return body;
    }
}

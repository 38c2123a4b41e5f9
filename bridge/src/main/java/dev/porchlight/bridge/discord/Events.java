package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.Dispatch;
import dev.porchlight.bridge.guilds.GuildCreate;
import dev.porchlight.bridge.guilds.Guilds;
import dev.porchlight.bridge.guilds.MalformedDispatch;
import dev.porchlight.bridge.guilds.MembersChunk;
import dev.porchlight.bridge.guilds.Ready;
import dev.porchlight.bridge.guilds.Resumed;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.log.Log;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Hears one JDA. A raw event is read into an immutable dispatch inside the callback, because JDA goes on using the map,
 * and posted to the home loop; when that is full, the post waits, and with it JDA's reader: that is the back-pressure.
 * Called on JDA's threads, raw events on the reading thread alone.
 */
final class Events implements EventListener {

    private static final Log LOG = Log.of("discord");

    private final HomeLoop loop;
    private final Guilds guilds;
    private final Link link;
    private final Counters counters;
    private final Hush hush;
    private final Renewal renewal;
    private final JdaSession session;

    /** The highest sequence number of the session; JDA may hand on an event twice. */
    private long lastSequence = -1;

    Events(HomeLoop loop, Guilds guilds, Link link, Counters counters, Hush hush, Renewal renewal, JdaSession session) {
        this.loop = loop;
        this.guilds = guilds;
        this.link = link;
        this.counters = counters;
        this.hush = hush;
        this.renewal = renewal;
        this.session = session;
    }

    @Override
    public void onEvent(GenericEvent event) {
        long received = System.nanoTime();
        session.born(event.getJDA());
        switch (event) {
            case RawGatewayEvent raw -> raw(raw, received);
            case StatusChangeEvent change -> status(change.getNewStatus());
            case SessionDisconnectEvent disconnect -> disconnected(disconnect);
            case ShutdownEvent shutdown -> session.ended(shutdown.getCode());
            default -> {}
        }
    }

    private void raw(RawGatewayEvent event, long received) {
        DataObject payload = event.getPackage();
        String type = event.getType();
        boolean begins = type.equals("READY") || type.equals("RESUMED");
        if (isRepeat(payload, begins) || !link.isOf(session)) {
            return;
        }
        counters.received(type);
        try {
            Dispatch.parse(
                            type,
                            event.getPayload().toMap(),
                            guilds.peopleSettings().hide())
                    .ifPresent(d -> take(d, received));
        } catch (MalformedDispatch e) {
            malformed(type, e.getMessage());
        }
    }

    private void malformed(String type, String problem) {
        counters.malformed.increment();
        if (hush.speaks(type)) {
            LOG.warn("gateway_event_malformed", "type", type, "problem", problem);
        }
    }

    /**
     * JDA keeps events that come while it sets a guild up and runs them again afterwards, raw event included; taken twice,
     * somebody who came and went would come again. Sequence numbers rise within a session, so an old one is a repeat.
     */
    private boolean isRepeat(DataObject payload, boolean begins) {
        long sequence = payload.getLong("s", -1);
        if (begins || sequence < 0) {
            lastSequence = sequence;
            return false;
        }
        if (sequence <= lastSequence) {
            return true;
        }
        lastSequence = sequence;
        return false;
    }

    private void take(Dispatch dispatch, long received) {
        switch (dispatch) {
            case Ready ready -> {
                counters.sessions.increment();
                renewal.freshSession();
                session.up();
                link.up(session, "fresh", () -> begin(ready, received));
            }
            case Resumed resumed -> {
                counters.resumes.increment();
                session.up();
                link.up(session, "resumed", () -> begin(resumed, received));
            }
            case GuildCreate create
            when create.leftOut() > 0 -> {
                post(create, received);
                malformed(
                        "GUILD_CREATE",
                        create.leftOut() + " of its channels, members, presences and voice states left out");
            }
            case MembersChunk chunk
            when chunk.leftOut() > 0 -> {
                post(chunk, received);
                malformed("GUILD_MEMBERS_CHUNK", chunk.leftOut() + " of its members and presences left out");
            }
            default -> post(dispatch, received);
        }
    }

    private void begin(Dispatch dispatch, long received) {
        post(0, () -> {
            guilds.session(session.members());
            guilds.accept(dispatch, received);
        });
    }

    private void post(Dispatch dispatch, long received) {
        post(dispatch.bytes(), () -> guilds.accept(dispatch, received));
    }

    private void post(int bytes, Runnable task) {
        try {
            loop.post(bytes, task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the need to know.
            LOG.debug("home_has_ended");
        }
    }

    private void status(JDA.Status status) {
        switch (status) {
            case DISCONNECTED, SHUTTING_DOWN, SHUTDOWN, FAILED_TO_LOGIN -> link.lost(session);
            case RECONNECT_QUEUED, WAITING_TO_RECONNECT, ATTEMPTING_TO_RECONNECT ->
                link.away(session, "the connection was lost");
            default -> {}
        }
    }

    /** JDA takes close codes it has never heard of for passing trouble; those of {@link Refusal} are not. */
    private void disconnected(SessionDisconnectEvent event) {
        if (!event.isClosedByServer() || event.getServiceCloseFrame() == null) {
            link.away(session, "the connection was lost");
            return;
        }
        int code = event.getServiceCloseFrame().getCloseCode();
        if (session.intents().canDoWithout(code)) {
            link.lost(session);
            event.getJDA().setAutoReconnect(false);
            session.ended(code);
        } else if (Refusal.of(code).isPresent()) {
            link.refused(session);
            event.getJDA().setAutoReconnect(false);
            session.ended(code);
        } else {
            link.away(session, "Discord closed the connection with " + code);
        }
    }
}

package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.MemberRequest;
import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.function.BiPredicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.GuildSetupController;
import net.dv8tion.jda.internal.handle.SocketHandler;
import net.dv8tion.jda.internal.requests.WebSocketClient;

/**
 * The only place that reaches into JDA behind its public API; written against 6.5.0. {@code DiscordHiddenChannelTest} and
 * {@code DiscordStartTest} fail when another version needs it done differently.
 */
final class JdaInside {

    private static final Log LOG = Log.of("discord");

    private JdaInside() {}

    /**
     * Makes sure of the raw event. JDA hands a dispatch first to a handler of its own, for its cache, and fires no raw event
     * when that throws; the GUILD_CREATE of a guild with one channel it cannot read (Discord nulls fields of channels that
     * the bot may not view) is then lost whole. Here each handler may throw as it likes.
     *
     * @param jda built and not connected yet
     */
    static void shelterRawEvents(JDA jda) {
        JDAImpl inside = (JDAImpl) jda;
        Map<String, SocketHandler> handlers = inside.getClient().getHandlers();
        handlers.replaceAll((type, handler) -> new Sheltered(inside, type, handler));
    }

    /**
     * Takes from JDA what it would read of members and presences only to forget it: it keeps none, but makes an object of each
     * of 100,000 on the way. What it asked for itself it gets.
     *
     * @param jda built and not connected yet
     */
    static void keepMembersFrom(JDA jda) {
        JDAImpl inside = (JDAImpl) jda;
        Map<String, SocketHandler> handlers = inside.getClient().getHandlers();
        BiPredicate<JDAImpl, DataObject> ofItself = (api, d) ->
                d.getObject("user").getUnsignedLong("id") == api.getSelfUser().getIdLong();
        Map<String, BiPredicate<JDAImpl, DataObject>> needed = Map.of(
                "PRESENCE_UPDATE",
                (api, d) -> false,
                "GUILD_MEMBER_ADD",
                ofItself,
                "GUILD_MEMBER_UPDATE",
                ofItself,
                "GUILD_MEMBERS_CHUNK",
                (api, d) -> !d.getString("nonce", "").startsWith(MemberRequest.NONCE));
        handlers.computeIfPresent("GUILD_CREATE", (type, handler) -> new Lonely(inside, handler));
        needed.forEach(
                (type, test) -> handlers.computeIfPresent(type, (key, handler) -> new Spared(inside, handler, test)));
    }

    /** Sends op 8, when the gateway's limits allow. */
    static void requestMembers(JDA jda, DataObject request) {
        ((JDAImpl) jda).getClient().sendChunkRequest(request);
    }

    /** Does not send it if it has not been sent. */
    static void cancelMembers(JDA jda, String nonce) {
        ((JDAImpl) jda).getClient().cancelChunkRequest(nonce);
    }

    /** JDA waits ten seconds for a gateway that does not answer the closing; the public API offers nothing shorter. */
    static void cutSocket(JDA jda) {
        WebSocketClient client = ((JDAImpl) jda).getClient();
        Socket socket = client == null || client.socket == null ? null : client.socket.getSocket();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed either way.
            }
        }
    }

    /** Hands on what JDA needs and nothing else. */
    private static final class Spared extends SocketHandler {

        private final SocketHandler handler;
        private final BiPredicate<JDAImpl, DataObject> needed;

        Spared(JDAImpl jda, SocketHandler handler, BiPredicate<JDAImpl, DataObject> needed) {
            super(jda);
            this.handler = handler;
            this.needed = needed;
        }

        @Override
        protected Long handleInternally(DataObject content) {
            if (needed.test(getJDA(), content)) {
                handler.handle(responseNumber, allContent);
            }
            return null;
        }
    }

    /** Shows JDA of a guild's members itself alone, and of their presences none. */
    private static final class Lonely extends SocketHandler {

        private final SocketHandler handler;

        Lonely(JDAImpl jda, SocketHandler handler) {
            super(jda);
            this.handler = handler;
        }

        @Override
        protected Long handleInternally(DataObject content) {
            DataObject guild = copy(content);
            content.optArray("members").ifPresent(all -> guild.put("members", itself(all)));
            guild.remove("presences");
            handler.handle(responseNumber, copy(allContent).put("d", guild));
            return null;
        }

        private DataArray itself(DataArray members) {
            DataArray itself = DataArray.empty();
            members.stream(DataArray::getObject)
                    .filter(member -> member.getObject("user").getUnsignedLong("id")
                            == getJDA().getSelfUser().getIdLong())
                    .forEach(itself::add);
            return itself;
        }

        private static DataObject copy(DataObject object) {
            DataObject copy = DataObject.empty();
            object.keys().forEach(key -> copy.put(key, object.opt(key).orElse(null)));
            return copy;
        }
    }

    private static final class Sheltered extends SocketHandler {

        private final String type;
        private final SocketHandler handler;

        Sheltered(JDAImpl jda, String type, SocketHandler handler) {
            super(jda);
            this.type = type;
            this.handler = handler;
        }

        @Override
        protected Long handleInternally(DataObject content) {
            try {
                handler.handle(responseNumber, allContent);
            } catch (RuntimeException e) {
                LOG.debug("jda_stumbled", "type", type, "cause", e.getClass().getSimpleName());
                if (type.equals("GUILD_CREATE")) {
                    release(content);
                }
            }
            return null;
        }

        /** A guild that JDA could not set up would stay in its setup for ever, and JDA keep every event of it until then. */
        private void release(DataObject guild) {
            GuildSetupController setup = getJDA().getGuildSetupController();
            long id = guild.getLong("id", 0);
            if (setup.isLocked(id)) {
                setup.ready(id);
            }
        }
    }
}

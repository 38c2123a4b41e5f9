package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import net.dv8tion.jda.api.JDA;
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

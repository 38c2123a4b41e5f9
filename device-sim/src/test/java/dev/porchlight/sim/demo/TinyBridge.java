package dev.porchlight.sim.demo;

import dev.porchlight.sim.wire.AcceptKey;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * A bridge of a hundred lines: JDA on one side, boards on the other, and a light for people in voice. It shows that the
 * demo can be followed by what only sees its sockets.
 */
final class TinyBridge implements EventListener, AutoCloseable {
    /** Something that also happens at a VOICE_STATE_UPDATE. */
    interface OnVoice {
        void heard(String user) throws IOException;
    }

    private record Board(Socket socket, String watched) {}

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Board> boards = new CopyOnWriteArrayList<>();
    private final Map<String, String> channelOfUser = new HashMap<>();
    private final String token;
    private OnVoice onVoice = user -> {};
    private String afk = "";
    private JDA jda;

    TinyBridge(String token) throws IOException {
        this.token = token;
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
    }

    synchronized void onVoice(OnVoice newOnVoice) {
        onVoice = newOnVoice;
    }

    void connect(String apiUrl, String gatewayUrl) {
        jda = JDABuilder.createLight(token, GatewayIntent.GUILD_VOICE_STATES)
                .setRestConfig(new RestConfig().setBaseUrl(apiUrl))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return gatewayUrl;
                    }
                })
                .setRawEventsEnabled(true)
                .setEnableShutdownHook(false)
                .addEventListeners(this)
                .build();
    }

    @Override
    public synchronized void onEvent(GenericEvent event) {
        if (event instanceof RawGatewayEvent raw) {
            DataObject d = raw.getPayload();
            if (raw.getType().equals("GUILD_CREATE")) {
                afk = d.getString("afk_channel_id", "");
            } else if (raw.getType().equals("VOICE_STATE_UPDATE")
                    && !d.getObject("member").getObject("user").getBoolean("bot")) {
                channelOfUser.put(d.getString("user_id"), d.getString("channel_id", ""));
                boards.forEach(this::tell);
                try {
                    onVoice.heard(d.getString("user_id"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void tell(Board board) {
        boolean on = channelOfUser.values().stream()
                .anyMatch(channel -> !channel.isEmpty() && !channel.equals(afk) && channel.contains(board.watched()));
        send(board.socket(), on ? "1" : "0");
    }

    private static void send(Socket socket, String text) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(text.length());
        frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                letIn(socket);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void letIn(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String key = head.toString().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+)\r\n.*", "$1");
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int authBytes = "AUTH:".length() + token.length();
        in.readNBytes(2 + 4 + authBytes);
        String watch = "watch=voice:channel:";
        String line = head.substring(0, head.indexOf(" HTTP"));
        String watched = line.contains(watch) ? line.substring(line.indexOf(watch) + watch.length()) : "";
        send(socket, "OK");
        send(socket, "0");
        boards.add(new Board(socket, watched));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Board board : boards) {
            board.socket().close();
        }
        if (jda != null) {
            jda.shutdownNow();
        }
    }
}

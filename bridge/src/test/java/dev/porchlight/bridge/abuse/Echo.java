package dev.porchlight.bridge.abuse;

import dev.porchlight.bridge.door.BinaryFrame;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketHandler;
import java.nio.ByteBuffer;

/** Says again what it is told. Keeps nothing itself, so that whoever does not read has it waiting at the door. */
public class Echo implements SocketHandler {

    @Override
    public void opened(Socket socket) {}

    @Override
    public void text(Socket socket, String text) {
        socket.send(Frame.text(text));
    }

    @Override
    public void binary(Socket socket, ByteBuffer bytes) {
        socket.send(BinaryFrame.of(bytes));
    }

    @Override
    public void closed(Socket socket, String reason) {}
}

package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bare server, told over its control connection. */
final class FloorSubject implements Subject {
    private final Child process;
    private final InetSocketAddress address;
    private final SocketChannel control;
    private final ByteBuffer answer = ByteBuffer.allocate(Long.BYTES);
    private long toldAt;

    FloorSubject(Setup setup) throws IOException {
        process = setup.floor();
        address = Setup.awaitAddress(process);
        control = SocketChannel.open(address);
        control.setOption(StandardSocketOptions.TCP_NODELAY, true);
        control.write(ByteBuffer.wrap(Wire.get("/control", address.getPort())));
        process.awaitQuiet(); // the head must have been read before the first change
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Child process() {
        return process;
    }

    @Override
    public void tell(boolean on) throws IOException {
        ByteBuffer one = BareServer.direct(new byte[] {(byte) (on ? '1' : '0')});
        toldAt = System.nanoTime();
        control.write(one);
    }

    /** Waits until every board has been written to; has to be called once after each change. */
    void awaitWritten() throws IOException {
        answer.clear();
        while (answer.hasRemaining()) {
            if (control.read(answer) < 0) {
                throw new IOException("the bare server has gone");
            }
        }
    }

    @Override
    public long toldAt() {
        return toldAt;
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.close();
    }
}

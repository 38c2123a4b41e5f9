package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down every call, checks that each comes on the loop and none from inside another, and can be told what to do. */
public class RecordingHandler implements SocketHandler {

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private volatile Socket socket;
    private String inside;

    /** What to do in each call; the first word of {@code call} is its name. */
    protected void on(Socket socket, String call) {}

    private void record(Socket socket, String call) {
        if (!Thread.currentThread().getName().equals("door")) {
            wrongs.add(call + " on thread " + Thread.currentThread().getName());
        }
        if (inside != null) {
            wrongs.add(call + " from inside " + inside);
        }
        calls.add(call);
        inside = call;
        try {
            on(socket, call);
        } finally {
            inside = null;
        }
    }

    @Override
    public final void opened(Socket opened) {
        socket = opened;
        record(opened, "opened");
    }

    @Override
    public final void text(Socket from, String text) {
        record(from, "text " + text);
    }

    @Override
    public final void binary(Socket from, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        record(from, "binary " + java.util.HexFormat.of().formatHex(copy));
    }

    @Override
    public final void drained(Socket drained) {
        record(drained, "drained");
    }

    @Override
    public final void timer(Socket late) {
        record(late, "timer");
    }

    @Override
    public final void stopping(Socket stopping) {
        record(stopping, "stopping");
    }

    @Override
    public final void closed(Socket closed, String reason) {
        record(closed, "closed " + reason);
    }

    /** The next call, which must come within ten seconds. */
    public String next() throws InterruptedException {
        String call = calls.poll(10, TimeUnit.SECONDS);
        assertThat(call).as("a call").isNotNull();
        assertThat(wrongs).isEmpty();
        return call;
    }

    /** The calls from here to the end, closed included. */
    public java.util.List<String> untilClosed() throws InterruptedException {
        java.util.List<String> all = new java.util.ArrayList<>();
        do {
            all.add(next());
        } while (!all.getLast().startsWith("closed"));
        return all;
    }

    /** Calls written down and not yet asked for. */
    public int pending() {
        return calls.size();
    }

    public Socket socket() {
        return socket;
    }
}

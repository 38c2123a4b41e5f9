package dev.porchlight.bridge.door;

import java.net.InetAddress;
import java.time.Duration;

/**
 * One open WebSocket. Used on the door loop alone; no call waits, none calls back into a handler before it returns, and
 * after the end every call does nothing.
 */
public interface Socket {

    /**
     * Sends a message behind whatever is still on its way. Past the endpoint's {@link SocketLimits#queuedBytes()} the
     * socket is closed with 1013 instead. Who sends states rather than messages asks {@link #full()} first and sends the
     * newest one at {@link SocketHandler#drained}.
     */
    void send(Frame frame);

    /** Whether the kernel took less than was sent, so that something waits here. */
    boolean full();

    /**
     * Closes; the socket goes once the peer agrees, or after {@link DoorLimits#lingerTime()}.
     *
     * @param code 1000–1003, 1007–1014, 3000–4999, or {@link CloseCode#NO_STATUS} for an empty close frame
     * @throws IllegalArgumentException for any other code
     */
    void close(int code);

    /**
     * Calls {@link SocketHandler#timer} once after this time, up to 32 ms later; a time given earlier and not yet over is
     * dropped.
     */
    void after(Duration delay);

    /** Drops the time given to {@link #after}, if it is not over yet. */
    void noTimer();

    /** Changes how large a message from this peer may be, in bytes, at least 1; counts for one that is arriving too. */
    void messageCap(int bytes);

    /**
     * The endpoint knows this peer (a board that gave the token): it may use the part of {@link DoorLimits#bufferBytes} that
     * strangers may not, so that they cannot cost it its place.
     */
    void known();

    /** Ignores everything the peer says from now on, except its close. */
    void deafen();

    /**
     * Bounds what the kernel keeps for a peer that does not read (SO_SNDBUF; Linux doubles it for its own bookkeeping).
     * Small is right for states: what the kernel holds is already the past when the peer reads it.
     */
    void kernelBuffer(int bytes);

    /** The client's address: the peer's, or what a trusted proxy says. */
    InetAddress client();
}

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

    /**
     * Writes frames that were put together for this socket alone, in one go. Nothing may be on its way already: who is
     * {@link #full()} is sent nothing. Ask {@link #hasRoom} first: what the kernel does not take is held in any case.
     *
     * @param frames free for other use when this returns
     */
    void send(Batch frames);

    /** Whether the door may hold so many bytes more for this peer; when not, a {@link #send} of a frame would close it. */
    boolean hasRoom(int bytes);

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
     * The same, and says why.
     *
     * @param reason at most 123 bytes of UTF-8; empty with {@link CloseCode#NO_STATUS}
     */
    void close(int code, String reason);

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

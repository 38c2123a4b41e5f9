package dev.porchlight.bridge.door;

import fi.iki.elonen.NanoHTTPD;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;

/**
 * NanoHTTPD without its server: reads one complete, checked request from memory and writes the answer. Never started, so
 * it has no socket and no thread; safe from any thread, one session a call.
 *
 * <p>The 3-argument session constructor is the one that does not look up the peer's name in DNS. A body never reaches its
 * parser: handlers get the bytes.
 */
final class NanoCodec extends NanoHTTPD {

    /** Makes the answer to the request under way. */
    @FunctionalInterface
    interface Responder {
        Answer respond();
    }

    NanoCodec() {
        super(0);
    }

    /**
     * Answers one request.
     *
     * @param message head and body, whole
     * @return whether the connection lives on
     */
    boolean execute(byte[] message, OutputStream out, Responder responder, boolean headRequest) throws IOException {
        Session session = new Session(new ByteArrayInputStream(message), out, responder, headRequest);
        try {
            session.execute();
            return true;
        } catch (SocketException e) {
            return false; // its way of saying that the connection ends after this answer
        }
    }

    @Override
    public Response serve(IHTTPSession session) {
        return ((Session) session).answer();
    }

    /** It would compress every text answer, and so hold back streamed ones. */
    @Override
    protected boolean useGzipWhenAccepted(Response response) {
        return false;
    }

    private final class Session extends HTTPSession {
        private final Responder responder;
        private final boolean headRequest;

        Session(InputStream in, OutputStream out, Responder responder, boolean headRequest) {
            super(new NoTempFiles(), in, out);
            this.responder = responder;
            this.headRequest = headRequest;
        }

        Response answer() {
            Answer answer = responder.respond();
            // To HEAD it would send the body too: the length is told, the stream is empty.
            InputStream body = new ByteArrayInputStream(headRequest ? new byte[0] : answer.body());
            return newFixedLengthResponse(
                    new Status(answer.status()), answer.contentType(), body, answer.body().length);
        }
    }

    private record Status(int code) implements Response.IStatus {
        @Override
        public String getDescription() {
            return code + " " + RefusalAnswer.reason(code);
        }

        @Override
        public int getRequestStatus() {
            return code;
        }
    }

    /** Nothing of a request is ever spooled to disk. */
    private static final class NoTempFiles implements TempFileManager {
        @Override
        public void clear() {}

        @Override
        public TempFile createTempFile(String filenameHint) throws Exception {
            throw new IOException("requests are not written to files");
        }
    }
}

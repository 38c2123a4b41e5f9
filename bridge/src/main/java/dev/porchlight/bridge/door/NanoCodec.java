package dev.porchlight.bridge.door;

import fi.iki.elonen.NanoHTTPD;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.SocketException;

/**
 * NanoHTTPD without its server: reads one complete, checked request head from memory and writes the answer. Never started,
 * so it has no socket and no thread; safe from any thread, one session a call.
 *
 * <p>The 3-argument session constructor is the one that does not look up the peer's name in DNS. A body never reaches its
 * parser: handlers get the bytes. What it would get wrong is decided here: whether the connection lives on (it takes the
 * last of several {@code Connection} headers, and reads them by a regular expression), the form of the date, the length of
 * an answer without a body.
 */
final class NanoCodec extends NanoHTTPD {

    /** Makes the answer to the request under way. Must not throw: NanoHTTPD would send nothing. */
    @FunctionalInterface
    interface Responder {
        Answer respond();
    }

    private static final byte[] NOTHING = {};

    private final HttpDate date;

    NanoCodec(HttpDate date) {
        super(0);
        this.date = date;
    }

    /**
     * Answers one request.
     *
     * @param head the checked head of the request
     * @param bytes the same as the peer sent it
     * @param out must not throw an IOException: NanoHTTPD would log each with its stack trace
     * @return whether the connection lives on
     */
    boolean execute(RequestHead head, byte[] bytes, OutputStream out, Responder responder) throws IOException {
        Session session = new Session(head, new ByteArrayInputStream(bytes), out, responder);
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
        private final RequestHead head;
        private final Responder responder;

        Session(RequestHead head, InputStream in, OutputStream out, Responder responder) {
            super(new NoTempFiles(), in, out);
            this.head = head;
            this.responder = responder;
        }

        Response answer() {
            // To HEAD it would send the body too: the length is told, the stream is empty.
            Response response =
                    new FixedResponse(responder.respond(), head.method().equals("HEAD"));
            response.addHeader("Date", date.now());
            if (!head.keepAlive()) {
                response.closeConnection(true);
            }
            return response;
        }
    }

    private static final class FixedResponse extends Response {
        private final boolean noContent;

        FixedResponse(Answer answer, boolean toHeadRequest) {
            super(
                    new StatusLine(answer.status()),
                    answer.hasBody() ? answer.contentType() : null,
                    new ByteArrayInputStream(toHeadRequest ? NOTHING : answer.body()),
                    answer.body().length);
            this.noContent = !answer.hasBody();
            answer.headers().forEach(this::addHeader);
        }

        /** RFC 9110 §8.6: a 204 has no Content-Length, and a 304 that of the answer it stands for. */
        @Override
        protected long sendContentLengthHeaderIfNotAlreadyPresent(PrintWriter to, long length) {
            return noContent ? 0 : super.sendContentLengthHeaderIfNotAlreadyPresent(to, length);
        }
    }

    private record StatusLine(int code) implements Response.IStatus {
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

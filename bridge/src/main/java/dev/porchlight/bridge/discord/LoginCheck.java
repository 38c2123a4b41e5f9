package dev.porchlight.bridge.discord;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Looks at the answer to JDA's login request before JDA does. JDA 6.5.0 waits for ever when that answer is a success that
 * is no JSON (the sign-in page of a hotel network), and sleeps through four tries of its own when it is a 503. Here either
 * is a failed try, and the supervisor knows how long to wait. Every other request passes. Any thread.
 */
final class LoginCheck implements Interceptor {

    private static final String LOGIN_PATH = "/users/@me";
    private static final int UNAUTHORIZED = 401;

    /** A user object is less than 2 KiB. */
    private static final long MAX_BYTES = 64 * 1024;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (!chain.request().url().encodedPath().endsWith(LOGIN_PATH) || response.code() == UNAUTHORIZED) {
            return response;
        }
        try {
            if (!response.isSuccessful()) {
                throw new BadAnswer("HTTP " + response.code());
            }
            if (!isUser(response)) {
                throw new BadAnswer("the answer is not Discord's; does the network want a sign-in?");
            }
            return response;
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    private static boolean isUser(Response response) throws IOException {
        byte[] bytes = response.peekBody(MAX_BYTES).bytes();
        boolean zipped = "gzip".equalsIgnoreCase(response.header("content-encoding"));
        try (InputStream body =
                zipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)) : new ByteArrayInputStream(bytes)) {
            return DataObject.fromJson(body).hasKey("id");
        } catch (ParsingException e) {
            return false;
        }
    }

    /** The message is fit for the log. */
    static final class BadAnswer extends IOException {

        private static final long serialVersionUID = 1L;

        BadAnswer(String message) {
            super(message);
        }
    }
}

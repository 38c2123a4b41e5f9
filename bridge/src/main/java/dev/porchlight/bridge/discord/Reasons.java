package dev.porchlight.bridge.discord;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;

/** Why a try to reach Discord failed, in the words of somebody who wonders about the router. */
final class Reasons {

    private static final int DEEPEST = 8;

    private Reasons() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            switch (cause) {
                case LoginCheck.BadAnswer e -> {
                    return e.getMessage();
                }
                case UnknownHostException e -> {
                    return "no name resolution; is the network up?";
                }
                case ConnectException e -> {
                    return "nothing answers at the address";
                }
                case SSLException e -> {
                    return "the encrypted connection failed; is the clock right?";
                }
                case InterruptedIOException e -> {
                    return "no answer in time";
                }
                case RateLimitedException e -> {
                    return "too many requests";
                }
                default -> cause = cause.getCause();
            }
        }
        return failure.getClass().getSimpleName();
    }
}

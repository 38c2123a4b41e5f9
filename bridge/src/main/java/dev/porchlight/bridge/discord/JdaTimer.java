package dev.porchlight.bridge.discord;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one timer thread that a JDA gets, {@code discord-timer}. JDA 6.5.0 looks twice a second whether there is something to
 * send to the gateway; here it looks once a second, since on a small board a wake-up is what an idle program costs. What is
 * to be sent waits up to a second; heartbeats have a schedule of their own.
 */
final class JdaTimer extends ScheduledThreadPoolExecutor {

    /** Not public; the name is the only way to know it. */
    private static final String SENDER = "net.dv8tion.jda.internal.requests.WebSocketSendingThread";

    private static final long IDLE_MILLIS = 500;
    private static final long CALM_MILLIS = 1_000;

    JdaTimer() {
        super(1, Thread.ofPlatform().name("discord-timer").daemon().factory());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        boolean idle = unit.toMillis(delay) == IDLE_MILLIS
                && command.getClass().getName().equals(SENDER);
        return idle
                ? super.schedule(command, CALM_MILLIS, TimeUnit.MILLISECONDS)
                : super.schedule(command, delay, unit);
    }
}

package dev.porchlight.bridge.discord;

import java.time.Duration;

/**
 * How patient the connection is; tests against a stand-in are less so than one may be with Discord.
 *
 * @param first after the first failure; doubled for each that follows
 * @param cap the longest wait. With the random quarter off, 90 s at least: some 960 tries a day at the very worst, and
 *     Discord resets the token of a bot that identifies more than 1,000 times a day
 * @param identifyGap between two connections; a bot may identify once in five seconds
 * @param proven how long a session must hold before failures count from {@code first} again; one that comes up and falls
 *     at once keeps doubling
 * @see <a href="https://discord.com/developers/docs/events/gateway#rate-limiting">Rate limiting</a>
 */
public record Waits(Duration first, Duration cap, Duration identifyGap, Duration proven) {

    public static final Waits DEFAULT =
            new Waits(Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofMinutes(1));
}

package dev.porchlight.sim.attack;

import dev.porchlight.sim.Main;
import dev.porchlight.sim.UserError;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device-sim attack-mob}: the hostile half of {@code attack}, a process of its own. Loopback only. */
@Command(
        name = "attack-mob",
        hidden = true,
        description = "The hostile clients of `attack`, against a server on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class MobCommand implements Callable<Integer> {
    static final String READY = "mob-ready";
    static final String DONE = "mob-done";
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_SOCKETS = 5_000;
    private static final int MOST_PER_SECOND = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "Of the server, on 127.0.0.1.")
    private int port;

    @Option(names = "--token", required = true, paramLabel = "TOKEN", description = "What boards say hello with.")
    private String token;

    @Option(names = "--seconds", required = true, paramLabel = "N", description = "How long, at most 3600.")
    private int seconds;

    @Option(names = "--seed", required = true, paramLabel = "N", description = "Of the randomness.")
    private long seed;

    @Option(names = "--sockets", required = true, paramLabel = "N", description = "That hang on at a time.")
    private int sockets;

    @Option(names = "--rate", required = true, paramLabel = "N", description = "Other attacks begun a second.")
    private int rate;

    @Override
    public Integer call() throws UnknownHostException, InterruptedException {
        if (seconds > MOST_SECONDS || sockets > MOST_SOCKETS || rate > MOST_PER_SECOND) {
            throw UserError.setting("At most 3600 seconds, 5000 sockets, 1000 attacks a second.");
        }
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        PrintWriter out = spec.commandLine().getOut();
        Mob mob = new Mob(new Target(new InetSocketAddress(loopback, port), token), seed);
        Thread.ofPlatform().daemon().name("ready").start(() -> tellWhenReady(mob, out));
        mob.run(sockets, rate, TimeUnit.SECONDS.toNanos(seconds));
        synchronized (out) {
            mob.tallies().forEach(out::println);
            out.println(DONE);
            out.flush();
        }
        return 0;
    }

    private void tellWhenReady(Mob mob, PrintWriter out) {
        try {
            while (mob.hanging() < sockets) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (out) {
            out.println(READY);
            out.flush();
        }
    }
}

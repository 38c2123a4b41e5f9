package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Samples;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has alice join and leave every quarter of a second or so, and waits each time until both rooms show it. */
final class Toggler {
    private static final int EVERY_MILLIS = 250;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NAP_MILLIS = 5;

    private final SimGuild guild;
    private final SimChannel lounge;
    private final SimUser alice;
    private final Room attacked;
    private final Room control;
    private final Random random;
    private boolean on;

    Toggler(SimDiscord discord, Room attacked, Room control, Random random) {
        this.guild = discord.guild("Home");
        this.lounge = guild.voiceChannel("lounge");
        this.alice = discord.user("alice");
        this.attacked = attacked;
        this.control = control;
        this.random = random;
    }

    /** Changes as fast as they arrive, for the just-in-time compilers. */
    void warm(int changes) throws InterruptedException {
        for (int i = 0; i < changes; i++) {
            change();
        }
    }

    Phase run(long nanos) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Samples hiccups = new Samples();
        Thread probe = Thread.ofPlatform().daemon().name("probe").start(() -> sleepBadly(over, hiccups));
        List<Change> changes = new ArrayList<>();
        int missing = 0;
        int missingAtControl = 0;
        DoorWait wait = new DoorWait(attacked.process().pid());
        DoorWait controlWait = new DoorWait(control.process().pid());
        long began = System.nanoTime();
        for (long now = began; now - began < nanos; now = System.nanoTime()) {
            int[] without = change();
            missing += without[0];
            missingAtControl += without[1];
            changes.add(new Change(
                    (now - began) / 1e9,
                    without[0] == 0 ? attacked.lastMillis() : Double.NaN,
                    without[1] == 0 ? control.lastMillis() : Double.NaN,
                    wait.sinceLast(),
                    controlWait.sinceLast()));
            long next = now + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS - 50 + random.nextInt(100));
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        }
        over.set(true);
        probe.join();
        return new Phase(changes, missing, missingAtControl, hiccups);
    }

    private int[] change() throws InterruptedException {
        on = !on;
        attacked.expect(on);
        control.expect(on);
        long deadline = System.nanoTime() + GIVE_UP_NANOS;
        if (on) {
            guild.join(alice, lounge);
        } else {
            guild.leave(alice);
        }
        if (!attacked.haveAll(deadline - GIVE_UP_NANOS + LOOK_NANOS)) {
            Diagnosis.write(attacked, on);
        }
        return new int[] {attacked.awaitAll(deadline), control.awaitAll(deadline)};
    }

    /** What the machine itself does to a thread that has to be on time. */
    private static void sleepBadly(AtomicBoolean over, Samples hiccups) {
        try {
            while (!over.get()) {
                long before = System.nanoTime();
                TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
                hiccups.add((System.nanoTime() - before) / 1e6 - NAP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

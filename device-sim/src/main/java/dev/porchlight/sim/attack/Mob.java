package dev.porchlight.sim.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays attacks at random, bounded: so many that hang on at a time, so many others begun a second and under way at a time.
 * Each is a virtual thread; one timer closes those that outlive their limit.
 */
final class Mob {
    private static final int QUICK_AT_ONCE = 200;

    private final Target target;
    private final Random random;
    private final List<Attack> slow;
    private final List<Attack> quick;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Set<Target> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile boolean stopping;

    Mob(Target target, long seed) {
        this.target = target;
        this.random = new Random(seed);
        List<Attack> all = new ArrayList<>(HttpAttacks.all());
        all.addAll(UpgradeAttacks.all());
        all.addAll(FrameAttacks.all());
        all.addAll(CrowdAttacks.all());
        all.forEach(attack -> tallies.put(attack.name(), new Tally()));
        this.slow = all.stream().filter(Attack::hangsOn).toList();
        this.quick = all.stream().filter(attack -> !attack.hangsOn()).toList();
    }

    /** How many hang on at the moment. */
    int hanging() {
        return hanging.get();
    }

    /** Attacks until {@link #stop}, or the time is over. */
    void run(int places, int perSecond, long nanos) throws InterruptedException {
        Thread ward = Thread.ofPlatform().daemon().name("ward").start(this::endTheOverdue);
        long end = System.nanoTime() + nanos;
        Semaphore room = new Semaphore(QUICK_AT_ONCE);
        long begun = System.nanoTime();
        long count = 0;
        while (!stopping && System.nanoTime() - end < 0) {
            // Places are filled over the first two seconds: what is told is a crowd, not a single burst.
            double seconds = (System.nanoTime() - begun) / 1e9;
            int wanted = (int) Math.min(places, 1 + seconds / 2 * places);
            while (hanging.get() < wanted) {
                hanging.incrementAndGet();
                play(slow, hanging::decrementAndGet);
            }
            while (count < seconds * perSecond && room.tryAcquire()) {
                count++;
                play(quick, room::release);
            }
            count = Math.max(count, (long) (seconds * perSecond) - perSecond); // what did not fit is not made up for
            TimeUnit.MILLISECONDS.sleep(5);
        }
        ward.interrupt();
        stop();
        for (int i = 0; i < 200 && !underWay.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(10); // those that are counted when they end
        }
    }

    /** Lets go of every socket. */
    void stop() {
        stopping = true;
        underWay.forEach(one -> one.closeAll(false));
    }

    private void play(List<Attack> among, Runnable done) {
        Attack attack = choose(among);
        Target own = target.again();
        Random ownRandom = new Random(random.nextLong());
        own.mayLiveUntil(System.nanoTime() + attack.life().toNanos());
        underWay.add(own);
        Thread.ofVirtual().start(() -> {
            try {
                play(attack, own, ownRandom);
            } finally {
                own.closeAll(false);
                underWay.remove(own);
                done.run();
            }
        });
    }

    private void play(Attack attack, Target own, Random ownRandom) {
        Tally tally = tallies.get(attack.name());
        Outcome outcome = Outcome.SHED;
        try {
            outcome = attack.script().play(own, ownRandom);
        } catch (IOException e) {
            // Cut off: fair for a hostile client, and counted.
        } catch (Unexpected e) {
            if (!stopping) {
                tally.wrong(e.getMessage());
            }
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tally.began(own.opened());
        }
        if (!stopping) {
            tally.add(outcome);
        }
    }

    private Attack choose(List<Attack> among) {
        int at = random.nextInt(among.stream().mapToInt(Attack::weight).sum());
        for (Attack attack : among) {
            at -= attack.weight();
            if (at < 0) {
                return attack;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private void endTheOverdue() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(250);
                long now = System.nanoTime();
                underWay.stream().filter(one -> one.isOverdue(now)).forEach(one -> one.closeAll(true));
            }
        } catch (InterruptedException e) {
            // The mob is done.
        }
    }

    /** One line for each kind of attack. */
    List<String> tallies() {
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue().line(entry.getKey()))
                .toList();
    }
}

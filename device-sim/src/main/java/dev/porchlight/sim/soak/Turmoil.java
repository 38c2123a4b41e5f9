package dev.porchlight.sim.soak;

import dev.porchlight.sim.demo.Stop;
import dev.porchlight.sim.discord.SimDiscord;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Does what a plan says, each step at its time or, when the machine is slow, as soon as possible; afterwards nothing of it is
 * left. One thread.
 */
final class Turmoil {
    private static final Duration TICK = Duration.ofMillis(5);

    private final SimDiscord discord;
    private final Town town;
    private final Lamps lamps;
    private final Strangers strangers;
    private final Ledger ledger;

    private record End(long atMillis, Runnable what) {}

    Turmoil(SimDiscord discord, Town town, Lamps lamps, Strangers strangers, Ledger ledger) {
        this.discord = discord;
        this.town = town;
        this.lamps = lamps;
        this.strangers = strangers;
        this.ledger = ledger;
    }

    /** Returns when it is over, when it is to stop, or when there is nobody left to trouble. */
    void play(Turbulence turbulence, Stop stop, BooleanSupplier alive) {
        PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::atMillis));
        long began = System.nanoTime();
        int next = 0;
        long now = 0;
        while (now < turbulence.lasts().toMillis() && !stop.within(TICK) && alive.getAsBoolean()) {
            now = Duration.ofNanos(System.nanoTime() - began).toMillis();
            while (!ends.isEmpty() && ends.peek().atMillis() <= now) {
                ends.poll().what().run();
            }
            while (next < turbulence.steps().size()
                    && turbulence.steps().get(next).atMillis() <= now
                    && !stop.isAsked()) {
                begin(turbulence.steps().get(next++), now, ends);
            }
            strangers.tick();
        }
        ends.forEach(end -> end.what().run());
        DiscordTrouble.endAll(discord, town);
        strangers.closeAll();
    }

    private void begin(Step step, long now, PriorityQueue<End> ends) {
        switch (step) {
            case Step.Move move -> ledger.count(move, town.happen(move));
            case Step.OfBoard fault -> {
                ledger.count(fault.trouble());
                Lamp lamp = lamps.at(fault.board());
                fault.trouble().begin(lamp.board(), fault.seed(), Duration.ofMillis(fault.lastsMillis()));
                if (fault.trouble().lasts()) {
                    ends.add(new End(
                            now + fault.lastsMillis(), () -> fault.trouble().end(lamp.board())));
                }
            }
            case Step.OfDiscord fault -> {
                ledger.count(fault.trouble());
                fault.trouble().begin(discord, town, fault.seed());
                if (fault.trouble().lasts()) {
                    ends.add(new End(
                            now + fault.lastsMillis(), () -> fault.trouble().end(discord, town, fault.seed())));
                }
            }
            case Step.Visit visit -> {
                ledger.count(visit.stranger());
                strangers.visit(visit.stranger());
            }
        }
    }
}

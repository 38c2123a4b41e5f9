package dev.porchlight.sim.soak;

/** One thing that happens at its time; a value, so that a plan can be compared with another. */
sealed interface Step {
    /** Since the turbulence began. */
    long atMillis();

    /** Somebody does something in voice; guild and channel are those of a JOIN. */
    record Move(long atMillis, int person, Deed deed, int guild, int channel) implements Step {}

    /** A board goes wrong for so long, if that kind lasts. */
    record OfBoard(long atMillis, int board, BoardTrouble trouble, long lastsMillis, long seed) implements Step {}

    /** Discord or the way there goes wrong for so long, if that kind lasts. */
    record OfDiscord(long atMillis, DiscordTrouble trouble, long lastsMillis, int seed) implements Step {}

    /** Somebody connects who is no board. */
    record Visit(long atMillis, Stranger stranger) implements Step {}
}

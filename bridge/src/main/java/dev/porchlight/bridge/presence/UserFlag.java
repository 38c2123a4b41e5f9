package dev.porchlight.bridge.presence;

/** The badges of a profile, each a bit of {@code public_flags}, in the order in which they are named. */
enum UserFlag {
    DISCORD_EMPLOYEE("Discord_Employee", 0),
    DISCORD_CERTIFIED_MODERATOR("Discord_Certified_Moderator", 18),
    PARTNERED_SERVER_OWNER("Partnered_Server_Owner", 1),
    HYPESQUAD_EVENTS("HypeSquad_Events", 2),
    HOUSE_BRAVERY("House_Bravery", 6),
    HOUSE_BRILLIANCE("House_Brilliance", 7),
    HOUSE_BALANCE("House_Balance", 8),
    BUG_HUNTER_LEVEL_1("Bug_Hunter_Level_1", 3),
    BUG_HUNTER_LEVEL_2("Bug_Hunter_Level_2", 14),
    ACTIVE_DEVELOPER("Active_Developer", 22),
    EARLY_VERIFIED_BOT_DEVELOPER("Early_Verified_Bot_Developer", 17),
    EARLY_SUPPORTER("Early_Supporter", 9);

    private static final UserFlag[] ALL = values();

    private final String wire;
    private final long bit;

    UserFlag(String wire, int bit) {
        this.wire = wire;
        this.bit = 1L << bit;
    }

    /** The names of the bits that are set, as a JSON array; other bits have none. */
    static String names(long flags) {
        if (flags == 0) {
            return "[]";
        }
        StringBuilder names = new StringBuilder(64).append('[');
        for (UserFlag flag : ALL) {
            if ((flags & flag.bit) != 0) {
                names.append(names.length() > 1 ? ",\"" : "\"")
                        .append(flag.wire)
                        .append('"');
            }
        }
        return names.append(']').toString();
    }
}

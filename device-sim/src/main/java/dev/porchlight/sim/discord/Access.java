package dev.porchlight.sim.discord;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the developer portal decides: which token is right and which privileged intents the bot was granted.
 *
 * <p>Any thread may call; guarded by the world's lock. READY and {@code /applications/@me} say the same as IDENTIFY does.
 */
public final class Access {
    /** For who is refused with 4014. */
    static final String HOW_TO_GRANT = "Grant them first: discord.access().grant(Intent.GUILD_MEMBERS),"
            + " SimDiscord.builder().grantPrivilegedIntents(), POST access/grant or --intents.";

    private static final int PRESENCE = 1 << 12;
    private static final int MEMBERS = 1 << 14;
    private static final int MESSAGE_CONTENT = 1 << 18;

    private final World world;
    private final Set<Intent> granted = EnumSet.noneOf(Intent.class);
    private String token;
    private boolean revoked;
    private boolean verified;

    Access(World world, Options options) {
        this.world = world;
        this.token = options.token();
        if (options.grantPrivilegedIntents()) {
            granted.addAll(Intent.privileged());
        }
    }

    /**
     * From the next IDENTIFY on these may be asked for.
     *
     * @throws IllegalArgumentException for an intent that needs no grant
     */
    public void grant(Intent... intents) {
        List<Intent> asked = privileged(intents);
        world.change(() -> granted.addAll(asked));
    }

    /** From the next IDENTIFY on these are closed with 4014. Sessions that have them already keep them. */
    public void withdraw(Intent... intents) {
        List<Intent> asked = privileged(intents);
        world.change(() -> granted.removeAll(asked));
    }

    /** The privileged intents that may be asked for now. */
    public Set<Intent> granted() {
        return world.ask(() -> Set.copyOf(granted));
    }

    /**
     * Whether the bot is verified, as one in more than a hundred guilds has to be: its application flags then say
     * GATEWAY_PRESENCE, without it GATEWAY_PRESENCE_LIMITED, and so for members and message content.
     */
    public void verified(boolean on) {
        world.change(() -> verified = on);
    }

    /** The token stops working: every session ends with 4004, REST answers 401. */
    public void revokeToken() {
        world.change(() -> {
            revoked = true;
            world.gateway.closeAll(CloseCode.AUTHENTICATION_FAILED.code());
        });
    }

    /** Another token is the right one from now on; what used the old one ends as with {@link #revokeToken}. */
    public void changeToken(String newToken) {
        world.change(() -> {
            revokeToken();
            token = newToken;
            revoked = false;
        });
    }

    /** The right token, without {@code Bot }; after {@link #revokeToken} the one that no longer is. */
    public String token() {
        return world.ask(() -> token);
    }

    boolean accepts(Object candidate) {
        return !revoked && token.equals(candidate);
    }

    /** @param authorization the value of the header */
    boolean authorises(String authorization) {
        return authorization.startsWith("Bot ") && accepts(authorization.substring("Bot ".length()));
    }

    boolean has(Intent intent) {
        return granted.contains(intent);
    }

    boolean allows(int intents) {
        return Intent.privileged().stream().noneMatch(intent -> intent.in(intents) && !granted.contains(intent));
    }

    /** The application's flags. The flag of an unverified bot stands one bit above that of a verified one. */
    int applicationFlags() {
        int flags = (granted.contains(Intent.GUILD_PRESENCES) ? PRESENCE : 0)
                | (granted.contains(Intent.GUILD_MEMBERS) ? MEMBERS : 0)
                | (granted.contains(Intent.MESSAGE_CONTENT) ? MESSAGE_CONTENT : 0);
        return verified ? flags : flags << 1;
    }

    private static List<Intent> privileged(Intent... intents) {
        List<Intent> asked = Arrays.asList(intents);
        for (Intent intent : asked) {
            if (!Intent.privileged().contains(intent)) {
                throw new IllegalArgumentException(intent + " needs no grant; " + Intent.privileged() + " do");
            }
        }
        return asked;
    }
}

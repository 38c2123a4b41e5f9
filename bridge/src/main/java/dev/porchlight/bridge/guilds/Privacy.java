package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import java.util.HashMap;
import java.util.Map;

/** Who may be seen: what each has said, and what goes for whoever has said nothing. Home loop only. */
final class Privacy {

    private final Users users;

    /** Without those who have said nothing. */
    private final Map<Long, Consent> consents = new HashMap<>();

    Privacy(Users users) {
        this.users = users;
    }

    void say(long user, Consent consent) {
        if (consent == Consent.NONE) {
            consents.remove(user);
        } else {
            consents.put(user, consent);
        }
    }

    /** Whether they appear nowhere: not even in voice. */
    boolean isOut(long user) {
        return consents.get(user) == Consent.OUT;
    }

    /** Whether their presence may be kept. */
    boolean maySee(long user) {
        return switch (consents.getOrDefault(user, Consent.NONE)) {
            case NONE -> users == Users.ALL;
            case IN -> true;
            case OUT -> false;
        };
    }
}

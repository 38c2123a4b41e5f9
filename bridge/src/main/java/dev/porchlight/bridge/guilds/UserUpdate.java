package dev.porchlight.bridge.guilds;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The bot is called otherwise, or looks otherwise. */
public record UserUpdate(MemberSeen self) implements Dispatch {

    /** What Discord tells nobody but the account itself. */
    private static final Set<String> PRIVATE = Set.of("email", "verified", "phone", "mfa_enabled", "locale");

    static UserUpdate parse(Payload d, Set<Hidden> hide) {
        Map<Object, Object> shown = new TreeMap<>(d.fields());
        shown.keySet().removeAll(PRIVATE);
        return new UserUpdate(MemberSeen.ofUser(new Payload(d.path(), shown), hide));
    }
}

package dev.porchlight.bridge.guilds;

import java.util.Set;

/** The bot is called otherwise, or looks otherwise. */
public record UserUpdate(MemberSeen self) implements Dispatch {

    static UserUpdate parse(Payload d, Set<Hidden> hide) {
        return new UserUpdate(MemberSeen.ofUser(d, hide));
    }
}

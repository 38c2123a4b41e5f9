package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/**
 * Somebody's presence, the same in every guild.
 *
 * @param clients {@code client_status}: platform to status; empty for who is offline
 * @param activities as they are sent; empty for who is offline
 */
record Presence(SimStatus status, Map<SimPlatform, SimStatus> clients, List<Map<String, Object>> activities) {
    static final Presence OFFLINE = new Presence(SimStatus.OFFLINE, Map.of(), List.of());

    boolean isOnline() {
        return status != SimStatus.OFFLINE;
    }

    /** As GUILD_CREATE and GUILD_MEMBERS_CHUNK list it: of the user only the id. */
    Map<String, Object> json(SimUser user) {
        Map<String, Object> clientStatus = Json.object();
        for (SimPlatform platform : SimPlatform.values()) {
            if (clients.containsKey(platform)) {
                clientStatus.put(platform.wire(), clients.get(platform).wire());
            }
        }
        return Json.object(
                "user",
                Json.object("id", Json.id(user.id())),
                "status",
                status.wire(),
                "client_status",
                clientStatus,
                "activities",
                activities);
    }
}

package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of one guild. Guarded by the world's lock, every method is called under it.
 *
 * <p>Invariant: positions are 0 for everybody's role and then 1, 2, … without a gap.
 */
final class Roles {
    private final SimGuild guild;
    private final Map<Long, SimRole> roles = new LinkedHashMap<>();
    private final SimRole everyone;

    Roles(SimGuild guild) {
        this.guild = guild;
        this.everyone = new SimRole(guild, guild.id(), "@everyone", Permission.EVERYONE);
        roles.put(everyone.id(), everyone);
    }

    /** The role an invited bot brings along; above the ones that come later, which start at the bottom. */
    SimRole addBotRole(SimUser bot) {
        SimRole role = new SimRole(guild, guild.world().snowflakes.next(), bot.name(), Permission.BOT);
        role.managedBy(bot);
        put(role);
        return role;
    }

    SimRole create(Map<String, Object> body) {
        SimRole role = new SimRole(guild, guild.world().snowflakes.next(), "new role", everyone.permissions());
        role.merge(body);
        put(role);
        guild.dispatch("GUILD_ROLE_CREATE", event(role));
        shifted(2);
        return role;
    }

    private void put(SimRole role) {
        for (SimRole other : roles.values()) {
            if (other.position() > 0) {
                other.moveTo(other.position() + 1);
            }
        }
        role.moveTo(1);
        roles.put(role.id(), role);
    }

    /** A GUILD_ROLE_UPDATE for each role from that position up, since another came or went below it. */
    private void shifted(int from) {
        for (SimRole role : roles.values()) {
            if (role.position() >= from) {
                guild.dispatch("GUILD_ROLE_UPDATE", event(role));
            }
        }
    }

    void update(SimRole role, Map<String, Object> body) {
        role.merge(body);
        guild.dispatch("GUILD_ROLE_UPDATE", event(role));
    }

    /** Puts the roles there, the others keeping their order; a GUILD_ROLE_UPDATE for each that moved. */
    void move(Map<SimRole, Integer> wanted) {
        List<SimRole> order = new ArrayList<>(roles.values());
        order.remove(everyone);
        order.removeAll(wanted.keySet());
        order.sort(Comparator.comparingInt(SimRole::position));
        wanted.entrySet().stream()
                .filter(move -> !move.getKey().equals(everyone))
                .sorted(Map.Entry.comparingByValue())
                .forEach(move -> order.add(Math.clamp(move.getValue() - 1L, 0, order.size()), move.getKey()));
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).position() != i + 1) {
                order.get(i).moveTo(i + 1);
                guild.dispatch("GUILD_ROLE_UPDATE", event(order.get(i)));
            }
        }
    }

    void delete(SimRole role) {
        if (role.equals(everyone)) {
            throw new IllegalStateException("everybody's role cannot be deleted");
        }
        if (roles.remove(role.id()) == null) {
            return;
        }
        roles.values().stream()
                .filter(other -> other.position() > role.position())
                .forEach(other -> other.moveTo(other.position() - 1));
        guild.dispatch(
                "GUILD_ROLE_DELETE", Json.object("guild_id", Json.id(guild.id()), "role_id", Json.id(role.id())));
        shifted(Math.max(1, role.position()));
        for (Member member : guild.people().all()) {
            if (member.roles.contains(role.id())) {
                guild.people().update(member, m -> m.take(role.id()));
            }
        }
    }

    private Map<String, Object> event(SimRole role) {
        return Json.object("guild_id", Json.id(guild.id()), "role", role.json());
    }

    SimRole everyone() {
        return everyone;
    }

    Optional<SimRole> of(long id) {
        return Optional.ofNullable(roles.get(id));
    }

    Optional<SimRole> named(String name) {
        return roles.values().stream()
                .filter(role -> name.equals(role.json().get("name")))
                .findFirst();
    }

    List<SimRole> all() {
        return List.copyOf(roles.values());
    }

    List<Map<String, Object>> json() {
        return roles.values().stream().map(SimRole::json).toList();
    }
}

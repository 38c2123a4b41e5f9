package dev.porchlight.bridge;

import dev.porchlight.bridge.devices.Boards;
import dev.porchlight.bridge.discord.Counters;
import dev.porchlight.bridge.discord.Discord;
import dev.porchlight.bridge.door.DoorCounts;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.health.Recent;
import dev.porchlight.bridge.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What {@code /status} and {@code /lag} tell admins about the whole program. Answers are made on threads of their own, of
 * figures that may be read from any.
 */
final class BotCommands {

    private static final long MEGABYTE = 1_000_000;

    private final String version;
    private final Home home;
    private final People people;
    private final Boards boards;
    private final Supplier<DoorCounts> door;
    private final long startedNanos = System.nanoTime();
    private final Recent pings = new Recent();
    private final Recent answers = new Recent();
    private final Recent deliveries = new Recent();

    /** @param door asked once it is open */
    BotCommands(String version, Home home, People people, Boards boards, Supplier<DoorCounts> door) {
        this.version = version;
        this.home = home;
        this.people = people;
        this.boards = boards;
        this.door = door;
    }

    /** Told round trips of the gateway's heartbeats. */
    Recent pings() {
        return pings;
    }

    /** Told how long answers to requests took. */
    Recent answers() {
        return answers;
    }

    /** Told how long changes took from the gateway to the last socket. */
    Recent deliveries() {
        return deliveries;
    }

    List<SlashCommand> all(Supplier<Discord> discord) {
        return List.of(
                forAdmins("status", "Uptime, people, sockets and memory", call -> status()),
                forAdmins("lag", "How fast Discord, HTTP and sockets are", call -> lag(discord.get())));
    }

    private static SlashCommand forAdmins(String name, String description, SlashCommand.Handler handler) {
        return new SlashCommand(name, description, List.of(), List.of(), true, handler);
    }

    private String status() {
        return String.join(
                "\n",
                "Uptime: " + uptime(Duration.ofNanos(System.nanoTime() - startedNanos)) + ", version " + version,
                "People: " + people(),
                "Sockets: " + number(door.get().open()) + " connections, "
                        + number(boards.counts().boards()) + " of them boards",
                "Memory: " + memory());
    }

    private String people() {
        String voice = number(home.view().voiceUsers()) + " in voice";
        return switch (people.state()) {
            case UNAVAILABLE -> voice + "; no presences";
            case STARTING -> voice + "; presences are on their way";
            case AVAILABLE -> number(people.size()) + " known, " + number(people.online()) + " online, " + voice;
        };
    }

    private static String memory() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        String heap = "heap " + used / MEGABYTE + " of " + runtime.maxMemory() / MEGABYTE + " MB";
        OptionalLong resident = residentBytes();
        return resident.isEmpty() ? heap : heap + ", process " + resident.getAsLong() / MEGABYTE + " MB";
    }

    /** As Linux tells; empty elsewhere. */
    private static OptionalLong residentBytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private String lag(Discord discord) {
        Counters counts = discord.counters();
        return String.join(
                "\n",
                "Gateway: " + millis(discord.ping()) + " (p99 " + millis(pings.p99()) + "); "
                        + number(counts.received()) + " events, of presence " + number(counts.presences())
                        + ", of members " + number(counts.members()) + ", lists of members " + number(counts.chunks())
                        + "; " + number(counts.malformed() + counts.lost()) + " malformed or lost",
                "HTTP: p99 " + millis(answers.p99()) + "; " + number(door.get().requests()) + " requests",
                "Sockets: p99 " + millis(deliveries.p99()) + " from Discord's event to the last one written; "
                        + number(boards.counts().deliveries()) + " values sent to boards");
    }

    static String uptime(Duration time) {
        String clock = String.format(
                Locale.ROOT, "%02d:%02d:%02d", time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
        return time.toDays() == 0 ? clock : time.toDays() + " d " + clock;
    }

    private static String millis(Optional<Duration> time) {
        return time.map(t -> String.format(Locale.ROOT, t.toMillis() < 10 ? "%.2f ms" : "%.0f ms", t.toNanos() / 1e6))
                .orElse("not known yet");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}

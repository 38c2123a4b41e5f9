package dev.porchlight.sim.control;

import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimMember;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimRole;
import dev.porchlight.sim.discord.SimUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What {@link PeopleActions} do. */
final class Presences {
    private static final String TRACK = "4uLU6hMCjMI75M1A2tKUQC";
    private static final String COVER = "ab67616d0000b2730000000000000000000000000";
    private static final Duration TRACK_LENGTH = Duration.ofMinutes(3);

    private Presences() {}

    static void status(Stage stage, Args args) {
        SimUser user = stage.user(args);
        SimPlatform platform = SimPlatform.valueOf(args.text("platform").toUpperCase(Locale.ROOT));
        switch (args.text("status")) {
            case "idle" -> user.goIdle(platform);
            case "dnd" -> user.goDnd(platform);
            case "offline" -> user.goOffline();
            default -> user.goOnline(platform);
        }
    }

    static void activity(Stage stage, Args args) {
        SimUser user = stage.user(args);
        String name = args.text("name");
        switch (args.text("type")) {
            case "listening" -> user.does(SimActivity.listening(name));
            case "watching" -> user.does(SimActivity.watching(name));
            case "competing" -> user.does(SimActivity.competing(name));
            case "custom" -> user.does(SimActivity.custom(name, null));
            case "none" -> user.does();
            default -> user.does(SimActivity.playing(name));
        }
    }

    static void spotify(Stage stage, Args args) {
        stage.user(args)
                .does(SimActivity.spotify(
                        args.text("song"),
                        args.text("artist"),
                        args.text("album"),
                        TRACK,
                        COVER,
                        Instant.now(),
                        TRACK_LENGTH));
    }

    static void activities(Stage stage, Args args) {
        if (!(args.json("activities") instanceof List<?> all)) {
            throw Mistake.of("\"activities\" has to be a JSON array of activity objects");
        }
        stage.user(args)
                .does(all.stream()
                        .map(activity -> SimActivity.raw(Look.json(activity)))
                        .toArray(SimActivity[]::new));
    }

    static void timeout(Stage stage, Args args) {
        stage.guild(args).member(stage.user(args)).timeout(Instant.now().plus(args.duration("time")));
    }

    static void role(Stage stage, Args args) {
        SimMember member = stage.guild(args).member(stage.user(args));
        SimRole role = stage.guild(args).role(args.text("role"));
        if (args.on("on")) {
            member.give(role);
        } else {
            member.take(role);
        }
    }
}

package dev.porchlight.sim.control;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.wall.Wall;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The simulated world as actions see it: things have names. Thread-safe.
 *
 * <p>Whoever makes a stage owns what is on it and closes that.
 */
public final class Stage {
    /** What the bot that logs in is called where people are named. */
    static final String BOT = "the bot";

    private final SimDiscord discord;
    private final Boards boards;
    private final Wall wall;
    private final Consumer<Stage> setUp;

    private Stage(SimDiscord discord, Boards boards, Wall wall, Consumer<Stage> setUp) {
        this.discord = discord;
        this.boards = boards;
        this.wall = wall;
        this.setUp = setUp;
    }

    /**
     * A stage with everything on it.
     *
     * @param setUp makes what is there from the start, and again after a reset; done at once
     */
    public static Stage of(SimDiscord discord, Boards boards, Consumer<Stage> setUp) {
        return of(discord, boards, Wall.none(), setUp);
    }

    /** The same with the outputs of a bridge on this machine. */
    public static Stage of(SimDiscord discord, Boards boards, Wall wall, Consumer<Stage> setUp) {
        Stage stage = new Stage(discord, boards, wall, setUp);
        setUp.accept(stage);
        return stage;
    }

    public SimDiscord discord() {
        return discord;
    }

    public Boards boards() {
        return boards;
    }

    public Wall wall() {
        return wall;
    }

    /** The name of an output that is there. */
    private String output(Args args) {
        String name = args.text("output");
        if (wall.isEmpty()) {
            throw Mistake.unknown(
                    "There is no output " + name + ": no wall is watched; demo --wall-settings watches one");
        }
        return find("output", name, wall.names(), Function.identity());
    }

    /** Fails when there is no such output. */
    void checkOutput(Args args) {
        output(args);
    }

    void awaitOutput(Args args) {
        wall.await(output(args), args.on("on"), args.duration("within"));
    }

    SimGuild guild(Args args) {
        return find("guild", args.text("guild"), discord.guilds(), SimGuild::name);
    }

    /** The channel of that name, in the guild that the same arguments name. */
    SimChannel channel(Args args) {
        SimGuild guild = guild(args);
        return find("channel", args.text("channel"), guild.allChannels(), SimChannel::name);
    }

    /** The person or bot of that name; {@link #BOT} is the one that logs in, whatever it is called. */
    SimUser user(Args args) {
        if (args.text("user").equals(BOT)) {
            return discord.bot();
        }
        return find("user", args.text("user"), discord.users(), SimUser::name);
    }

    SimBoard board(Args args) {
        String name = args.text("board");
        return boards.find(name)
                .orElseThrow(
                        () -> Mistake.unknown("There is no board " + name + DidYouMean.hint(name, boards.names())));
    }

    private static <T> T find(String what, String name, Collection<T> all, Function<T, String> nameOf) {
        return all.stream()
                .filter(one -> nameOf.apply(one).equals(name))
                .findFirst()
                .orElseThrow(() -> Mistake.unknown("There is no " + what + " " + name
                        + DidYouMean.hint(name, all.stream().map(nameOf).toList())));
    }

    void makeUser(Args args) {
        String name = args.text("user");
        if (!args.text("id").isEmpty()) {
            discord.user(name, Long.parseLong(args.text("id")));
        }
        SimUser user = args.on("bot") ? discord.botUser(name) : discord.user(name);
        if (user.bot() != args.on("bot")) {
            throw Mistake.of(user.name() + " is " + (user.bot() ? "a bot" : "a person") + " already");
        }
    }

    void makeChannel(Args args) {
        SimGuild guild = guild(args);
        String name = args.text("channel");
        switch (args.text("type")) {
            case "stage" -> guild.stageChannel(name);
            case "text" -> guild.textChannel(name);
            case "afk" -> guild.afkChannel(name);
            case "announcement" -> guild.announcementChannel(name);
            case "forum" -> guild.forum(name);
            case "category" -> guild.category(name);
            default -> guild.voiceChannel(name);
        }
    }

    void deleteChannel(Args args) {
        if (args.on("voice_updates")) {
            channel(args).delete();
        } else {
            channel(args).deleteWithoutVoiceUpdates();
        }
    }

    void sendRaw(Args args) {
        discord.sendRaw(args.text("type"), Look.json(args.json("data")));
    }

    void addBoard(Args args) {
        Watching watching = Watching.of(
                args, (what, name) -> find(what, name, idsOf(what), Named::name).id());
        boards.add(
                args.text("board"),
                args.text("profile"),
                args.text("url"),
                args.text("token"),
                watching.query(),
                watching.meaning());
    }

    private record Named(String name, long id) {}

    private List<Named> idsOf(String what) {
        return switch (what) {
            case "guild" ->
                discord.guilds().stream().map(g -> new Named(g.name(), g.id())).toList();
            case "user" ->
                discord.users().stream().map(u -> new Named(u.name(), u.id())).toList();
            default ->
                discord.guilds().stream()
                        .flatMap(guild -> guild.allChannels().stream())
                        .map(channel -> new Named(channel.name(), channel.id()))
                        .toList();
        };
    }

    void awaitStays(Args args) {
        SimBoard board = board(args);
        boolean lit = args.on("lit");
        try {
            board.awaitLit(!lit, args.duration("for"));
        } catch (DeadlineMissed stayed) {
            return;
        }
        throw new DeadlineMissed(args.text("board") + " did not stay " + (lit ? "lit" : "dark") + ": " + board);
    }

    /** As it was at the start. */
    void reset() {
        boards.reset();
        discord.reset();
        setUp.accept(this);
    }

    /** Everything that the arguments name, with its id where it has one. */
    Map<String, Object> names(Args args) {
        Map<String, Object> names = new LinkedHashMap<>();
        if (args.values().containsKey("guild")) {
            discord.guilds().stream()
                    .filter(guild -> guild.name().equals(args.text("guild")))
                    .findFirst()
                    .ifPresent(guild -> {
                        names.put("guild", Look.named(guild.name(), guild.id()));
                        if (args.values().containsKey("channel")) {
                            guild.allChannels().stream()
                                    .filter(channel -> channel.name().equals(args.text("channel")))
                                    .findFirst()
                                    .ifPresent(
                                            channel -> names.put("channel", Look.named(channel.name(), channel.id())));
                        }
                    });
        }
        if (args.values().containsKey("user")) {
            names.put("user", Look.named(args.text("user"), user(args).id()));
        }
        if (args.values().containsKey("board")) {
            boards.find(args.text("board"))
                    .ifPresent(board -> names.put("board", Look.board(args.text("board"), board)));
        }
        return names;
    }
}

package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.guilds.SlashCommand.Call;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/**
 * The slash commands of the bot: registered where they are useful, and answered. Those for admins are there only if there
 * are admins, are shown by Discord to administrators of a server alone, and answer to admins alone, whoever sees them.
 *
 * <p>Called on JDA's threads, where it never waits and never throws.
 */
public final class Commands implements EventListener, AutoCloseable {

    private final List<SlashCommand> offered;
    private final Set<Long> admins;
    private final CommandRegistrar registrar;
    private final CommandRuns runs;

    /**
     * Nothing is registered yet.
     *
     * @param commands of all rooms; names differ
     * @param admins ADMIN_USER_IDS
     * @param guilds GUILD_ID; empty for every guild
     */
    public Commands(List<SlashCommand> commands, Set<Long> admins, Set<Long> guilds) {
        this(commands, admins, guilds, CommandRegistrar.WAITS, CommandRuns.DIRECT, CommandRuns.PATIENCE);
    }

    /** The same with waits of your own, for a stand-in. */
    public Commands(
            List<SlashCommand> commands,
            Set<Long> admins,
            Set<Long> guilds,
            Waits waits,
            Duration direct,
            Duration patience) {
        this.offered = commands.stream()
                .filter(command -> !command.adminsOnly() || !admins.isEmpty())
                .toList();
        this.admins = Set.copyOf(admins);
        this.registrar = new CommandRegistrar(offered, guilds, waits);
        this.runs = new CommandRuns(direct, patience);
    }

    @Override
    public void onEvent(GenericEvent event) {
        switch (event) {
            case ReadyEvent ready -> registrar.look(event.getJDA());
            case SessionRecreateEvent recreated -> registrar.look(event.getJDA());
            case GuildReadyEvent ready -> registrar.look(event.getJDA());
            case GuildJoinEvent join ->
                registrar.joined(event.getJDA(), join.getGuild().getIdLong());
            case SlashCommandInteractionEvent called -> called(called);
            default -> {}
        }
    }

    /** What is called and none of ours belongs to another program of the same bot, which answers it. */
    private void called(SlashCommandInteractionEvent event) {
        Optional<SlashCommand> found = offered.stream()
                .filter(command -> command.name().equals(event.getName()))
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        SlashCommand command = found.get();
        long user = event.getUser().getIdLong();
        if (command.adminsOnly() && !admins.contains(user)) {
            CommandRuns.say(event, "Unauthorized: /" + command.name() + " is for the people in ADMIN_USER_IDS.");
            return;
        }
        String subcommand = event.getSubcommandName() == null ? "" : event.getSubcommandName();
        runs.run(command, new Call(user, subcommand, options(event)), event);
    }

    private static Map<String, String> options(SlashCommandInteractionEvent event) {
        Map<String, String> options = new LinkedHashMap<>();
        for (OptionMapping option : event.getOptions()) {
            options.put(option.getName(), option.getAsString());
        }
        return options;
    }

    /** Nothing more is registered; what runs may end. */
    @Override
    public void close() {
        registrar.close();
    }
}

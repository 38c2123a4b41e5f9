package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.SlashCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/**
 * How a command of ours looks on Discord, and whether one that is registered looks so. Immutable.
 *
 * <p>The description ends with our mark. It tells people whose command it is, and us which ones are ours to delete: other
 * programs may have commands of the same bot.
 */
final class CommandShape {

    /** Behind the description of each command of ours. */
    static final String MARK = " · Porchlight";

    private static final int MAX_DESCRIPTION = 100;

    private final SlashCommand command;
    private final boolean everywhere;

    /** @param everywhere not in one guild alone: then it says in what places it can be used */
    CommandShape(SlashCommand command, boolean everywhere) {
        this.command = command;
        this.everywhere = everywhere;
    }

    /** What Discord is told. */
    SlashCommandData data() {
        SlashCommandData data = Commands.slash(command.name(), described(command));
        data.addOptions(options(command));
        for (SlashCommand sub : command.subcommands()) {
            data.addSubcommands(new SubcommandData(sub.name(), sub.description()).addOptions(options(sub)));
        }
        if (command.adminsOnly()) {
            data.setDefaultPermissions(DefaultMemberPermissions.DISABLED);
        }
        if (everywhere) {
            data.setContexts(contexts());
        }
        return data;
    }

    private static String described(SlashCommand command) {
        int room = MAX_DESCRIPTION - MARK.length();
        String text = command.description();
        return (text.length() <= room ? text : text.substring(0, room - 1) + "…") + MARK;
    }

    private static List<OptionData> options(SlashCommand command) {
        return command.options().stream().map(CommandShape::option).toList();
    }

    private static OptionData option(SlashCommand.Option option) {
        OptionData data = new OptionData(OptionType.STRING, option.name(), option.description(), option.required());
        return option.maxLength() > 0 ? data.setMaxLength(option.maxLength()) : data;
    }

    /** In a direct message there are no permissions by which it could be hidden. */
    private Set<InteractionContextType> contexts() {
        return command.adminsOnly()
                ? Set.of(InteractionContextType.GUILD)
                : Set.of(InteractionContextType.GUILD, InteractionContextType.BOT_DM);
    }

    boolean hasNameOf(Command registered) {
        return registered.getType() == Command.Type.SLASH
                && registered.getName().equals(command.name());
    }

    /** Whether there is nothing to change. */
    boolean looksLike(Command registered) {
        SlashCommandData there = SlashCommandData.fromCommand(registered);
        return words(data(), everywhere).equals(words(there, everywhere));
    }

    /** Whether it was registered by a Porchlight. */
    static boolean isMarked(Command registered) {
        return registered.getType() == Command.Type.SLASH
                && registered.getDescription().endsWith(MARK);
    }

    /** All that matters of a command, in one text. */
    private static String words(SlashCommandData data, boolean everywhere) {
        StringBuilder words = new StringBuilder();
        Long permissions = data.getDefaultPermissions().getPermissionsRaw();
        words.append(data.getName())
                .append('\n')
                .append(data.getDescription())
                .append('\n')
                .append(permissions);
        if (everywhere) {
            words.append('\n').append(new TreeSet<>(data.getContexts()));
        }
        data.getOptions().forEach(option -> append(words, option));
        for (SubcommandData sub : data.getSubcommands()) {
            words.append('\n').append(sub.getName()).append('\n').append(sub.getDescription());
            sub.getOptions().forEach(option -> append(words, option));
        }
        data.getSubcommandGroups().forEach(group -> words.append('\n').append(group.getName()));
        return words.toString();
    }

    private static void append(StringBuilder words, OptionData option) {
        words.append('\n').append(option.getType()).append(' ').append(option.getName());
        words.append('\n').append(option.getDescription());
        words.append('\n').append(option.isRequired()).append(' ').append(option.getMaxLength());
    }
}

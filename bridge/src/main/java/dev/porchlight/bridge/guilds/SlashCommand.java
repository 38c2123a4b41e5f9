package dev.porchlight.bridge.guilds;

import java.util.List;
import java.util.Map;

/**
 * A command of the bot's own, as a room offers it; {@code discord} registers it and answers with what it says, for the one who
 * asked alone.
 *
 * @param name 1 to 32 of a-z, 0-9, - and _
 * @param description for the person who types, up to 87 characters: {@code discord} says behind it whose command it is
 * @param options in the order in which they are asked for; required ones first
 * @param subcommands by which it is called instead of by its own name; empty for none. They have options and no subcommands
 *     of their own, and are answered by the handler of this
 * @param adminsOnly only for ADMIN_USER_IDS: not shown to others, and checked when it is called
 */
public record SlashCommand(
        String name,
        String description,
        List<Option> options,
        List<SlashCommand> subcommands,
        boolean adminsOnly,
        Handler handler) {

    /**
     * A text.
     *
     * @param name as that of a command
     * @param description up to 100 characters
     * @param maxLength in characters, up to 6,000; zero for no limit but Discord's
     */
    public record Option(String name, String description, boolean required, int maxLength) {}

    /**
     * Somebody called it.
     *
     * @param subcommand its name, empty when there is none
     * @param options by name, those that were given
     */
    public record Call(long user, String subcommand, Map<String, String> options) {}

    /** What it does, on a virtual thread of its own. It may wait: after two seconds the caller is told so, after 20 it is
     * interrupted, and the caller gets an apology.
     */
    @FunctionalInterface
    public interface Handler {

        /** The answer, up to 2,000 characters; what it throws becomes an apology. */
        String answer(Call call) throws Exception;
    }

    public SlashCommand {
        options = List.copyOf(options);
        subcommands = List.copyOf(subcommands);
    }
}

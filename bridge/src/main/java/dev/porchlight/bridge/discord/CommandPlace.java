package dev.porchlight.bridge.discord;

import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.requests.RestAction;

/**
 * Where Discord keeps commands of the bot: those of one guild, or those for all of them. For one thread, which waits for
 * Discord's answers.
 */
final class CommandPlace {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private static final Log LOG = Log.of("discord");

    private final boolean everywhere;
    private final RestAction<List<Command>> registered;
    private final Function<CommandData, RestAction<Command>> upsert;
    private final LongFunction<RestAction<Void>> delete;

    private CommandPlace(
            boolean everywhere,
            RestAction<List<Command>> registered,
            Function<CommandData, RestAction<Command>> upsert,
            LongFunction<RestAction<Void>> delete) {
        this.everywhere = everywhere;
        this.registered = registered;
        this.upsert = upsert;
        this.delete = delete;
    }

    static CommandPlace everywhere(JDA jda) {
        return new CommandPlace(true, jda.retrieveCommands(), jda::upsertCommand, jda::deleteCommandById);
    }

    static CommandPlace of(Guild guild) {
        return new CommandPlace(false, guild.retrieveCommands(), guild::upsertCommand, guild::deleteCommandById);
    }

    /**
     * Writes what differs from these, and deletes what has our mark and is none of them. Commands of others stay, unless one
     * has a name of ours.
     *
     * @return how many were written and deleted
     * @throws RuntimeException when Discord does not answer, or refuses; whatever was written until then stays written
     */
    int become(List<SlashCommand> commands) {
        List<CommandShape> wanted = commands.stream()
                .map(command -> new CommandShape(command, everywhere))
                .toList();
        List<Command> there = answer(registered);
        int changes = 0;
        for (CommandShape shape : wanted) {
            Optional<Command> before = there.stream().filter(shape::hasNameOf).findFirst();
            if (before.filter(shape::looksLike).isEmpty()) {
                before.filter(command -> !CommandShape.isMarked(command))
                        .ifPresent(command -> LOG.info("command_taken_over", "command", command.getName()));
                Command ignored = answer(upsert.apply(shape.data()));
                changes++;
            }
        }
        for (Command command : there) {
            if (CommandShape.isMarked(command) && wanted.stream().noneMatch(shape -> shape.hasNameOf(command))) {
                Void ignored = answer(delete.apply(command.getIdLong()));
                changes++;
            }
        }
        return changes;
    }

    private static <T> T answer(RestAction<T> action) {
        return action.timeout(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS).complete();
    }
}

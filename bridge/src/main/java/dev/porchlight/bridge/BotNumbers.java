package dev.porchlight.bridge;

import dev.porchlight.bridge.devices.Boards;
import dev.porchlight.bridge.discord.StatusTemplate.Placeholder;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.home.Home;
import java.util.OptionalInt;
import java.util.function.Function;

/** What the bot's status line may tell; any thread. */
record BotNumbers(Home home, People people, Boards boards) implements Function<Placeholder, OptionalInt> {

    @Override
    public OptionalInt apply(Placeholder placeholder) {
        return switch (placeholder) {
            case USERS -> ifKnown(people.size());
            case ONLINE -> ifKnown(people.online());
            case VOICE -> home.view().settled() ? OptionalInt.of(home.view().voiceUsers()) : OptionalInt.empty();
            case BOARDS -> OptionalInt.of(boards.counts().boards());
        };
    }

    private OptionalInt ifKnown(int number) {
        return people.state() == People.State.AVAILABLE ? OptionalInt.of(number) : OptionalInt.empty();
    }
}

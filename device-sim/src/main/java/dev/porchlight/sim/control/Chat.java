package dev.porchlight.sim.control;

import dev.porchlight.sim.JsonObject;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimInteraction;
import dev.porchlight.sim.discord.SimMessage;
import dev.porchlight.sim.discord.SimThread;
import dev.porchlight.sim.discord.SimUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@link MessageActions} do. A message is meant by its id, or as the last of its channel. */
final class Chat {
    static final String LAST = "last";

    private Chat() {}

    static SimMessage message(Stage stage, Args args) {
        SimChannel channel = stage.channel(args);
        List<SimMessage> all = channel.messages();
        String wanted = args.text("message");
        if (wanted.equals(LAST)) {
            if (all.isEmpty()) {
                throw Mistake.unknown("There is no message in " + channel);
            }
            return all.getLast();
        }
        return all.stream()
                .filter(message -> Long.toUnsignedString(message.id()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Mistake.unknown("There is no message " + wanted + " in " + channel));
    }

    static Map<String, Object> post(Stage stage, Args args) {
        return shown(stage.channel(args).post(stage.user(args), object(args, "message")));
    }

    static void react(Stage stage, Args args) {
        SimMessage message = message(stage, args);
        if (args.on("on")) {
            message.react(stage.user(args), args.text("emoji"));
        } else {
            message.unreact(stage.user(args), args.text("emoji"));
        }
    }

    static Map<String, Object> startThread(Stage stage, Args args) {
        SimThread thread = stage.channel(args).startThread(stage.user(args), args.text("name"));
        return Map.of("thread", Look.named(args.text("name"), thread.id()));
    }

    static SimInteraction slash(Stage stage, Args args) {
        List<Object> options = new ArrayList<>();
        object(args, "options").forEach((name, value) -> {
            options.add(name);
            options.add(value);
        });
        return stage.channel(args).commands().slash(stage.user(args), args.text("command"), options.toArray());
    }

    /** Once the bot has answered, and is no longer thinking: how, and with a message what. */
    static Map<String, Object> answered(SimInteraction interaction, Duration within) {
        SimInteraction.Answer answer = interaction.awaitAnswer(within);
        Map<String, Object> json = shown(interaction);
        json.put("answer", answer.name().toLowerCase(Locale.ROOT));
        if (answer == SimInteraction.Answer.MESSAGE || answer == SimInteraction.Answer.DEFERRED_MESSAGE) {
            json.putAll(shown(interaction.awaitReply(within)));
        }
        return json;
    }

    static Map<String, Object> await(SimChannel channel, SimUser author, Args args) {
        return shown(channel.awaitMessage(
                message -> message.author().equals(author) && message.content().contains(args.text("text")),
                args.duration("within")));
    }

    static List<Map<String, Object>> messages(SimChannel channel) {
        return channel.messages().stream().map(SimMessage::json).toList();
    }

    static Map<String, Object> shown(SimMessage message) {
        return JsonObject.of("message", message.json());
    }

    static Map<String, Object> shown(SimInteraction interaction) {
        return JsonObject.of("interaction", Long.toUnsignedString(interaction.id()));
    }

    private static Map<String, Object> object(Args args, String name) {
        if (!(args.json(name) instanceof Map<?, ?> map)) {
            throw Mistake.of("\"" + name + "\" has to be a JSON object");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }
}

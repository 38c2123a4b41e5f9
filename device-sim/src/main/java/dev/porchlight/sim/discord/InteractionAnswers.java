package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimInteraction.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a bot's callbacks, edits and follow-ups do to an interaction. Called under the world's lock. */
final class InteractionAnswers {
    private static final int EPHEMERAL = 1 << 6;
    private static final int LOADING = 1 << 7;
    private static final int MAX_CHOICES = 25;

    private final World world;
    private final SimInteraction interaction;
    private final SimChannel channel;

    InteractionAnswers(World world, SimInteraction interaction) {
        this.world = world;
        this.interaction = interaction;
        this.channel = interaction.channel();
    }

    /** The callback, and what {@code with_response} tells of it. */
    Map<String, Object> callback(Map<String, Object> body, List<SimUpload> files) {
        interaction.checkOpen();
        Answer answer = Arrays.stream(Answer.values())
                .filter(known -> body.get("type") instanceof Number type && type.intValue() == known.number())
                .filter(this::fits)
                .findFirst()
                .orElseThrow(() -> RestError.choice("type", allowed()));
        Map<String, Object> data = Json.asObject(body.get("data"));
        switch (answer) {
            case MESSAGE -> {
                MessageRules.checkNew(data, files);
                interaction.replied(message(data, files, 0));
            }
            case DEFERRED_MESSAGE ->
                interaction.replied(message(Json.object("flags", data.get("flags")), files, LOADING));
            case DEFERRED_UPDATE -> interaction.source().ifPresent(interaction::replied);
            case UPDATE ->
                interaction.source().ifPresent(source -> {
                    channel.chat().edit(source, data, files);
                    interaction.replied(source);
                });
            case CHOICES -> choices(data);
            case MODAL -> modal(data);
        }
        interaction.answered(answer);
        return response(answer);
    }

    private boolean fits(Answer answer) {
        return switch (answer) {
            case MESSAGE, DEFERRED_MESSAGE -> interaction.type() != SimInteraction.AUTOCOMPLETE;
            case DEFERRED_UPDATE, UPDATE ->
                interaction.type() != SimInteraction.AUTOCOMPLETE
                        && interaction.source().isPresent();
            case CHOICES -> interaction.type() == SimInteraction.AUTOCOMPLETE;
            case MODAL ->
                interaction.type() == SimInteraction.COMMAND || interaction.type() == SimInteraction.COMPONENT;
        };
    }

    private String allowed() {
        return Arrays.stream(Answer.values())
                .filter(this::fits)
                .map(Answer::number)
                .toList()
                .toString()
                .replace('[', '(')
                .replace(']', ')');
    }

    private void choices(Map<String, Object> data) {
        List<Map<String, Object>> choices = Json.asObjects(data.get("choices"));
        if (choices.size() > MAX_CHOICES) {
            throw RestError.badLength("data.choices", 0, MAX_CHOICES);
        }
        interaction.completed(choices);
    }

    private void modal(Map<String, Object> data) {
        for (String field : List.of("custom_id", "title", "components")) {
            if (data.get(field) == null) {
                throw RestError.required("data." + field);
            }
        }
        data.put("components", MessageJson.components(data.get("components")));
        interaction.offered(new SimModal(interaction, data));
    }

    private Map<String, Object> response(Answer answer) {
        Map<String, Object> about = Json.object("id", Json.id(interaction.id()), "type", interaction.type());
        Map<String, Object> resource = Json.object("type", answer.number());
        interaction.reply().ifPresent(message -> {
            about.put("response_message_id", Json.id(message.id()));
            about.put("response_message_loading", message.isLoading());
            about.put("response_message_ephemeral", message.ephemeral());
            resource.put("message", message.shown());
        });
        return Json.object("interaction", about, "resource", resource);
    }

    /** A further message; while the bot is still thinking, it is the reply that was waited for. */
    SimMessage followUp(Map<String, Object> body, List<SimUpload> files) {
        interaction.checkToken();
        MessageRules.checkNew(body, files);
        if (interaction.reply().filter(SimMessage::isLoading).isPresent()) {
            return edit("@original", body, files);
        }
        SimMessage message = message(body, files, 0);
        interaction.followed(message);
        return message;
    }

    SimMessage edit(String id, Map<String, Object> body, List<SimUpload> files) {
        SimMessage message = get(id);
        message.setFlag(LOADING, false);
        channel.chat().edit(message, body, files);
        return message;
    }

    SimMessage get(String id) {
        interaction.checkToken();
        return interaction.message(id).orElseThrow(() -> RestError.unknown(10_008, "Message"));
    }

    void delete(String id) {
        SimMessage message = get(id);
        channel.chat().delete(message.id());
        interaction.forget(message);
    }

    /** The bot's message; an ephemeral one is only the interaction's, not the channel's. */
    private SimMessage message(Map<String, Object> body, List<SimUpload> files, int flag) {
        SimMessage message = channel.chat().draft(world.bot, body, files);
        message.put(interaction.metadata());
        message.setFlag(flag, flag != 0);
        boolean ephemeral = body.get("flags") instanceof Number flags && (flags.intValue() & EPHEMERAL) != 0;
        if (ephemeral) {
            message.setFlag(EPHEMERAL, true);
            return message;
        }
        return channel.chat().add(message);
    }
}

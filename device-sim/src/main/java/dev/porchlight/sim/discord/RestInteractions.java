package dev.porchlight.sim.discord;

import java.util.Map;

/** Callbacks, and what follows by the interaction's token. None of it asks for the bot's own token. */
final class RestInteractions {
    private RestInteractions() {}

    static void add(Routes routes) {
        String webhook = "webhooks/{app}/{token}";
        String message = webhook + "/messages/{message}";
        routes.open("POST", "interactions/{interaction}/{token}/callback", RestInteractions::callback)
                .open("POST", webhook, call -> {
                    SimMessage followUp = webhook(call).followUp(call.body(), call.files());
                    return RestAnswer.ok(followUp.shown());
                })
                .open(
                        "GET",
                        message,
                        call -> RestAnswer.ok(
                                webhook(call).get(call.text("message")).shown()))
                .open("PATCH", message, call -> {
                    SimMessage edited = webhook(call).edit(call.text("message"), call.body(), call.files());
                    return RestAnswer.ok(edited.shown());
                })
                .open("DELETE", message, call -> {
                    webhook(call).delete(call.text("message"));
                    return RestAnswer.noContent();
                });
    }

    private static RestAnswer callback(Call call) {
        SimInteraction interaction = call.world()
                .interactions
                .byToken(call.text("token"))
                .filter(known -> known.id() == call.id("interaction"))
                .orElseThrow(() -> RestError.unknown(10_062, "interaction"));
        Map<String, Object> response =
                new InteractionAnswers(call.world(), interaction).callback(call.body(), call.files());
        return call.queryFlag("with_response") ? RestAnswer.ok(response) : RestAnswer.noContent();
    }

    private static InteractionAnswers webhook(Call call) {
        SimInteraction interaction = call.world()
                .interactions
                .byToken(call.text("token"))
                .filter(known -> call.id("app") == call.world().bot.id())
                .orElseThrow(() -> RestError.unknown(10_015, "Webhook"));
        return new InteractionAnswers(call.world(), interaction);
    }
}

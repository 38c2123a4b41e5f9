package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.JSON_VALUE;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.TEXT;
import static dev.porchlight.sim.control.Kind.USER;

import java.util.List;
import java.util.Map;

/** What people write, and what they do with the bot's commands and buttons. */
final class MessageActions {
    private static final String CHANNEL = "guilds/{guild}/channels/{channel}/";

    private MessageActions() {}

    static List<Action> all() {
        return List.of(
                Action.get(CHANNEL + "messages", "The newest messages of a channel, oldest first.")
                        .answers((stage, a) -> Map.of("messages", Chat.messages(stage.channel(a)))),
                Action.post(CHANNEL + "messages", "Somebody writes into a channel.")
                        .takes(USER, "user")
                        .takes(TEXT, "text")
                        .says("{user} says {text} in {channel}")
                        .answers((stage, a) -> Chat.shown(stage.channel(a).say(stage.user(a), a.text("text")))),
                Action.post(CHANNEL + "messages/post", "A message with everything in it, as Discord's message object.")
                        .takes(USER, "user")
                        .takes(JSON_VALUE, "message")
                        .says("{user} posts {message} in {channel}")
                        .answers(Chat::post),
                Action.post(CHANNEL + "messages/edit", "A message, by id or the last, gets another text.")
                        .takes(TEXT, "message", Chat.LAST)
                        .takes(TEXT, "text")
                        .says("the last message in {channel} becomes {text}")
                        .does((stage, a) -> Chat.message(stage, a).edit(a.text("text"))),
                Action.post(CHANNEL + "messages/delete", "A message, by id or the last, is deleted.")
                        .takes(TEXT, "message", Chat.LAST)
                        .says("the last message in {channel} is deleted")
                        .does((stage, a) -> Chat.message(stage, a).delete()),
                Action.post(CHANNEL + "messages/reply", "Somebody replies to a message, by id or the last.")
                        .takes(USER, "user")
                        .takes(TEXT, "message", Chat.LAST)
                        .takes(TEXT, "text")
                        .says("{user} replies {text} in {channel}")
                        .answers((stage, a) -> Chat.shown(Chat.message(stage, a).reply(stage.user(a), a.text("text")))),
                Action.post(CHANNEL + "messages/react", "Somebody reacts to a message, or takes it back.")
                        .takes(USER, "user")
                        .takes(TEXT, "message", Chat.LAST)
                        .takes(TEXT, "emoji")
                        .takes(SWITCH, "on", true)
                        .says("{user,} reacts|react with {emoji} in {channel}", "on", true)
                        .says("{user,} takes|take {emoji} back in {channel}", "on", false)
                        .does(Chat::react),
                Action.post(CHANNEL + "messages/pin", "Somebody pins a message, by id or the last.")
                        .takes(USER, "user")
                        .takes(TEXT, "message", Chat.LAST)
                        .says("{user} pins the last message in {channel}")
                        .does((stage, a) -> Chat.message(stage, a).pin(stage.user(a))),
                Action.post(CHANNEL + "typing", "Somebody begins to type.")
                        .takes(USER, "user")
                        .says("{user,} types|type in {channel}")
                        .does((stage, a) -> stage.channel(a).typing(stage.user(a))),
                Action.post(CHANNEL + "threads", "Somebody starts a thread.")
                        .takes(USER, "user")
                        .takes(TEXT, "name")
                        .says("{user} starts a thread {name} in {channel}")
                        .answers(Chat::startThread),
                Action.post("users/{user}/direct", "Somebody writes to the bot.")
                        .takes(TEXT, "text")
                        .says("{user} says {text} to the bot")
                        .answers((stage, a) ->
                                Chat.shown(stage.discord().direct(stage.user(a)).say(stage.user(a), a.text("text")))),
                Action.get("commands", "The bot's global commands, as it registered them.")
                        .answers(
                                (stage, a) -> Map.of("commands", stage.discord().appCommands())),
                Action.post(CHANNEL + "commands", "Somebody uses a slash command; nobody waits for the answer.")
                        .takes(USER, "user")
                        .takes(TEXT, "command")
                        .takes(JSON_VALUE, "options", Map.of())
                        .says("{user} uses {command} in {channel} [with {options}]")
                        .answers((stage, a) -> Chat.shown(Chat.slash(stage, a))),
                Action.post(CHANNEL + "await/command", "Somebody uses a slash command, until the bot has answered.")
                        .takes(USER, "user")
                        .takes(TEXT, "command")
                        .takes(JSON_VALUE, "options", Map.of())
                        .waits()
                        .says(
                                "expect an answer when {user} uses {command} in {channel} [with {options}] [within {within}]")
                        .answers((stage, a) -> Chat.answered(Chat.slash(stage, a), a.duration("within"))),
                Action.post(CHANNEL + "await/press", "Somebody presses a button, until the bot has answered.")
                        .takes(USER, "user")
                        .takes(TEXT, "message", Chat.LAST)
                        .takes(TEXT, "custom_id")
                        .waits()
                        .says("expect an answer when {user} presses {custom_id} in {channel} [within {within}]")
                        .answers((stage, a) -> Chat.answered(
                                Chat.message(stage, a).press(stage.user(a), a.text("custom_id")),
                                a.duration("within"))),
                Action.post(
                                CHANNEL + "await/message",
                                "Until the bot, or somebody, has written something with that text.")
                        .takes(USER, "user", Stage.BOT)
                        .takes(TEXT, "text", "")
                        .waits()
                        .says("expect {user} to say {text} in {channel} [within {within}]")
                        .says("expect the bot to say {text} in {channel} [within {within}]", "user", Stage.BOT)
                        .answers((stage, a) -> Chat.await(stage.channel(a), stage.user(a), a)),
                Action.post(
                                "users/{user}/await/direct",
                                "Until the bot has written something with that text to somebody.")
                        .takes(TEXT, "text", "")
                        .waits()
                        .says("expect the bot to say {text} to {user} [within {within}]")
                        .answers((stage, a) -> Chat.await(
                                stage.discord().direct(stage.user(a)),
                                stage.discord().bot(),
                                a)));
    }
}

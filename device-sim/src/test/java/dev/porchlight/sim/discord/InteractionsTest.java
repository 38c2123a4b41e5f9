package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.discord.SimInteraction.Answer;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.UserContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.EntitySelectInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.junit.jupiter.api.Test;

/** Application commands and interactions, as JDA registers and answers them. */
class InteractionsTest extends WithJda {

    private void register() {
        bot.jda()
                .updateCommands()
                .addCommands(
                        Commands.slash("status", "how it is"),
                        Commands.slash("lag", "how slow it is")
                                .setDefaultPermissions(DefaultMemberPermissions.DISABLED),
                        Commands.slash("give", "a thing")
                                .addOption(OptionType.USER, "to", "whom", true)
                                .addOption(OptionType.INTEGER, "n", "how many")
                                .addOptions(new OptionData(OptionType.STRING, "what", "it", false, true))
                                .setNameLocalization(DiscordLocale.GERMAN, "gib"),
                        Commands.slash("kv", "values")
                                .addSubcommands(new SubcommandData("set", "one")
                                        .addOptions(new OptionData(OptionType.STRING, "key", "its name", true)
                                                .addChoice("A", "a"))),
                        Commands.user("greet"),
                        Commands.message("quote"))
                .complete();
    }

    @Test
    void commandsAreOverwrittenEditedListedAndDeleted() {
        register();
        assertThat(discord.appCommands())
                .extracting(command -> command.get("name"))
                .contains("status", "greet");
        List<Command> listed = bot.jda().retrieveCommands(true).complete();
        Command give = listed.stream()
                .filter(c -> c.getName().equals("give"))
                .findFirst()
                .orElseThrow();
        assertThat(give.getNameLocalizations().toMap()).containsEntry(DiscordLocale.GERMAN, "gib");
        assertThat(bot.jda().retrieveCommands(false).complete())
                .allMatch(c -> c.getNameLocalizations().toMap().isEmpty());
        give.editCommand().setDescription("things").complete();
        assertThat(bot.jda().retrieveCommandById(give.getId()).complete().getDescription())
                .isEqualTo("things");
        give.delete().complete();
        assertThat(discord.appCommands()).hasSize(5);
        Command here = bot.see(home).upsertCommand("here", "only").complete();
        assertThat(bot.see(home).upsertCommand("here", "still").complete().getIdLong())
                .isEqualTo(here.getIdLong());
        assertThat(home.appCommands()).hasSize(1);
        assertThat(bot.see(home).updateCommands().complete()).isEmpty();
        assertThat(home.appCommands()).isEmpty();
    }

    @Test
    void aSlashCommandIsAnsweredAtOnce() throws Exception {
        register();
        SimInteraction used = talk.commands().slash(alice, "give", "to", discord.bot(), "n", 3);
        SlashCommandInteractionEvent event = bot.awaitEvent(SlashCommandInteractionEvent.class);
        assertThat(event.getOption("to").getAsMember().getIdLong())
                .isEqualTo(discord.bot().id());
        assertThat(event.getOption("n").getAsLong()).isEqualTo(3);
        assertThat(event.getMember().getIdLong()).isEqualTo(alice.id());
        event.reply("given").setEphemeral(true).complete();
        SimMessage reply = used.awaitReply(SOON);
        assertThat(reply.content()).isEqualTo("given");
        assertThat(reply.ephemeral()).isTrue();
        assertThat(talk.messages()).isEmpty();
        assertThat(used.awaitAnswer(SOON)).isEqualTo(Answer.MESSAGE);
    }

    @Test
    void aSubcommandHasItsPathAndItsChoices() throws Exception {
        register();
        talk.commands().slash(alice, "kv set", "key", "a");
        SlashCommandInteractionEvent event = bot.awaitEvent(SlashCommandInteractionEvent.class);
        assertThat(event.getFullCommandName()).isEqualTo("kv set");
        assertThat(event.getOption("key").getAsString()).isEqualTo("a");
    }

    @Test
    void whatAClientWouldNotLetThroughIsToldToTheScript() {
        register();
        SimCommands commands = talk.commands();
        assertThatThrownBy(() -> commands.slash(alice, "nothing")).hasMessageContaining("no command nothing");
        assertThatThrownBy(() -> commands.slash(alice, "give")).hasMessageContaining("needs its option to");
        assertThatThrownBy(() -> commands.slash(alice, "kv")).hasMessageContaining("needs one of its subcommands");
        assertThatThrownBy(() -> commands.slash(alice, "kv set", "key", "b")).hasMessageContaining("no choice b");
        assertThatThrownBy(() -> commands.slash(alice, "status", "x", 1)).hasMessageContaining("no option [x]");
        assertThatThrownBy(() -> commands.slash(alice, "give", "to", alice, "n", "three"))
                .hasMessageContaining("takes a number");
    }

    @Test
    void aCommandForNobodyIsOfferedToAdministratorsAlone() {
        register();
        assertThat(talk.commands().offers(alice, "status")).isTrue();
        assertThat(talk.commands().offers(alice, "lag")).isFalse();
        SimRole admins = home.role("admins");
        admins.setPermissions(8);
        home.member(alice).give(admins);
        assertThat(talk.commands().offers(alice, "lag")).isTrue();
        assertThat(talk.commands().offers(alice, "nothing")).isFalse();
    }

    @Test
    void aCommandIsOfferedWhereItsContextsSay() {
        bot.jda()
                .updateCommands()
                .addCommands(
                        Commands.slash("here", "in guilds").setContexts(InteractionContextType.GUILD),
                        Commands.slash("there", "in direct messages").setContexts(InteractionContextType.BOT_DM))
                .complete();
        assertThat(talk.commands().offers(alice, "here")).isTrue();
        assertThat(talk.commands().offers(alice, "there")).isFalse();
        SimCommands direct = discord.direct(alice).commands();
        assertThat(direct.offers(alice, "here")).isFalse();
        assertThat(direct.offers(alice, "there")).isTrue();
    }

    @Test
    void aGuildThatDidNotAllowCommandsHasNoneAndTakesNone() {
        register();
        home.setCommandsAllowed(false);
        assertThat(talk.commands().offers(alice, "status")).isFalse();
        assertThatThrownBy(() -> bot.see(home).retrieveCommands().complete()).hasMessageContaining("Missing Access");
        assertThatThrownBy(() -> bot.see(home).upsertCommand("here", "only").complete())
                .hasMessageContaining("Missing Access");
        home.setCommandsAllowed(true);
        assertThat(talk.commands().offers(alice, "status")).isTrue();
    }

    @Test
    void aDeferredReplyIsThoughtAboutThenEditedFollowedAndDeleted() throws Exception {
        register();
        SimInteraction used = talk.commands().slash(alice, "status");
        SlashCommandInteractionEvent event = bot.awaitEvent(SlashCommandInteractionEvent.class);
        event.deferReply().complete();
        assertThat(used.awaitAnswer(SOON)).isEqualTo(Answer.DEFERRED_MESSAGE);
        assertThat(talk.messages().getFirst().isLoading()).isTrue();
        event.getHook().editOriginal("fine").complete();
        SimMessage reply = used.awaitReply(SOON);
        assertThat(reply.content()).isEqualTo("fine");
        assertThat(Json.asObject(reply.json().get("interaction_metadata"))).containsEntry("id", "" + used.id());
        long more = event.getHook().sendMessage("more").complete().getIdLong();
        assertThat(used.awaitFollowUp(1, SOON).content()).isEqualTo("more");
        event.getHook().editMessageById(more, "more!").complete();
        assertThat(event.getHook().retrieveOriginal().complete().getContentRaw())
                .isEqualTo("fine");
        event.getHook().deleteOriginal().complete();
        assertThat(talk.messages()).extracting(SimMessage::content).containsExactly("more!");
    }

    @Test
    void theFirstFollowUpOfADeferredReplyIsTheReply() throws Exception {
        register();
        SimInteraction used = talk.commands().slash(alice, "status");
        SlashCommandInteractionEvent event = bot.awaitEvent(SlashCommandInteractionEvent.class);
        event.deferReply(true).complete();
        event.getHook().sendMessage("fine").complete();
        assertThat(used.awaitReply(SOON).content()).isEqualTo("fine");
        assertThat(used.awaitReply(SOON).ephemeral()).isTrue();
    }

    @Test
    void buttonsArePressedAndTheMessageChanges() throws Exception {
        register();
        SimInteraction used = talk.commands().slash(alice, "status");
        bot.awaitEvent(SlashCommandInteractionEvent.class)
                .reply("sure?")
                .addComponents(ActionRow.of(
                        Button.success("yes", "Yes"), Button.danger("no", "No").asDisabled()))
                .complete();
        SimMessage reply = used.awaitReply(SOON);
        SimInteraction pressed = reply.press(alice, "yes");
        ButtonInteractionEvent event = bot.awaitEvent(ButtonInteractionEvent.class);
        assertThat(event.getMessageIdLong()).isEqualTo(reply.id());
        event.editMessage("done").setComponents().complete();
        assertThat(pressed.awaitReply(SOON)).isSameAs(reply);
        assertThat(reply.content()).isEqualTo("done");
        assertThatThrownBy(() -> reply.press(alice, "yes")).hasMessageContaining("no component yes");
    }

    @Test
    void aButtonMayBeAcknowledgedNowAndItsMessageEditedLater() throws Exception {
        SimMessage ask = talk.post(
                discord.bot(),
                Json.object(
                        "content",
                        "approve?",
                        "components",
                        List.of(Map.of(
                                "type",
                                1,
                                "components",
                                List.of(
                                        Map.of("type", 2, "style", 1, "label", "ok", "custom_id", "ok"),
                                        Map.of(
                                                "type",
                                                2,
                                                "style",
                                                1,
                                                "label",
                                                "x",
                                                "custom_id",
                                                "x",
                                                "disabled",
                                                true))))));
        assertThatThrownBy(() -> ask.press(alice, "x")).hasMessageContaining("disabled");
        SimInteraction pressed = ask.press(alice, "ok");
        ButtonInteractionEvent event = bot.awaitEvent(ButtonInteractionEvent.class);
        event.deferEdit().complete();
        assertThat(pressed.awaitAnswer(SOON)).isEqualTo(Answer.DEFERRED_UPDATE);
        event.getHook().editOriginal("approved").complete();
        assertThat(ask.content()).isEqualTo("approved");
    }

    @Test
    void menusGiveValuesUsersAndRoles() throws Exception {
        SimRole role = home.role("dj");
        bot.see(home)
                .getTextChannelById(talk.id())
                .sendMessage("choose")
                .addComponents(
                        ActionRow.of(StringSelectMenu.create("colour")
                                .addOption("Red", "red")
                                .addOption("Blue", "blue")
                                .build()),
                        ActionRow.of(EntitySelectMenu.create(
                                        "who", EntitySelectMenu.SelectTarget.USER, EntitySelectMenu.SelectTarget.ROLE)
                                .setMaxValues(2)
                                .build()))
                .complete();
        SimMessage choose = talk.messages().getFirst();
        choose.select(alice, "colour", "blue");
        assertThat(bot.awaitEvent(StringSelectInteractionEvent.class).getValues())
                .containsExactly("blue");
        assertThatThrownBy(() -> choose.select(alice, "colour", "green")).hasMessageContaining("offers [red, blue]");
        choose.select(alice, "who", "" + alice.id(), "" + role.id());
        assertThat(bot.awaitEvent(EntitySelectInteractionEvent.class)
                        .getMentions()
                        .getMembers())
                .extracting(member -> member.getIdLong())
                .containsExactly(alice.id());
    }

    @Test
    void aFormIsShownFilledInAndAnswered() throws Exception {
        register();
        SimInteraction used = talk.commands().slash(alice, "status");
        bot.awaitEvent(SlashCommandInteractionEvent.class)
                .replyModal(Modal.create("report", "Report")
                        .addComponents(
                                Label.of(
                                        "What happened",
                                        TextInput.create("what", TextInputStyle.PARAGRAPH)
                                                .build()),
                                Label.of(
                                        "How bad",
                                        StringSelectMenu.create("bad")
                                                .addOption("Very", "very")
                                                .build()))
                        .build())
                .complete();
        SimModal form = used.awaitModal(SOON);
        assertThat(form.title()).isEqualTo("Report");
        assertThatThrownBy(() -> form.submit("where", "here")).hasMessageContaining("no input [where]");
        SimInteraction sent = form.submit("what", "it fell", "bad", List.of("very"));
        ModalInteractionEvent event = bot.awaitEvent(
                ModalInteractionEvent.class,
                e -> e.getValue("what").getAsString().equals("it fell"));
        assertThat(event.getValue("bad").getAsStringList()).containsExactly("very");
        event.reply("thanks").complete();
        assertThat(sent.awaitReply(SOON).content()).isEqualTo("thanks");
    }

    @Test
    void whatIsTypedIsCompleted() throws Exception {
        register();
        SimInteraction typing = talk.commands().complete(alice, "give", "what", "la", "to", alice);
        CommandAutoCompleteInteractionEvent event = bot.awaitEvent(CommandAutoCompleteInteractionEvent.class);
        assertThat(event.getFocusedOption().getValue()).isEqualTo("la");
        event.replyChoice("Lamp", "lamp").addChoice("Lava", "lava").complete();
        assertThat(typing.awaitChoices(SOON)).containsExactly(Map.entry("Lamp", "lamp"), Map.entry("Lava", "lava"));
    }

    @Test
    void contextMenusHaveTheirTarget() throws Exception {
        register();
        talk.commands().onUser(alice, "greet", discord.bot());
        assertThat(bot.awaitEvent(UserContextInteractionEvent.class).getTarget().getIdLong())
                .isEqualTo(discord.bot().id());
        SimMessage said = talk.say(alice, "wise words");
        talk.commands().onMessage(alice, "quote", said);
        assertThat(bot.awaitEvent(MessageContextInteractionEvent.class)
                        .getTarget()
                        .getContentRaw())
                .isEqualTo("wise words");
    }

    @Test
    void commandsWorkInDirectMessages() throws Exception {
        register();
        SimInteraction used = discord.direct(alice).commands().slash(alice, "status");
        SlashCommandInteractionEvent event = bot.awaitEvent(SlashCommandInteractionEvent.class);
        assertThat(event.isFromGuild()).isFalse();
        event.reply("fine").complete();
        assertThat(used.awaitReply(SOON).content()).isEqualTo("fine");
        assertThat(discord.direct(alice).messages()).hasSize(1);
    }
}

package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.discord.Probe;
import dev.porchlight.bridge.discord.ProbeResult;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.home.SignalSyntaxException;
import java.util.Optional;
import java.util.Set;

/** Puts what {@link Probe} has learned into words, with signals ready to be copied. */
final class DiscordCheck {

    /** View Channel, which is all that seeing who is in voice takes. */
    private static final int PERMISSIONS = 1024;

    private static final int WIDEST_NAME = 32;

    private static final Set<String> FOR_PRESENCE = Set.of("GUILD_PRESENCES", "GUILD_MEMBERS");

    private final Findings findings;

    DiscordCheck(Findings findings) {
        this.findings = findings;
    }

    /** @param wanted GUILD_ID; empty for every guild */
    void tell(ProbeResult result, Set<Long> wanted) {
        switch (result) {
            case ProbeResult.Refused refused -> findings.mend(refused.sentence());
            case ProbeResult.Away away -> {
                findings.line("cannot be asked now: " + away.reason());
                findings.line(
                        "That is the network's or Discord's doing; whether the token is good nobody can say now.");
                findings.unknown("Discord");
            }
            case ProbeResult.Taken taken -> tell(taken, wanted);
        }
    }

    private void tell(ProbeResult.Taken taken, Set<Long> wanted) {
        findings.line("token        taken: the bot is " + Terminal.shown(taken.bot()));
        findings.line("intents      privileged ones granted: "
                + (taken.application().isEmpty()
                        ? "not known"
                        : taken.granted().isEmpty() ? "none" : String.join(", ", taken.granted()))
                + "; none is needed for voice, GUILD_PRESENCES and GUILD_MEMBERS for presence");
        taken.application()
                .ifPresent(id -> findings.line("invite link  https://discord.com/oauth2/authorize?client_id="
                        + Long.toUnsignedString(id) + "&scope=bot%20applications.commands&permissions=" + PERMISSIONS));
        taken.incomplete().ifPresent(reason -> findings.line("what follows is not complete: " + reason));
        for (long missing : taken.missing()) {
            findings.mend("the bot is not in the server " + Long.toUnsignedString(missing)
                    + " of GUILD_ID; open the invite link to add it, or mend GUILD_ID");
        }
        if (taken.guilds().isEmpty()) {
            if (taken.missing().isEmpty() && taken.incomplete().isEmpty()) {
                findings.line("The bot is in no server yet: open the invite link to add it to one.");
            }
            return;
        }
        findings.section(
                wanted.isEmpty()
                        ? "Servers and their voice channels, with signals to copy"
                        : "Servers of GUILD_ID and their voice channels, with signals to copy");
        taken.guilds().forEach(this::tell);
        if (taken.granted().containsAll(FOR_PRESENCE)) {
            findings.line("Of a person  online:user:ID  status:user:ID:dnd  playing:user:ID  listening:user:ID"
                    + "  (right-click them, Copy User ID)");
        }
        if (taken.guildsLeftOut() != 0) {
            findings.line("… and " + (taken.guildsLeftOut() < 0 ? "more" : taken.guildsLeftOut() + " more")
                    + " servers; GUILD_ID chooses which are shown, up to " + Probe.MAX_GUILDS);
        }
    }

    private void tell(ProbeResult.Guild guild) {
        findings.line(Terminal.shown(guild.name()) + "  " + new Signal.InGuild(guild.id()));
        guild.problem().ifPresent(problem -> findings.line("  " + problem));
        if (guild.channels().isEmpty() && guild.problem().isEmpty()) {
            findings.line("  no voice channel");
        }
        int width = guild.channels().stream()
                .mapToInt(
                        channel -> name(channel).codePointCount(0, name(channel).length()))
                .max()
                .orElse(0);
        for (ProbeResult.Channel channel : guild.channels()) {
            String name = name(channel);
            String blanks =
                    " ".repeat(Math.max(0, Math.min(WIDEST_NAME, width) - name.codePointCount(0, name.length())));
            findings.line("  " + name + blanks + "  " + new Signal.InChannel(channel.id())
                    + quoted(guild.name(), channel.name())
                            .map(text -> "  " + text)
                            .orElse(""));
        }
        if (guild.channelsLeftOut() > 0) {
            findings.line("  … and " + guild.channelsLeftOut() + " more voice channels");
        }
    }

    private static String name(ProbeResult.Channel channel) {
        return channel.name().isEmpty() ? "(hidden from the bot)" : Terminal.shown(channel.name());
    }

    /**
     * The signal by names, where it can be copied as it stands: in a URL, the environment and the properties file alike a name
     * with a quote, slash or backslash in it would need escapes, and not the same.
     */
    private static Optional<String> quoted(String guild, String channel) {
        String names = guild + channel;
        if (channel.isEmpty() || !Terminal.isPlain(names) || names.matches("(?s).*[\"/\\\\].*")) {
            return Optional.empty();
        }
        String signal = "voice:channel:\"" + guild + "/" + channel + "\"";
        try {
            Signal parsed = Signal.parse(signal);
            return Optional.of(signal).filter(text -> parsed instanceof Signal.InNamedChannel);
        } catch (SignalSyntaxException e) {
            return Optional.empty();
        }
    }
}

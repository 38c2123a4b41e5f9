package dev.porchlight.bridge.guilds;

/**
 * One channel of a guild.
 *
 * <p>Channels that the bot may not view come with a placeholder for a name and a flag that says so. Such a channel is
 * known by its id alone and never by a name. People in it count like all others as long as Discord tells of them:
 * whether somebody is in voice does not depend on what the bot may look at.
 *
 * @param name empty, which no signal can name, when it is hidden from the bot
 * @param type Discord's number: 0 text, 2 voice, 4 category, 13 stage …
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-obfuscated-channels">Obfuscated
 *     channels</a>
 */
public record Channel(long id, String name, int type) {

    private static final int VOICE = 2;
    private static final int STAGE = 13;
    private static final int OBFUSCATED = 1 << 17;

    /** Whether people can be in voice here. */
    public boolean isVoice() {
        return type == VOICE || type == STAGE;
    }

    static Channel parse(Payload d) {
        boolean hidden = d.has("flags") && (d.number("flags") & OBFUSCATED) != 0;
        return new Channel(d.snowflake("id"), hidden ? "" : d.text("name"), d.number("type"));
    }
}

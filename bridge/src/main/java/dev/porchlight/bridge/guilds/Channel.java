package dev.porchlight.bridge.guilds;

/**
 * One channel of a guild.
 *
 * @param type Discord's number: 0 text, 2 voice, 4 category, 13 stage …
 */
public record Channel(long id, String name, int type) {

    private static final int VOICE = 2;
    private static final int STAGE = 13;

    /** Whether people can be in voice here. */
    public boolean isVoice() {
        return type == VOICE || type == STAGE;
    }

    static Channel parse(Payload d) {
        return new Channel(d.snowflake("id"), d.text("name"), d.number("type"));
    }
}

package dev.porchlight.bridge.home;

/**
 * One person in one voice channel of one guild, with the flags Discord gives. Ids are snowflakes, unsigned.
 *
 * @param mute muted by the server
 * @param deaf deafened by the server
 * @param selfMute muted by themselves
 * @param selfDeaf deafened by themselves
 * @param streaming shares a screen
 * @param camera shows a camera
 * @param suppressed may not speak here, as the audience of a stage
 */
public record Voice(
        long guild,
        long channel,
        long user,
        boolean mute,
        boolean deaf,
        boolean selfMute,
        boolean selfDeaf,
        boolean streaming,
        boolean camera,
        boolean suppressed) {

    /** By hand for the reason that {@link Topic} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Voice voice
                && guild == voice.guild
                && channel == voice.channel
                && user == voice.user
                && mute == voice.mute
                && deaf == voice.deaf
                && selfMute == voice.selfMute
                && selfDeaf == voice.selfDeaf
                && streaming == voice.streaming
                && camera == voice.camera
                && suppressed == voice.suppressed;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(guild) + Long.hashCode(channel)) + Long.hashCode(user);
    }

    /** Somebody who just sits there, every flag off. */
    public static Voice of(long guild, long channel, long user) {
        return new Voice(guild, channel, user, false, false, false, false, false, false, false);
    }

    /** Muted by the server or by themselves. The audience of a stage is suppressed, not muted. */
    public boolean muted() {
        return mute || selfMute;
    }
}

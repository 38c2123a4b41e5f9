package dev.porchlight.bridge.service;

import dev.porchlight.bridge.home.HomeView;

/** How it is, in one line for {@code systemctl status}: {@code Discord ready, 3 boards, 2 in voice}. */
public final class StatusLine {

    private StatusLine() {}

    /**
     * Names nobody.
     *
     * @param configured whether there is a Discord to connect to
     * @param boards connected and authenticated
     */
    public static String of(boolean configured, HomeView now, int boards) {
        String room = boards == 1 ? "1 board" : boards + " boards";
        if (!configured) {
            return "No DISCORD_TOKEN, so no Discord; " + room;
        }
        if (!now.discordReady()) {
            return "Discord not connected, " + room;
        }
        return "Discord ready, " + room + ", " + (now.voiceUsers() == 0 ? "nobody" : now.voiceUsers()) + " in voice";
    }
}

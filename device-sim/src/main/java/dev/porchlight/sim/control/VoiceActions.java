package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.CHANNEL;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.USER;

import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.util.ArrayList;
import java.util.List;

/** People in voice. */
final class VoiceActions {
    /** A setter of {@link SimGuild}. */
    private interface Flag {
        void set(SimGuild guild, SimUser user, boolean on);
    }

    private VoiceActions() {}

    static List<Action> all() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.post("guilds/{guild}/voice/join", "A person joins voice, or moves to that channel.")
                .takes(USER, "user")
                .takes(CHANNEL, "channel")
                .says("{user,} joins|join {channel}")
                .does((stage, a) -> stage.guild(a).join(stage.user(a), stage.channel(a))));
        actions.add(Action.post("guilds/{guild}/voice/move", "A person moves to another voice channel.")
                .takes(USER, "user")
                .takes(CHANNEL, "channel")
                .says("{user,} moves|move to {channel}")
                .does((stage, a) -> stage.guild(a).move(stage.user(a), stage.channel(a))));
        actions.add(Action.post("guilds/{guild}/voice/leave", "A person leaves voice.")
                .takes(USER, "user")
                .says("{user,} leaves|leave")
                .does((stage, a) -> stage.guild(a).leave(stage.user(a))));
        actions.add(flag("self-mute", "mutes|mute [herself|himself|themselves]", "unmutes|unmute", SimGuild::selfMute));
        actions.add(flag(
                "self-deaf", "deafens|deafen [herself|himself|themselves]", "undeafens|undeafen", SimGuild::selfDeaf));
        actions.add(flag("mute", "is|are muted by a moderator", "is|are unmuted by a moderator", SimGuild::mute));
        actions.add(flag("deaf", "is|are deafened by a moderator", "is|are undeafened by a moderator", SimGuild::deaf));
        actions.add(flag("stream", "starts|start streaming", "stops|stop streaming", SimGuild::streaming));
        actions.add(flag("camera", "turns|turn the camera on", "turns|turn the camera off", SimGuild::camera));
        actions.add(flag("suppress", "is|are suppressed", "may|can speak", SimGuild::suppress));
        return actions;
    }

    private static Action flag(String name, String on, String off, Flag flag) {
        return Action.post("guilds/{guild}/voice/" + name, "A person in voice: " + name + " on or off.")
                .takes(USER, "user")
                .takes(SWITCH, "on", true)
                .says("{user,} " + on, "on", true)
                .says("{user,} " + off, "on", false)
                .does((stage, a) -> flag.set(stage.guild(a), stage.user(a), a.on("on")));
    }
}

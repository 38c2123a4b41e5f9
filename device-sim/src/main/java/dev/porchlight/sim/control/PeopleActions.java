package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.COUNT;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.JSON_VALUE;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.TEXT;
import static dev.porchlight.sim.control.Kind.USER;

import java.util.List;

/** Presences and identities, and people as members of a guild. */
final class PeopleActions {
    private static final int MOST_AT_A_TIME = 100_000;

    private PeopleActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("users/{user}/status", "Online, idle, dnd or offline, on one platform.")
                        .choosing("status", "online", "idle", "dnd", "offline")
                        .choosing("platform", "desktop", "mobile", "web", "embedded", "vr")
                        .says("{user,} goes|go {status} [on {platform}]")
                        .does(Presences::status),
                Action.post("users/{user}/activity", "The one thing somebody does; type none for nothing.")
                        .choosing("type", "playing", "listening", "watching", "competing", "custom", "none")
                        .takes(TEXT, "name", "")
                        .says("{user,} plays|play {name}", "type", "playing")
                        .says("{user,} listens|listen to {name}", "type", "listening")
                        .says("{user,} watches|watch {name}", "type", "watching")
                        .says("{user,} competes|compete in {name}", "type", "competing")
                        .says("{user,} shows|show {name} as status", "type", "custom")
                        .says("{user,} does|do nothing", "type", "none")
                        .does(Presences::activity),
                Action.post(
                                "users/{user}/spotify",
                                "Somebody listens to a track on Spotify, from now on for three minutes.")
                        .takes(TEXT, "song")
                        .takes(TEXT, "artist")
                        .takes(TEXT, "album", "")
                        .says("{user,} listens|listen to {song} by {artist} on spotify")
                        .does(Presences::spotify),
                Action.post("users/{user}/activities", "Everything somebody does, as Discord's activity objects.")
                        .takes(JSON_VALUE, "activities")
                        .says("{user,} has|have the activities {activities}")
                        .does(Presences::activities),
                Action.post("users/{user}/identity", "A field of the user object, e.g. global_name or avatar.")
                        .takes(TEXT, "field")
                        .takes(JSON_VALUE, "value")
                        .says("the {field} of {user} becomes {value}")
                        .does((stage, a) -> stage.user(a).setIdentity(a.text("field"), a.json("value"))),
                Action.post("guilds/{guild}/members/add", "A person joins the guild.")
                        .takes(USER, "user")
                        .says("{user,} enters|enter the guild")
                        .does((stage, a) -> stage.guild(a).addMember(stage.user(a))),
                Action.post("guilds/{guild}/members/add-many", "So many people join: prefix1, prefix2, …")
                        .takes(TEXT, "prefix", "member")
                        .takes(COUNT, "count")
                        .says("{count} members called {prefix} enter the guild")
                        .does(PeopleActions::addMany),
                Action.post("guilds/{guild}/members/nick", "A member's name in this guild.")
                        .takes(USER, "user")
                        .takes(TEXT, "nick")
                        .says("{user} is called {nick}")
                        .does((stage, a) -> stage.guild(a).member(stage.user(a)).setNick(a.text("nick"))),
                Action.post("guilds/{guild}/members/timeout", "A member may not speak for that long.")
                        .takes(USER, "user")
                        .takes(DURATION, "time")
                        .says("{user,} is|are timed out for {time}")
                        .does(Presences::timeout),
                Action.post("guilds/{guild}/members/ban", "A person is banned.")
                        .takes(USER, "user")
                        .takes(TEXT, "reason", "")
                        .says("{user,} is|are banned [because {reason}]")
                        .does((stage, a) -> stage.guild(a).member(stage.user(a)).ban(a.text("reason"))),
                Action.post("guilds/{guild}/members/unban", "A ban is lifted.")
                        .takes(USER, "user")
                        .says("{user,} is|are unbanned")
                        .does((stage, a) -> stage.guild(a).unban(stage.user(a))),
                Action.post("guilds/{guild}/roles", "A role, made if there is none of that name.")
                        .takes(TEXT, "role")
                        .says("role|roles {role,}")
                        .does((stage, a) -> stage.guild(a).role(a.text("role"))),
                Action.post("guilds/{guild}/members/role", "A member has a role, or no longer.")
                        .takes(USER, "user")
                        .takes(TEXT, "role")
                        .takes(SWITCH, "on", true)
                        .says("{user,} gets|get the role {role}", "on", true)
                        .says("{user,} loses|lose the role {role}", "on", false)
                        .does(Presences::role));
    }

    private static void addMany(Stage stage, Args args) {
        int count = args.count("count");
        if (count > MOST_AT_A_TIME) {
            throw Mistake.of(count + " is more than " + MOST_AT_A_TIME + " at a time");
        }
        stage.guild(args).addMembers(args.text("prefix"), count);
    }
}

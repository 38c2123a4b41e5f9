package dev.porchlight.sim.control;

import static dev.porchlight.sim.control.Kind.CHANNEL;
import static dev.porchlight.sim.control.Kind.DURATION;
import static dev.porchlight.sim.control.Kind.ID;
import static dev.porchlight.sim.control.Kind.NEW_CHANNEL;
import static dev.porchlight.sim.control.Kind.NEW_GUILD;
import static dev.porchlight.sim.control.Kind.NEW_USER;
import static dev.porchlight.sim.control.Kind.SWITCH;
import static dev.porchlight.sim.control.Kind.USER;

import java.time.Duration;
import java.util.List;

/** Guilds, channels and people: that they are there, and what becomes of them. */
final class WorldActions {
    private WorldActions() {}

    static List<Action> all() {
        return List.of(
                Action.post("guilds", "A guild with the bot in it, made if there is none of that name.")
                        .takes(NEW_GUILD, "guild")
                        .says("guild {guild}")
                        .does((stage, a) -> stage.discord().guild(a.text("guild"))),
                Action.post("guilds/{guild}/channels", "A channel, made if there is none of that name.")
                        .takes(NEW_CHANNEL, "channel")
                        .choosing("type", "voice", "stage", "text", "afk", "announcement", "forum", "category")
                        .says("voice channel|channels {channel,}", "type", "voice")
                        .says("stage channel|channels {channel,}", "type", "stage")
                        .says("text channel|channels {channel,}", "type", "text")
                        .says("afk channel {channel}", "type", "afk")
                        .says("announcement channel|channels {channel,}", "type", "announcement")
                        .says("forum|forums {channel,}", "type", "forum")
                        .says("category|categories {channel,}", "type", "category")
                        .does(Stage::makeChannel),
                Action.post("users", "A person, or another bot, made if there is none of that name.")
                        .takes(NEW_USER, "user")
                        .takes(SWITCH, "bot", false)
                        .takes(ID, "id", "")
                        .says("person {user} with the id {id}")
                        .says("person|people {user,}")
                        .says("bot|bots {user,}", "bot", true)
                        .does(Stage::makeUser),
                Action.post("guilds/{guild}/rename", "The guild gets another name, which it has here too from then on.")
                        .takes(NEW_GUILD, "name")
                        .says("guild is renamed to {name}")
                        .does((stage, a) -> stage.guild(a).rename(a.text("name"))),
                Action.post("guilds/{guild}/afk-channel", "The guild's AFK channel is another one.")
                        .takes(CHANNEL, "channel")
                        .says("{channel} becomes the afk channel")
                        .does((stage, a) -> stage.guild(a).setAfkChannel(stage.channel(a))),
                Action.post("guilds/{guild}/unavailable", "An outage of the guild begins: GUILD_DELETE, unavailable.")
                        .says("guild becomes unavailable")
                        .does((stage, a) -> stage.guild(a).unavailable()),
                Action.post("guilds/{guild}/available", "The guild's outage is over: GUILD_CREATE.")
                        .says("guild becomes available")
                        .does((stage, a) -> stage.guild(a).available()),
                Action.post("guilds/{guild}/kick-bot", "The bot is removed from the guild.")
                        .says("the bot is kicked")
                        .does((stage, a) -> stage.guild(a).kickBot()),
                Action.post("guilds/{guild}/invite-bot", "The bot is invited to the guild.")
                        .says("the bot is invited")
                        .does((stage, a) -> stage.guild(a).inviteBot()),
                Action.post("guilds/{guild}/hold-create", "From the next IDENTIFY on GUILD_CREATE is held back.")
                        .says("guild create is held")
                        .does((stage, a) -> stage.guild(a).holdCreate()),
                Action.post("guilds/{guild}/release-create", "A GUILD_CREATE that was held back is sent.")
                        .says("guild create is released")
                        .does((stage, a) -> stage.guild(a).releaseCreate()),
                Action.post("guilds/{guild}/delay-create", "From the next IDENTIFY on GUILD_CREATE comes so late.")
                        .takes(DURATION, "delay", Duration.ZERO)
                        .says("guild create takes {delay}")
                        .does((stage, a) -> stage.guild(a).delayCreate(a.duration("delay"))),
                Action.post("guilds/{guild}/members/remove", "A person leaves the guild.")
                        .takes(USER, "user")
                        .says("{user,} leaves|leave the guild")
                        .does((stage, a) -> stage.guild(a).removeMember(stage.user(a))),
                Action.post("guilds/{guild}/channels/{channel}/rename", "The channel gets another name, here too.")
                        .takes(NEW_CHANNEL, "name")
                        .says("{channel} is renamed to {name}")
                        .does((stage, a) -> stage.channel(a).rename(a.text("name"))),
                Action.post("guilds/{guild}/channels/{channel}/delete", "The channel is deleted, its people are out.")
                        .takes(SWITCH, "voice_updates", true)
                        .says("{channel} is deleted")
                        .says("{channel} is deleted without voice updates", "voice_updates", false)
                        .does(Stage::deleteChannel),
                Action.post("guilds/{guild}/channels/{channel}/hide", "The bot may no longer view the channel.")
                        .says("{channel} is hidden")
                        .does((stage, a) -> stage.channel(a).hide()),
                Action.post("guilds/{guild}/channels/{channel}/show", "The bot may view the channel again.")
                        .says("{channel} is shown")
                        .does((stage, a) -> stage.channel(a).show()),
                Action.post("reset", "Everything as it was at the start: no sessions, no faults, boards off.")
                        .says("the world is reset")
                        .does((stage, a) -> stage.reset()));
    }
}

package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimUser;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guild of 100,000, with the real JDA. */
class DiscordCrowdTest extends DiscordPeople {

    private static final int CROWD = 100_000;

    /** It takes some seconds; a busy machine may have more to do. */
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    @Test
    @Timeout(300)
    void givenAHundredThousandMembersThenAllAreKnownAndJdaKeepsNoneOfThem() throws Exception {
        List<SimUser> crowd = home.addMembers("user", CROWD);
        SimUser last = crowd.getLast();
        sim.quietly(() -> crowd.subList(0, 2_000).forEach(user -> user.does(SimActivity.playing("Go"))));
        PeopleSettings room = new PeopleSettings(Enabled.AUTO, CROWD + 1, Users.ALL, Set.of());
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, room, Rig.IMPATIENT);
        rig.discord.start();
        Rig.until(
                () -> "everybody is known; " + rig.people().size() + " are",
                DEADLINE,
                () -> rig.people().state() == People.State.AVAILABLE);
        assertThat(rig.people().size()).isEqualTo(CROWD + 1);
        assertThat(rig.people().online()).isEqualTo(2_001);
        assertThat(activities(crowd.get(1_999))).contains("Go");
        last.goIdle();
        awaitStatus(last, Status.IDLE);
        assertThat(memberRequests()).hasSize(1);
        assertThat(sim.identifies()).isEqualTo(1);
        String heap = histogram();
        assertThat(instances(heap, "dev.porchlight.bridge.guilds.Person")).isBetween(CROWD, 2 * CROWD);
        assertThat(instances(heap, "net.dv8tion.jda.internal.entities.MemberImpl"))
                .isLessThan(100);
        assertThat(instances(heap, "net.dv8tion.jda.internal.entities.UserImpl"))
                .isLessThan(100);
        assertThat(instances(heap, "net.dv8tion.jda.internal.entities.MemberPresenceImpl"))
                .isLessThan(100);
        assertThat(instances(heap, "net.dv8tion.jda.api.utils.data.DataObject")).isLessThan(1_000);
    }

    /** What lives, after a collection. */
    private static String histogram() throws Exception {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }

    private static int instances(String histogram, String className) {
        Matcher line = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(className) + "\\b(?!\\$)")
                .matcher(histogram);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }
}

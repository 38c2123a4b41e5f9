package dev.porchlight.bridge.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.People.State;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.testing.LogEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How members are asked for, and what an answer means beside what was told live. */
class RollCallTest extends PeopleRoom {

    private static final Duration MOMENT = RollCall.PAUSE;
    private static final String FIVE = "{'user':{'id':'5','username':'ann'}}";
    private static final String SIX = "{'user':{'id':'6'}}";

    @Test
    void givenAGuildThatDoesNotBringEverybodyThenItsListIsAskedForAndAvailableWhenItHasCome() {
        create(2, "", "");
        createSome(1, 3, FIVE, "{'user':{'id':'5'},'status':'idle'}");
        assertThat(person(5).status()).isEqualTo(Status.IDLE);
        assertThat(asked).isEmpty();
        time.pass(MOMENT);
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.guild()).isEqualTo(1);
            assertThat(request.users()).isEmpty();
            assertThat(request.nonce()).startsWith(MemberRequest.NONCE).hasSizeLessThanOrEqualTo(32);
        });
        chunk(0, 2, FIVE, "");
        assertThat(guilds.people().state()).isEqualTo(State.STARTING);
        assertThat(person(5).status())
                .as("who has no presence when presences were asked for")
                .isEqualTo(Status.OFFLINE);
        chunk(1, 2, SIX, "{'user':{'id':'6'},'status':'dnd'}");
        assertThat(guilds.people().state()).isEqualTo(State.AVAILABLE);
        assertThat(person(6).status()).isEqualTo(Status.DND);
        time.pass(Duration.ofHours(1));
        assertThat(asked).hasSize(1);
    }

    @Test
    void givenTwoListsThenTheSecondIsAskedForAPauseAfterTheFirstHasCome() {
        createSome(1, 3, "", "");
        createSome(2, 3, "", "");
        time.pass(MOMENT.multipliedBy(3));
        assertThat(asked).extracting(MemberRequest::guild).containsExactly(1L);
        chunk(0, 1, FIVE, "");
        assertThat(asked).hasSize(1);
        time.pass(MOMENT);
        assertThat(asked).extracting(MemberRequest::guild).containsExactly(1L, 2L);
    }

    @Test
    void givenWhatWasToldLiveWhileAListIsUnderWayThenTheListDoesNotUndoIt() {
        create(2, FIVE + "," + SIX, "");
        createSome(1, 4, "", "");
        time.pass(MOMENT);
        presence(2, 5, "online");
        send("GUILD_MEMBER_UPDATE", "{'guild_id':'2','user':{'id':'6','username':'bea'}}");
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'1','user':{'id':'7'}}");
        send("GUILD_MEMBER_ADD", "{'guild_id':'1','user':{'id':'8'}}");
        told.clear();
        chunk(0, 1, FIVE + "," + SIX + ",{'user':{'id':'7'}}", "{'user':{'id':'6'},'status':'idle'}");
        assertThat(told).containsExactly("6 IDLE");
        assertThat(user(6)).containsEntry("username", "bea");
        assertThat(person(5).status()).isEqualTo(Status.ONLINE);
        assertThat(person(7)).isNull();
        assertThat(person(8)).isNotNull();
        send("GUILD_MEMBER_REMOVE", "{'guild_id':'2','user':{'id':'5'}}");
        assertThat(person(5)).as("is in guild 1 too, says the list").isNotNull();
    }

    @Test
    void givenSomebodyNotInTheCompleteListThenTheyAreGoneAndNotBefore() {
        create(1, FIVE + "," + SIX, "");
        createSome(1, 2, "", "");
        time.pass(MOMENT);
        chunk(0, 2, FIVE, "");
        assertThat(person(6)).isNotNull();
        chunk(1, 2, "", "");
        assertThat(person(6)).isNull();
        assertThat(person(5)).isNotNull();
    }

    @Test
    void givenAnAnswerToAnotherQuestionThenItSaysNothing() {
        createSome(1, 2, "", "");
        time.pass(MOMENT);
        send(
                "GUILD_MEMBERS_CHUNK",
                "{'guild_id':'1','members':[" + FIVE + "],'chunk_index':0,'chunk_count':1,'nonce':'porchlight-99'}");
        send("GUILD_MEMBERS_CHUNK", "{'guild_id':'1','members':[" + FIVE + "],'chunk_index':0,'chunk_count':1}");
        assertThat(person(5)).isNull();
    }

    @Test
    void givenRateLimitedThenThatGuildWaitsAsLongAsDiscordSaysAndOthersDoNot() {
        createSome(1, 2, "", "");
        createSome(2, 2, "", "");
        time.pass(MOMENT);
        limited(asked.getLast().nonce(), "29.5");
        time.pass(MOMENT);
        assertThat(asked.getLast().guild()).isEqualTo(2);
        chunk(0, 1, SIX, "");
        time.pass(Duration.ofSeconds(28));
        assertThat(asked).hasSize(2);
        time.pass(Duration.ofSeconds(2));
        assertThat(asked.getLast().guild()).isEqualTo(1);
        chunk(0, 1, FIVE, "");
        assertThat(person(5)).isNotNull();
        assertThat(guilds.peopleCounts().rateLimited()).isEqualTo(1);
    }

    @Test
    void givenAWaitForOneGuildWhenAnotherIsWantedThenThatIsAskedAtOnce() {
        createSome(1, 2, "", "");
        time.pass(MOMENT);
        limited(asked.getLast().nonce(), "30");
        time.pass(MOMENT.multipliedBy(2));
        createSome(2, 2, "", "");
        time.pass(MOMENT);
        assertThat(asked.getLast().guild()).isEqualTo(2);
    }

    @Test
    void givenALimitOnSomethingElseThenNothingIsAskedAgain() {
        createSome(1, 2, "", "");
        time.pass(MOMENT);
        limited("porchlight-99", "1");
        time.pass(Duration.ofSeconds(5));
        assertThat(asked).hasSize(1);
    }

    @Test
    void givenSilenceThenItAsksAgainAndGivesUpAfterThreeTimes() {
        create(2, "", "");
        createSome(1, 2, "", "");
        Duration silence = RollCall.SILENCE.plus(RollCall.AGAIN).plus(MOMENT);
        try (LogEvents log = LogEvents.ours()) {
            time.pass(MOMENT);
            String first = asked.getLast().nonce();
            time.pass(silence);
            assertThat(asked).as("the one before is taken back").hasSize(1);
            assertThat(asked.getLast().nonce()).isNotEqualTo(first);
            time.pass(silence);
            assertThat(guilds.people().state()).isEqualTo(State.STARTING);
            time.pass(silence);
            assertThat(asked).isEmpty();
            assertThat(log.texts("members_not_told")).hasSize(1);
            assertThat(guilds.people().state()).isEqualTo(State.AVAILABLE);
            assertThat(guilds.peopleCounts().requests()).isEqualTo(3);
        }
    }

    @Test
    void givenALostSessionThenTheQuestionIsTakenBackAndAskedAgainWhenItIsResumed() {
        createSome(1, 2, "", "");
        time.pass(MOMENT);
        guilds.away(1);
        assertThat(asked).isEmpty();
        time.pass(Duration.ofMinutes(5));
        assertThat(asked).isEmpty();
        guilds.session(requests);
        send("RESUMED", "{}");
        time.pass(MOMENT);
        chunk(0, 1, FIVE, "");
        assertThat(person(5)).isNotNull();
    }

    @Test
    void givenAFreshSessionThenWhatWasWantedBeforeIsNotAskedFor() {
        createSome(1, 2, "", "");
        guilds.away(1);
        ready();
        create(1, FIVE, "");
        time.pass(Duration.ofMinutes(1));
        assertThat(asked).isEmpty();
        assertThat(person(5)).isNotNull();
    }

    @Test
    void givenManyWhoAreUnknownThenTheyAreAskedForAHundredAtATimeAndEachOnce() {
        create(1, "", "");
        for (long user = 1_001; user <= 1_150; user++) {
            presence(1, user, "online");
            presence(1, user, "idle");
        }
        time.pass(MOMENT);
        assertThat(asked.getLast().users()).hasSize(100);
        presence(1, 1_001, "dnd");
        chunk(0, 1, "{'user':{'id':'1001'}}", "{'user':{'id':'1001'},'status':'dnd'}");
        assertThat(person(1_001).status()).isEqualTo(Status.DND);
        time.pass(MOMENT);
        assertThat(asked.getLast().users()).hasSize(50);
        chunk(0, 1, "", "");
        time.pass(Duration.ofMinutes(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void givenMoreUnknownThanThereIsRoomForThenTheRestIsLeftForLater() {
        create(1, "", "");
        for (long user = 1; user <= Wanted.MAX_SINGLE + 1_000; user++) {
            presence(1, 1_000 + user, "online");
        }
        int questions = 0;
        time.pass(MOMENT);
        while (asked.size() > questions) {
            questions = asked.size();
            chunk(0, 1, "", "");
            time.pass(MOMENT);
        }
        assertThat(questions).isEqualTo(Wanted.MAX_SINGLE / MemberRequest.MOST_USERS);
    }

    @Test
    void givenSomebodyUnknownWhoseWholeGuildIsAwaitedThenTheyAreNotAskedForApart() {
        createSome(1, 2, "", "");
        presence(1, 5, "online");
        time.pass(MOMENT);
        presence(1, 5, "idle");
        chunk(0, 1, FIVE, "{'user':{'id':'5'},'status':'idle'}");
        time.pass(Duration.ofMinutes(1));
        assertThat(asked).hasSize(1);
        assertThat(person(5).status()).isEqualTo(Status.IDLE);
    }

    @Test
    void givenAGuildInAnOutageThenTheOthersAreNotWaitedForLonger() {
        create(1, FIVE, "");
        assertThat(guilds.people().state()).isEqualTo(State.STARTING);
        time.pass(Census.GUILDS_WITHIN);
        assertThat(guilds.people().state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void givenAGuildThatIsGoneWhileItsListIsAwaitedThenNothingIsAwaited() {
        create(2, "", "");
        createSome(1, 2, FIVE, "");
        time.pass(MOMENT);
        send("GUILD_DELETE", "{'id':'1'}");
        assertThat(asked).isEmpty();
        assertThat(person(5)).isNull();
        assertThat(guilds.people().state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void givenSomebodyWhoOptsInAgainAfterTheListWentPastThemThenTheyAreAskedForApart() {
        guilds.consent(5, Consent.OUT);
        createSome(1, 3, "", "");
        time.pass(MOMENT);
        chunk(0, 2, FIVE, "{'user':{'id':'5'},'status':'dnd'}");
        guilds.consent(5, Consent.IN);
        chunk(1, 2, SIX, "");
        assertThat(person(5)).isNull();
        time.pass(MOMENT);
        assertThat(asked.getLast().guild()).isEqualTo(1);
        assertThat(asked.getLast().users()).containsExactly(5L);
        chunk(0, 1, FIVE, "{'user':{'id':'5'},'status':'dnd'}");
        assertThat(person(5).status()).isEqualTo(Status.DND);
    }

    @Test
    void givenSomebodyWhoOptsOutBetweenTwoPartsOfAListThenNoPartBringsThemBack() {
        createSome(1, 3, "", "");
        time.pass(MOMENT);
        chunk(0, 3, FIVE, "{'user':{'id':'5'},'status':'dnd'}");
        guilds.consent(5, Consent.OUT);
        send("GUILD_MEMBER_UPDATE", "{'guild_id':'1','user':{'id':'5'}}");
        presence(1, 5, "online");
        chunk(1, 3, FIVE + "," + SIX, "{'user':{'id':'5'},'status':'dnd'}");
        chunk(2, 3, "", "");
        time.pass(Duration.ofMinutes(5));
        assertThat(person(5)).isNull();
        assertThat(person(6)).isNotNull();
        assertThat(asked).hasSize(1);
        assertThat(told).contains("5 gone").doesNotContainSubsequence("5 gone", "5 ONLINE");
    }

    @Test
    void givenARefusalForEverThatNamesNoWaitThenHardlyAnythingIsAsked() {
        createSome(1, 2, "", "");
        for (int second = 0; second < 60; second++) {
            time.pass(Duration.ofSeconds(1));
            limited(asked.getLast().nonce(), "0");
        }
        assertThat(asked).hasSizeBetween(10, 13);
        assertThat(guilds.people().state()).isEqualTo(State.STARTING);
    }

    @Test
    void givenALimitOnAnotherOperationThenNothingIsAskedAgain() {
        createSome(1, 2, "", "");
        time.pass(MOMENT);
        send("RATE_LIMITED", "{'opcode':3,'retry_after':1,'meta':{}}");
        time.pass(Duration.ofSeconds(5));
        assertThat(asked).hasSize(1);
        assertThat(guilds.peopleCounts().rateLimited()).isZero();
    }

    @Test
    void givenSilencesFarApartThenTheyAreNotAddedUp() {
        create(1, FIVE, "");
        create(2, "", "");
        for (int user = 100; user < 110; user++) {
            presence(1, user, "online");
            time.pass(RollCall.PAUSE.plus(RollCall.SILENCE).plus(RollCall.AGAIN).plus(MOMENT));
            assertThat(asked.getLast().users()).as("asked once more").containsExactly((long) user);
            chunk(0, 1, "{'user':{'id':'" + user + "'}}", "");
            assertThat(person(user)).isNotNull();
        }
    }

    @Test
    void givenTwoFreshSessionsThenTheSecondHasItsWholeTimeToTellOfItsGuilds() {
        time.pass(Census.GUILDS_WITHIN.minusSeconds(5));
        ready();
        time.pass(Duration.ofSeconds(10));
        assertThat(guilds.people().state()).isEqualTo(State.STARTING);
        time.pass(Census.GUILDS_WITHIN);
        assertThat(guilds.people().state()).isEqualTo(State.AVAILABLE);
    }

    private void limited(String nonce, String seconds) {
        send(
                "RATE_LIMITED",
                "{'opcode':8,'retry_after':" + seconds + ",'meta':{'guild_id':'1','nonce':'" + nonce + "'}}");
    }
}

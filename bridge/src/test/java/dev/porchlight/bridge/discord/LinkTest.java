package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {

    private final List<Long> away = new ArrayList<>();
    private final Link link = new Link(away::add);

    @Test
    void givenALinkThatWasNeverUpWhenTriesFailThenHomeIsNotTold() {
        link.lost();
        link.away("nothing answers");
        link.away("nothing answers");
        assertThat(away).isEmpty();
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void givenALinkThatIsUpWhenItIsLostThenHomeIsToldOnceUntilItIsUpAgain() {
        link.up("fresh");
        assertThat(link.isUp()).isTrue();
        link.lost();
        assertThat(link.isUp()).isFalse();
        link.away("closed");
        link.away("reconnecting");
        assertThat(away).hasSize(1);
        link.up("resumed");
        link.away("closed");
        assertThat(away).hasSize(2);
        link.up("resumed");
        link.refused();
        assertThat(away).hasSize(3);
    }
}

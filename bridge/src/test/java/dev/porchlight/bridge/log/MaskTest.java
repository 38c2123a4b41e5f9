package dev.porchlight.bridge.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/socket?token=geheim&v=1|/socket?token=***&v=1",
                "/x?a=b&access_token=geheim|/x?a=b&access_token=***",
                "GET /ws?TOKEN=geheim HTTP/1.1|GET /ws?TOKEN=*** HTTP/1.1",
                "AUTH:geheim|AUTH:***",
                "got AUTH:geheim from board|got AUTH:*** from board",
                "Authorization: Bot geheim|Authorization: ***",
                "authorization=geheim|authorization=***",
                "sent Bearer abcdefghijklmnop.q|sent Bearer ***",
                "https://user:geheim@host/a|https://***@host/a",
                "token MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz01 seen|token *** seen",
                "key lnyd_0123456789abcdef0123456789abcdef!|key ***!",
                "made pl_q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA, keep it|made ***, keep it",
            })
    void aSecretIsBlottedOutByItsShape(String text, String masked) {
        assertThat(Mask.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "Bot is ready",
                "pl_short",
                "voice:channel:123456789012345678",
                "ws://127.0.0.1:8080/ws?watch=voice",
                "dev.porchlight.bridge.door.Loop",
                "http://127.0.0.1:9000/api/v10/",
                "2026-11-20T08:49:33.123Z"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Mask.text(text)).isEqualTo(text);
    }
}
